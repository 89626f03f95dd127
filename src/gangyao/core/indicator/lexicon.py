"""Finds the indicator that a phrase names, by the names and aliases of the vocabulary."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from attrs import frozen

from gangyao.core.indicator.indicator import Indicator

_NOISE = re.compile(r"[“”\"《》()、,\s]|^(?:全区|全市|全省|全国|全县|我区|我市|我省|本区)|^实现(?=.{3})")
_SUFFIX = re.compile(r"(?:年均)?(?:增速|增幅|降幅|增长率?|变动)$")


@frozen(slots=False)
class Lexicon:
    """The indicators that a compile knows.

    Attributes:
        indicators: of the vocabulary.
    """

    indicators: tuple[Indicator, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, Indicator]:
        return {normalise(name): indicator for indicator in self.indicators for name in (indicator.name, *indicator.aliases)}

    def find(self, phrase: str) -> Indicator | None:
        """The indicator whose name or alias the phrase is, with or without words of growth; None where unknown."""
        normal = normalise(phrase)
        return self._by_name.get(normal) or self._by_name.get(normalise(_SUFFIX.sub("", normal)))


def normalise(phrase: str) -> str:
    """A phrase as it is compared: NFKC, without quotes, brackets, spaces and a leading 全区."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", phrase)).replace("GDP", "地区生产总值").replace("的", "").replace("规模以上", "规上")
