"""Names of WordprocessingML elements, the same for its transitional and strict forms (ECMA-376 part 4 and 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = "etree._Element"

_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_PREFIXES = {
    **dict.fromkeys(_W, "w:"),
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
_TRANSPARENT = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})
_WHOLE = re.compile(r"[+-]?\d{1,9}")
_OFF = ("0", "false", "off")


@lru_cache(maxsize=2048)
def short(tag: object) -> str:
    """A tag with its usual prefix, e.g. "w:p"; "" for what is no element (entities) or of another vocabulary."""
    if not isinstance(tag, str) or not tag.startswith("{"):
        return ""
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace)
    return prefix + local if prefix else ""


def attribute(element: Element, local: str) -> str:
    """An attribute of the w: vocabulary; "" where it is not written."""
    return element.get(f"{{{_W[0]}}}{local}") or element.get(f"{{{_W[1]}}}{local}") or ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of tags, e.g. of a paragraph along "w:pPr", "w:pStyle"."""
    for tag in path:
        if element is None:
            return None
        element = next((inner for inner in element if short(inner.tag) == tag), None)
    return element


def value(element: Element | None, *path: str) -> str:
    """The w:val of the element at a path; "" where either is missing."""
    found = child(element, *path)
    return "" if found is None else attribute(found, "val")


def switch(element: Element | None, *path: str) -> bool | None:
    """An on-off property such as w:vanish: True, False, or None where it is not written."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val") not in _OFF


def whole(text: str, default: int) -> int:
    """A whole number of at most nine digits; the default for anything else, so that no text is too long to read."""
    return int(text) if _WHOLE.fullmatch(text) else default


def members(element: Element, *tags: str) -> Iterator[Element]:
    """Children of the given tags, also inside content controls, insertions and the like."""
    for inner in element:
        tag = short(inner.tag)
        if tag in tags:
            yield inner
        elif tag in _TRANSPARENT:
            yield from members(inner, *tags)
        elif tag == "mc:AlternateContent":
            yield from members(chosen(inner), *tags)


def chosen(alternate: Element) -> Element:
    """The one branch of an mc:AlternateContent that is read: the first Choice, else the Fallback."""
    for tag in ("mc:Choice", "mc:Fallback"):
        branch = child(alternate, tag)
        if branch is not None:
            return branch
    return alternate
