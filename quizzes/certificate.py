"""What a result is worth on paper: a code that only this server can have made."""

import hmac
import os
import re
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_bytes
from tempfile import NamedTemporaryFile
from typing import Final, Self

from quizzes.errors import QuizError
from quizzes.mastery import Verdict

PROVES: Final = (
    "It proves that somebody with this record gave these answers to these questions on this day. "
    "It does not prove who that was, that they had no help, how many tests came before, or that "
    "they can do the work: the verdict is a probability, and it is printed with its interval."
)
SECRET_LENGTH: Final = 32
_SIGNATURE: Final = 10  # bytes: a forger would need 2**80 tries
_VERDICTS: Final = {"s": Verdict.STRONG, "d": Verdict.DEVELOPING, "u": Verdict.UNDECIDED}
_TOLD: Final = re.compile(
    r"(\d{4}-\d\d-\d\d) ([sdu]) (\d+)/(\d+) (\d+) (\d+)-(\d+) (\S+)(?: (\d+))?"
)


class NotGenuineError(QuizError):
    """A code that this server did not make, or that somebody changed."""

    def __init__(self) -> None:
        super().__init__(
            "This code is not genuine: it may be mistyped, or the certificate was changed."
        )


class NoSecretError(QuizError):
    """There is nothing to sign certificates with."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Certificates cannot be signed or checked here: {reason}.")


def secret_from(given: str) -> bytes:
    """Take what whoever runs the server gives to sign certificates with.

    Raises:
        NoSecretError: It is so short that it could be found from one certificate.
    """
    secret = given.encode()
    if len(secret) < SECRET_LENGTH:
        raise NoSecretError(f"the key that was given is shorter than {SECRET_LENGTH} bytes")
    return secret


def secret_in(path: Path) -> bytes:
    """Read what certificates are signed with, made on first use; several may ask at once.

    Raises:
        NoSecretError: It cannot be made or read, or is too short to be safe.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with NamedTemporaryFile(dir=path.parent) as whole:  # only its owner may read it
                whole.write(token_bytes(SECRET_LENGTH))
                whole.flush()
                os.fsync(whole.fileno())
                with suppress(FileExistsError):
                    os.link(whole.name, path)
        secret = path.read_bytes()
    except OSError as problem:
        raise NoSecretError(f"their key cannot be kept ({problem.strerror})") from problem
    if len(secret) < SECRET_LENGTH:
        raise NoSecretError("their key is damaged")
    return secret


@dataclass(frozen=True, slots=True)
class Certificate:
    """The result of a test. Percentages are whole; the interval holds mastery at 90 %.

    `minutes` is the time limit of the ten questions, 0 if there was none; codes that were made
    before limits were told know nothing of it.
    """

    day: date
    verdict: Verdict
    right: int
    asked: int
    probability: int
    interval: tuple[int, int]
    test: str
    minutes: int | None = None

    def code(self, secret: bytes) -> str:
        """Write it down with a signature, in groups of five letters that can be typed."""
        told = self._told()
        written = _written(_signature(told, secret) + told)
        return " ".join(written[at : at + 5] for at in range(0, len(written), 5))

    @classmethod
    def behind(cls, code: str, secret: bytes) -> Self:
        """Read the result out of a code, however it is cased and spaced.

        Raises:
            NotGenuineError: The signature is not this server's.
        """
        letters = re.sub(r"[\s-]", "", code).upper()
        try:
            signed = b32decode(letters + "=" * (-len(letters) % 8))
        except (NotBase32, ValueError):
            raise NotGenuineError from None
        signature, told = signed[:_SIGNATURE], signed[_SIGNATURE:]
        genuine = hmac.compare_digest(signature, _signature(told, secret))
        if not genuine or letters != _written(signed):  # the last letter has bits to spare
            raise NotGenuineError
        return cls._read(told.decode())

    def _told(self) -> bytes:
        letter = next(letter for letter, verdict in _VERDICTS.items() if verdict is self.verdict)
        low, high = self.interval
        limit = "" if self.minutes is None else f" {self.minutes}"
        return (
            f"{self.day} {letter} {self.right}/{self.asked} {self.probability} {low}-{high} "
            f"{self.test}{limit}"
        ).encode()

    @classmethod
    def _read(cls, told: str) -> Self:
        found = _TOLD.fullmatch(told)
        assert found, "only what _told wrote is signed"
        day, letter, right, asked, probability, low, high, test, limit = found.groups()
        return cls(
            date.fromisoformat(day),
            _VERDICTS[letter],
            int(right),
            int(asked),
            int(probability),
            (int(low), int(high)),
            test,
            int(limit) if limit else None,
        )


def _written(signed: bytes) -> str:
    return b32encode(signed).decode().rstrip("=")


def _signature(told: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, told, "sha256")[:_SIGNATURE]
