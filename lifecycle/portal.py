"""The field records: 35,549 animals found in traps in the Arizona desert, 1977-2002."""

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pandas as pd

from lifecycle.errors import LifecycleError

PUBLISHED_FOLDER = Path(__file__).parent / "data" / "portal"
FOLDER_VARIABLE = "LIFECYCLE_DATA"
"""The environment variable that names another folder to read the three files from."""

SURVEY_COLUMNS = (
    "record_id",
    "year",
    "month",
    "day",
    "plot_id",
    "species_id",
    "sex",
    "hindfoot_length",
    "weight",
)
"""What was written down in the field, before species and plots are joined to it."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as PROVENANCE.md describes it."""

    name: str
    size: int
    sha256: str


SURVEYS = PublishedFile(
    "portal_surveys.csv",
    1_021_588,
    "485eea7d4838dbdbdfe8e2515017658d9d649d0f76324f1057cc5610423560fc",
)
SPECIES = PublishedFile(
    "portal_species.csv",
    2_145,
    "8ad2cc0f43c02cc90ba92fc1b68dabd3a49c02e818eb813858e650b421aa9bf6",
)
PLOTS = PublishedFile(
    "portal_plots.csv",
    487,
    "ea4bc7a5623d1323e47883e7ad730a8ad2170cc09176d0503ea6a0c572235b23",
)


class DataFileError(LifecycleError):
    """A data file is not what was published, so nothing is worked out from it."""

    def __init__(self, file: str, wrong: str, remedy: str) -> None:
        self.file = file
        self.wrong = wrong
        self.remedy = remedy
        super().__init__(f"The data file {file} {wrong}; {remedy}.")


def field_records() -> pd.DataFrame:
    """Answer with every record, joined with its species and plot; nobody may change it."""
    return read_records(records_folder())


def records_folder() -> Path:
    """Answer with the folder that the three files are read from."""
    return Path(os.environ.get(FOLDER_VARIABLE) or PUBLISHED_FOLDER)


@lru_cache(maxsize=2)
def read_records(folder: Path) -> pd.DataFrame:
    """Read the three files of a folder, each checked before a single row of it is believed."""
    surveys, species, plots = (_table(folder, file) for file in (SURVEYS, SPECIES, PLOTS))
    return surveys.merge(species, how="left", on="species_id", validate="many_to_one").merge(
        plots, how="left", on="plot_id", validate="many_to_one"
    )


def _table(folder: Path, file: PublishedFile) -> pd.DataFrame:
    # pandas' own list of missing values would turn a species code "NA" into a missing label
    content = BytesIO(_checked_bytes(folder, file))
    return pd.read_csv(content, keep_default_na=False, na_values=[""])


def _checked_bytes(folder: Path, file: PublishedFile) -> bytes:
    restore = _remedy(folder)
    try:
        content = (folder / file.name).read_bytes()
    except FileNotFoundError:
        raise DataFileError(file.name, "is missing", restore) from None
    except OSError as problem:
        raise DataFileError(file.name, f"cannot be read ({problem.strerror})", restore) from None
    if len(content) != file.size:
        wrong = f"has {len(content):,} bytes where {file.size:,} are expected"
        raise DataFileError(file.name, wrong, restore)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise DataFileError(file.name, "differs in content from the published copy", restore)
    return content


def _remedy(folder: Path) -> str:
    if folder.resolve() == PUBLISHED_FOLDER.resolve():
        return "restore it from the repository with: git checkout -- lifecycle/data/portal"
    return f"copy it into {folder} from lifecycle/data/portal, or unset {FOLDER_VARIABLE}"
