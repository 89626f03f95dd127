"""Arabic and Chinese numerals to exact decimals."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

# A longer run of digits is a number of an account or a document; no quantity of a plan needs as many.
LONGEST_NUMERAL = 20
# One more than the longest, so that a run that is too long is seen whole and left out; bounded, as a search tries it anywhere.
CHINESE_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]{1,21}(?:点[零〇一二三四五六七八九]{1,12})?"
ARABIC_NUMERAL = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"


def parse_arabic(text: str) -> Decimal:
    """An Arabic numeral with optional thousands commas, e.g. "1,200.5" → 1200.5."""
    return Decimal(text.replace(",", ""))


def parse_chinese(text: str) -> Decimal:
    """A Chinese numeral, positional (二〇三五) or with multipliers (三万六千亿), e.g. "两千三百" → 2300.

    Raises:
        ValueError: the text is no Chinese numeral.
    """
    whole, _, fraction = text.partition("点")
    if not whole or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in whole):
        raise ValueError(f"“{text}” is not a Chinese numeral such as 三千六百")
    number = (
        _parse_positional(whole) if len(whole) > 1 and all(c in _DIGITS for c in whole) else _parse_multiplied(whole)
    )
    if fraction:
        return Decimal(f"{number}.{''.join(str(_DIGITS[c]) for c in fraction)}")
    return Decimal(number)


def _parse_positional(text: str) -> int:
    return int("".join(str(_DIGITS[c]) for c in text))


def _parse_multiplied(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            total = _scaled(total, section + digit, _LARGE[char])
            section = digit = 0
    return total + section + digit


def _scaled(total: int, section: int, scale: int) -> int:
    """三万六千亿 multiplies all before 亿; in 一亿二千万 the 万 multiplies only what follows 亿."""
    if total >= scale:
        return total + (section or 1) * scale
    return (total + section or 1) * scale
