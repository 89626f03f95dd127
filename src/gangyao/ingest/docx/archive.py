"""A docx: its parts, and how they lead to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from attrs import define, field

from gangyao.ingest.apart import Refused
from gangyao.ingest.container import Container, broken
from gangyao.ingest.docx.markup import Element, attribute, short
from gangyao.ingest.limits import Limits

_OTHERS = (
    ("xl/", "Excel 表格（xlsx）"),
    ("ppt/", "演示文稿（pptx）"),
    ("META-INF/container.xml", "电子书（epub）"),
    ("content.xml", "OpenDocument 文件（odt）"),
)


def open_package(data: bytes, limits: Limits) -> Package:
    """Opens the container and finds the body; raises Refused."""
    package = Package.opened(data, limits)
    package.main = _main_part(package)
    return package


@define
class Package(Container):
    """An opened docx.

    Attributes:
        main: name of the part with the body, e.g. "word/document.xml".
    """

    main: str = ""
    _related: dict[str, str] | None = field(default=None, init=False)

    def related(self, kind: str) -> Element | None:
        """The side part of the body that a relationship kind ("styles", "numbering", "footnotes") names, or None."""
        if self._related is None:
            self._related = self.relationships(self.main)
        part = self._related.get(kind)
        return self.tree(part) if part and self.holds(part) else None

    def relationships(self, part: str) -> dict[str, str]:
        """Kinds of a part's relationships and the parts they lead to; outside addresses are left out."""
        folder, _, leaf = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", leaf + ".rels")
        if not self.holds(rels):
            return {}
        found: dict[str, str] = {}
        for relation in self.tree(rels):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
                found.setdefault((relation.get("Type") or "").rpartition("/")[2], target.lstrip("/"))
        return found

    def blocks(self) -> Iterator[Element]:
        """Paragraphs, tables and wrappers of the body in order; each is dropped once the next has come."""
        count, found = 0, False
        for event, element in self.events(self.main, ("start", "end")):
            if event == "start":
                count += 1
                found = found or short(element.tag) == "w:body"
                self.refuse_count(count, self.main)
                continue
            parent = element.getparent()
            if parent is not None and short(parent.tag) == "w:body":
                yield element
                while element.getprevious() is not None:
                    del parent[0]
                count = 0
        if not found:
            raise broken(self.main, "没有正文")


def _main_part(package: Package) -> str:
    """The part with the body, by the container's own relationships."""
    part = package.relationships("").get("officeDocument", "word/document.xml")
    if package.holds(part) and not part.startswith(("xl/", "ppt/")):
        return part
    if any(name.startswith("word/") for name in package.names):
        raise broken("word/document.xml", "找不到")
    found = (kind for start, kind in _OTHERS if any(name.startswith(start) for name in package.names))
    raise Refused("not-docx", next(found, "普通压缩包（zip）"))


def note_bodies(part: Element | None) -> dict[str, Element]:
    """Bodies of the footnotes or endnotes of a part by their ids, separators left out."""
    if part is None:
        return {}
    notes = (note for note in part if short(note.tag) in ("w:footnote", "w:endnote"))
    return {attribute(note, "id"): note for note in notes if attribute(note, "type") in ("", "normal")}
