"""A web page as a tree, with a bound on everything, without what a browser does not show."""

from __future__ import annotations

import re
from typing import TypeAlias

from attrs import frozen
from lxml import etree

from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.limits import Limits

Element: TypeAlias = "etree._Element"

_MOST_TAGS = 500_000
_MOST_CHARACTERS = 16_000_000  # without pictures written into the page
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,30})[^<>]{2000,}>?")  # the parser compares all attributes of a tag
_TAGS = re.compile(r"<[a-zA-Z]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "iframe", "frame", "frameset", "noframes", "object", "embed", "applet",
    "svg", "canvas", "audio", "video", "map", "head", "select", "option", "button", "input", "textarea", "datalist",
    "dialog", "link", "meta", "param", "source", "track", "xml",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_TITLE_METAS = ("articletitle", "article.title", "dc.title", "og:title", "title")
_SITE_NAME = re.compile(r"\s*(?:[_|｜–]|—+|\s-\s|-(?=[^-]*(?:网|政府|平台|局|委|门户)[^-]*$))\s*")
_FRAMES = ("script", "frame", "iframe", "frameset")


@frozen
class Page:
    """A page as it is read.

    Attributes:
        body: what a browser shows.
        title: of the text, as the page states it; "" where it does not.
        is_shell: it has scripts or frames that could bring what is not written in it.
    """

    body: Element
    title: str
    is_shell: bool


def parse_page(source: str, name: str, limits: Limits) -> Page:
    """Parses a page; nothing that it refers to is fetched.

    Raises:
        UnreadableFile: "too-complex", or "blank" where it has no body.
    """
    source = _CONTROLS.sub("", _LONG_TAG.sub(r"<\1>", source))
    if len(source) > _MOST_CHARACTERS:
        raise _too_complex(name, f"有 {len(source) / 10_000:.0f} 万个字符")
    tags = sum(1 for _ in _TAGS.finditer(source))
    most = min(_MOST_TAGS, limits.elements)
    if tags > most:
        raise _too_complex(name, f"有 {tags} 个标签，超过 {most} 个的上限")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _too_complex(name, "标签一层套一层，套得太深，或一段文字太长")
    if root is None:
        return Page(etree.Element("body"), "", is_shell=True)
    title = _title(root)
    is_shell = next(root.iter(*_FRAMES), None) is not None
    _drop_unseen(root)
    return Page(root, title, is_shell)


def _drop_unseen(root: Element) -> None:
    """Takes out what is not shown; the words after it stay."""
    unseen = [element for element in root.iter() if element is not root and _is_unseen(element)]
    for element in unseen:
        element.text = None
        for inner in list(element):
            element.remove(inner)
        element.tag = "wbr"


def _is_unseen(element: Element) -> bool:
    if element.tag in _UNSEEN or "hidden" in element.attrib:
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _title(root: Element) -> str:
    """The title that the page states: in a meta element, or before the site's name in its window title."""
    metas = {(m.get("name") or m.get("property") or "").lower(): m.get("content") or "" for m in root.iter("meta")}
    for key in _TITLE_METAS:
        words = _plain(metas.get(key, ""))
        if len(words) >= 4:
            return words
    window = next((_plain("".join(title.itertext())) for title in root.iter("title")), "")
    return max(_SITE_NAME.split(window), key=_weight) if window else ""


def _weight(words: str) -> tuple[bool, int]:
    """What names a plan goes before what is longer."""
    return bool(re.search("规划|纲要|计划|报告|建议|意见|通知", words)), len(words)


def _plain(words: str) -> str:
    return " ".join(words.split())[:200]


def _too_complex(name: str, why: str) -> UnreadableFile:
    return UnreadableFile(
        "too-complex",
        what=f"网页“{name}”读不下来",
        why=f"它{why}，一份规划的网页不会这样",
        do="请在浏览器中打开，复制正文粘贴到记事本，存为 txt（编码 UTF-8），再导入",
    )
