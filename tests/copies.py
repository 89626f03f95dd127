"""What copying does to a text, done to a text: every function makes one kind of copy."""

from __future__ import annotations

import re

_FULL_WIDTH = str.maketrans("0123456789,%.:;()", "０１２３４５６７８９，％．：；（）")
_LINES_OF_A_PAGE = 40


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def letter_spaced(text: str) -> str:
    """A space after every character, as some PDF readers hand text out."""
    return "\n".join(" ".join(line) for line in text.splitlines())


def spaced_digits(text: str) -> str:
    """A space between the digits of every number."""
    return re.sub(r"(?<=\d)(?=\d)", " ", text)


def full_width(text: str) -> str:
    """Digits and marks in the width of Chinese characters."""
    return text.translate(_FULL_WIDTH)


def two_lines(text: str, between: str) -> str:
    """The first line and all others, joined by something."""
    first, *rest = _filled(text)
    return first + "\n" + between.join(rest)


def glued(text: str) -> str:
    """Two lines without any white space."""
    return two_lines("\n".join(re.sub(r"\s", "", line) for line in _filled(text)), "")


def wrapped(text: str, width: int = 34) -> str:
    """Broken at a fixed width, paragraphs indented, with a number at the foot of every page."""
    lines = [("　　" + line if len(line) > width else line) for line in _filled(text)]
    broken = [line[i : i + width] for line in lines for i in range(0, len(line), width)]
    pages = [broken[i : i + _LINES_OF_A_PAGE] for i in range(0, len(broken), _LINES_OF_A_PAGE)]
    return "\n".join("\n".join(page) + f"\n\n— {number} —\n" for number, page in enumerate(pages, 1))


COPIES = {
    "letter-spaced": letter_spaced,
    "full-width": full_width,
    "spaced digits": spaced_digits,
    "two lines, spaces": lambda text: two_lines(text, " "),
    "two lines, indents": lambda text: two_lines(text, "　　"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
}
