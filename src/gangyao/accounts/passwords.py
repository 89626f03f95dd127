"""What a password must be beyond what Django asks, and one-time passwords."""

from __future__ import annotations

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.core.exceptions import ValidationError

SHORTEST = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is misread on paper
_ONE_TIME_LENGTH = 14
_ONE_TIME_ROUNDS = 10_000


class LongEnough:
    """At least ten characters; Django's own check says it in English where its translation lags behind."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError where it is shorter."""
        if len(password) < SHORTEST:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"密码至少要有 {SHORTEST} 个字符。"


def one_time_password() -> str:
    """Fourteen random characters, 80 bits; shown once to who hands it on, and kept nowhere."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_ONE_TIME_LENGTH))


def hash_one_time(password: str) -> str:
    """The hash of a one-time password; few rounds are enough for random ones, and hundreds are made at once.

    The first sign-in replaces it by one of the usual rounds, as Django does with every outdated hash.
    """
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=_ONE_TIME_ROUNDS)
    return make_password(password)
