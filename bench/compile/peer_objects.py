"""The peer's results in the scorer's form, read in the peer's favour.

The scorer wants the value as printed (6.6 with the unit 万元), the peer multiplies it out (66000 yuan): the printed
value is read off the stretch that the peer itself marked. Where two models mark the same stretch, as the number
model does inside every amount of money, the one with the unit counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bench.compile.sentences import Sentence

_DIGITS = re.compile(r"[+-]?(\d{1,3}(?:[,，]\d{3})+|\d+)((?:[.．]\d+)?)")
_FRACTION = re.compile(r"[/／]|分之")
_NUMERAL = re.compile("[〇零一二两三四五六七八九十百千]+([万亿]?)")
_SCALES = {"万": 10**4, "亿": 10**8}
_DATE_AFTER = re.compile(r"\s*(?:年|月|日|号|时|世纪)")
_ORDINAL_BEFORE = re.compile(r"第\s*$")


def as_objects(found: Iterable[dict[str, Any]], sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    """Objects with start, end, value and unit, places in the whole text, in order, without doubles."""
    kept: list[dict[str, Any]] = []
    taken: set[int] = set()
    for record in sorted(found, key=lambda r: (r["model"] == "number", r["start"] - r["end"])):
        sentence = sentences[record["sentence"]]
        start, end = sentence.start + record["start"], sentence.start + record["end"]
        words = sentence.text[record["start"] : record["end"]]
        value, unit = printed(words, record["value"])
        if value is None or not taken.isdisjoint(range(start, end)):
            continue
        taken.update(range(start, end))
        kept.append(
            {
                "start": start, "end": end, "value": value, "value_high": None, "unit": unit,
                "plain": record["model"] == "number", "digits": words.strip()[:1].isdigit(),
                "dated": _is_date(sentence.text, record["start"], record["end"]),
            }
        )  # fmt: skip
    return sorted(kept, key=lambda item: item["start"])


def readings(objects: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The results as they are, and as a careful user might sift them; the peer is judged by the best.

    The number model is not meant to tell quantities from years, ordinals and names such as 一带一路.
    """
    return {
        "as_found": list(objects),
        "without_dates": [item for item in objects if not (item["plain"] and item["dated"])],
        "digits_without_dates": [
            item for item in objects if not item["plain"] or (item["digits"] and not item["dated"])
        ],
        "with_unit": [item for item in objects if not item["plain"]],
    }


def _is_date(text: str, start: int, end: int) -> bool:
    """The number belongs to a date or an ordinal: 2025年, 第3."""
    return bool(_DATE_AFTER.match(text, end) or _ORDINAL_BEFORE.search(text[:start]))


def printed(words: str, resolved: str | None) -> tuple[float | None, str]:
    """Value and unit as the text has them.

    Args:
        words: the stretch that the peer marked, e.g. "6.6 万元".
        resolved: the value that it gives, e.g. "66000", "6.5%".
    """
    words = re.sub(r"\s", "", words)
    match = _DIGITS.match(words)
    if match and not _FRACTION.match(words, match.end()):
        return float(re.sub("[,，]", "", match[1]) + match[2].replace("．", ".")), words[match.end() :]
    try:
        value = float((resolved or "").rstrip("%"))
    except ValueError:
        return None, ""
    if words.startswith("百分之"):
        return value, "%"
    numeral = _NUMERAL.match(words)
    if numeral and numeral[1]:
        return value / _SCALES[numeral[1]], words[numeral.end() - 1 :]
    return value, words[numeral.end() :] if numeral else ""
