"""What a password must be beyond what Django asks."""

from __future__ import annotations

from django.core.exceptions import ValidationError

SHORTEST = 10


class LongEnough:
    """At least ten characters; Django's own check says it in English where its translation lags behind."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError where it is shorter."""
        if len(password) < SHORTEST:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"密码至少要有 {SHORTEST} 个字符。"
