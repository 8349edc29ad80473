import shutil
from pathlib import Path

import pytest

from lifecycle import portal
from lifecycle.portal import (
    FOLDER_VARIABLE,
    PUBLISHED_FOLDER,
    DataFileError,
    field_records,
    read_records,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PUBLISHED_FOLDER, tmp_path / "portal"))


def test_every_record_is_read_and_joined_with_its_species_and_plot() -> None:
    records = field_records()

    assert len(records) == 35_549
    assert records["record_id"].is_unique
    assert records["plot_type"].notna().all()
    assert records["taxa"].isna().sum() == records["species_id"].isna().sum() == 763


def test_the_records_are_read_once() -> None:
    assert field_records() is field_records()


def test_another_folder_can_be_named_in_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))

    records = field_records()

    assert records is read_records(folder)


@pytest.mark.parametrize("name", ["portal_surveys.csv", "portal_species.csv", "portal_plots.csv"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    with pytest.raises(DataFileError) as refusal:
        read_records(folder)

    assert refusal.value.file == name
    assert f"The data file {name} is missing; " in str(refusal.value)


@pytest.mark.parametrize("named", ["", "portal"])
def test_the_published_folder_is_restored_from_the_repository(
    folder: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setattr(portal, "PUBLISHED_FOLDER", folder)
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv(FOLDER_VARIABLE, named)
    (folder / "portal_plots.csv").unlink()

    with pytest.raises(DataFileError) as refusal:
        field_records()

    assert refusal.value.remedy == (
        "restore it from the repository with: git checkout -- lifecycle/data/portal"
    )


def test_another_folder_is_named_in_the_remedy(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    (folder / "portal_plots.csv").unlink()

    with pytest.raises(DataFileError) as refusal:
        field_records()

    assert refusal.value.remedy == (
        f"copy it into {folder} from lifecycle/data/portal, or unset LIFECYCLE_DATA"
    )


def test_a_truncated_file_is_told_by_its_size(folder: Path) -> None:
    surveys = folder / "portal_surveys.csv"
    surveys.write_bytes(surveys.read_bytes()[:500_000])

    with pytest.raises(DataFileError, match="has 500,000 bytes where 1,021,588 are expected"):
        read_records(folder)


def test_a_single_altered_byte_is_noticed(folder: Path) -> None:
    surveys = folder / "portal_surveys.csv"
    surveys.write_bytes(surveys.read_bytes().replace(b",NL,M,32,", b",NL,M,33,", 1))

    with pytest.raises(DataFileError, match="differs in content from the published copy"):
        read_records(folder)


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "portal_plots.csv").unlink()
    (folder / "portal_plots.csv").mkdir()

    with pytest.raises(DataFileError, match=r"portal_plots.csv cannot be read \(Is a directory\)"):
        read_records(folder)


def test_a_damaged_file_is_read_again_once_it_is_restored(folder: Path) -> None:
    (folder / "portal_plots.csv").unlink()
    with pytest.raises(DataFileError):
        read_records(folder)
    shutil.copy(PUBLISHED_FOLDER / "portal_plots.csv", folder)

    records = read_records(folder)

    assert len(records) == 35_549
