"""What certificates are signed with: made once, kept from others, and never too short."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quizzes.certificate import SECRET_LENGTH, NoSecretError, secret_from, secret_in


def test_several_who_ask_first_at_once_get_the_same(tmp_path: Path) -> None:
    key = tmp_path / "data" / "certificate.key"

    with ThreadPoolExecutor(8) as threads:
        secrets = set(threads.map(secret_in, [key] * 8))

    assert secrets == {key.read_bytes()}
    assert len(key.read_bytes()) == SECRET_LENGTH
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert list(key.parent.iterdir()) == [key]


def test_a_key_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    key = tmp_path / "certificate.key"
    key.write_bytes(b"x" * (SECRET_LENGTH - 1))

    with pytest.raises(NoSecretError, match="their key is damaged"):
        secret_in(key)


def test_a_folder_that_cannot_be_made_is_named_as_the_reason(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    with pytest.raises(NoSecretError, match=r"their key cannot be kept \(File exists\)"):
        secret_in(tmp_path / "data" / "certificate.key")


def test_a_key_that_is_given_is_taken_if_it_is_long_enough() -> None:
    enough = "k" * SECRET_LENGTH

    assert secret_from(enough) == enough.encode()
    with pytest.raises(NoSecretError, match="shorter than 32 bytes"):
        secret_from(enough[1:])
