"""A small table of real trap records, to try the page with and to look at."""

from typing import Final

from lifecycle.portal import field_records

YEARS: Final = (1993, 1994, 1997)
EVERY: Final = 4
"""One record in four: a table that a spreadsheet shows at once."""

COLUMNS: Final = {
    "year": "year",
    "weight": "weight_g",
    "hindfoot_length": "hind_foot_mm",
    "common_name": "species",
}
"""The columns taken, each with a name that tells its unit."""


def example_csv() -> bytes:
    """Answer with every fourth trap record of three years, gaps and odd rows included.

    The label is the species, by its common name; animals that are no rodents have none.
    """
    records = field_records()
    taken = records[records["year"].isin(YEARS)][::EVERY]
    columns = taken[list(COLUMNS)].rename(columns=COLUMNS)
    return columns.to_csv(index=False, lineterminator="\n", float_format="%g").encode()
