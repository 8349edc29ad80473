import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.evidence import Evidence, Number, Table
from lifecycle.own_data.cells import is_formula
from lifecycle.own_data.download import HEADER, evidence_csv, harmless
from lifecycle.own_data.run import Stopped, run
from lifecycle.stage import TRAINING
from tests.lifecycle.own_data.tables import PLAN, two_kinds


def read(content: bytes) -> list[list[str]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, strict=True))


def test_everything_a_stage_showed_is_written_down() -> None:
    records = run(PLAN, two_kinds()).records

    header, *rows = read(evidence_csv(records))

    assert tuple(header) == HEADER
    for record in records:
        told = [row for row in rows if row[0] == record.stage.name]
        assert told[0] == [record.stage.name, "sentence", "", record.evidence.sentence, ""]
        assert len(told) == 1 + len(record.evidence.numbers) + len(record.evidence.table.rows)


def test_no_cell_holds_two_blanks_together() -> None:
    rows = read(evidence_csv(run(PLAN, two_kinds()).records))

    assert [cell for row in rows for cell in row if "  " in cell] == []


@given(st.text(), st.sampled_from("=+-@\t\r\n＝＋－＠"))  # noqa: RUF001
def test_no_cell_begins_like_a_formula(text: str, beginning: str) -> None:
    class Told:
        stage = TRAINING
        evidence = Evidence(
            value="",
            sentence=beginning + text,
            numbers=(Number(beginning + text, text, text),),
            table=Table(text, ("Label", "Rows"), ((beginning + text, text),)),
        )

    rows = read(evidence_csv([Told()]))

    for cell in (cell for row in rows for cell in row):
        assert not is_formula(cell.lstrip())


def test_numbers_stay_numbers() -> None:
    assert [harmless(cell) for cell in ("-1.5", "+3", "1e-5", "-")] == ["-1.5", "+3", "1e-5", "-"]
    assert harmless(" '=1+1") == "' '=1+1"


def test_a_stop_is_written_down_too() -> None:
    rows = read(evidence_csv([Stopped(TRAINING, "Nothing is left.")]))

    assert ["Model Training", "sentence", "", "Nothing is left.", ""] in rows
