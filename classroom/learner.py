"""Who is learning: a secret only their device holds, and the id that everyone else may see."""

import hashlib
import re
import secrets
from typing import Final

TOKEN_BYTES: Final = 32
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that another can be taken for
GROUP: Final = 4


def new_token() -> str:
    """Draw the secret by which a device is known again."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Tell whether a text may be a token; a cookie can hold anything."""
    return TOKEN.fullmatch(text) is not None


def learner_of(token: str) -> str:
    """Return the id of the learner a token belongs to, from which no token can be made."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """Draw a one-time code to be read on one device and typed on another, like K7QM-3XRD."""
    return _grouped("".join(secrets.choice(CODE_ALPHABET) for _ in range(2 * GROUP)))


def code_from(typed: str) -> str:
    """Return the code that was meant, whatever the case, the spaces and the dash."""
    return _grouped("".join(letter for letter in typed.upper() if letter in CODE_ALPHABET))


def _grouped(letters: str) -> str:
    return f"{letters[:GROUP]}-{letters[GROUP:]}"
