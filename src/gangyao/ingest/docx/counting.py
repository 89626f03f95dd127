"""Numbers as Word's automatic numbering writes them (ST_NumberFormat, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def count(number: int, number_format: str) -> str:
    """A number in one of Word's formats; in Arabic digits where the format is rare or does not reach that far."""
    write = _FORMATS.get(number_format)
    return (write(number) if write and number > 0 else "") or str(number)


def chinese(number: int) -> str:
    """一, 十, 十一, 二十一, 一百零一; empty from ten thousand on."""
    if number >= 10_000:
        return ""
    written = _spell(number, _DIGITS, "零", ("千", "百", "十", ""))
    return written.removeprefix("一") if 10 <= number < 20 else written


def _legal(number: int) -> str:
    return "" if number >= 10_000 else _spell(number, _LEGAL_DIGITS, "零", ("仟", "佰", "拾", ""))


def _spell(number: int, digits: str, zero: str, places: tuple[str, ...]) -> str:
    """Digits with their places; a gap inside the number is one zero."""
    written, gap = "", False
    for place, digit in zip(places, f"{number:04d}", strict=True):
        if digit == "0":
            gap = bool(written)
            continue
        written += (zero if gap else "") + digits[int(digit)] + place
        gap = False
    return written


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    if number >= 4000:
        return ""
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written


def _letter(number: int) -> str:
    """Letters a to z, then aa, bb and so on."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1) if times < 30 else ""


def _series(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if number <= len(characters) else ""


def _wide(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))
_PARENTHESISED = "".join(map(chr, range(0x2474, 0x2488)))
_STOPPED = "".join(map(chr, range(0x2488, 0x249C)))
_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese, "chineseCountingThousand": chinese, "japaneseCounting": chinese,
    "taiwaneseCounting": chinese, "taiwaneseCountingThousand": chinese, "koreanCounting": chinese,
    "chineseLegalSimplified": _legal, "ideographLegalTraditional": _legal,
    "ideographDigital": _digital, "japaneseDigitalTenThousand": _digital, "taiwaneseDigital": _digital,
    "ideographTraditional": _series("甲乙丙丁戊己庚辛壬癸"), "ideographZodiac": _series("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _series("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedCircle": _series(_CIRCLED), "decimalEnclosedCircleChinese": _series(_CIRCLED),
    "decimalEnclosedParen": _series(_PARENTHESISED), "decimalEnclosedFullstop": _series(_STOPPED),
    "decimalFullWidth": _wide, "decimalFullWidth2": _wide, "decimalZero": lambda number: f"{number:02d}",
    "lowerRoman": _roman, "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter, "upperLetter": lambda number: _letter(number).upper(),
    "numberInDash": lambda number: f"-{number}-",
}  # fmt: skip
