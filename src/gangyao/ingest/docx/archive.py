"""The zip container of a docx and its XML parts, opened with a bound on everything."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Self

from attrs import define, field
from lxml import etree

from gangyao.ingest.docx.markup import Element, attribute, short
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.limits import MB, Limits

_ENTRY = b"PK\x01\x02"
_SAVE_AGAIN = "请用 WPS 或 Word 打开该文件，“另存为”docx 再导入；打不开就请重新取得原文件"
_OTHERS = (
    ("xl/", "Excel 表格（xlsx）"),
    ("ppt/", "演示文稿（pptx）"),
    ("OFD.xml", "OFD 版式文件"),
    ("META-INF/container.xml", "电子书（epub）"),
    ("content.xml", "OpenDocument 文件（odt）"),
)
_READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def open_package(data: bytes, name: str, limits: Limits) -> Package:
    """Opens the container; nothing is unpacked yet.

    Raises:
        UnreadableFile: "broken-zip", "not-docx", "zip-bomb" or "encrypted-docx".
    """
    # An entry takes Python objects before any limit of zipfile's applies, so they are counted in the bytes first.
    if data.count(_ENTRY) > limits.entries:
        raise _bomb(name, f"里面的文件超过 {limits.entries} 个")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _READ_ERRORS:
        raise UnreadableFile(
            "broken-zip",
            what=f"文件“{name}”打不开",
            why="它是 docx 一类的压缩格式，但压缩结构不完整，可能没有下载完或传输中损坏",
            do=_SAVE_AGAIN,
        ) from None
    _refuse_bomb(archive, name, limits)
    package = Package(archive, name, limits)
    package.main = _main_part(package)
    return package


def _refuse_bomb(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Looks at the declared sizes; reading stops at them, so that a false declaration gains nothing."""
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(
            "encrypted-docx",
            what=f"文件“{name}”设了密码",
            why="它是加密的压缩格式，没有密码读不出内容",
            do="请用原来的软件输入密码打开，去掉密码后另存为 docx 再导入",
        )
    total = sum(entry.file_size for entry in entries)
    if total > limits.expanded:
        raise _bomb(name, f"解开后有 {total / MB:.0f} MB，超过 {limits.expanded / MB:g} MB 的上限")
    for entry in entries:
        if entry.file_size > max(limits.ratio_from, limits.ratio * entry.compress_size):
            raise _bomb(name, f"里面的“{entry.filename[:60]}”解开后是压缩时的 {limits.ratio} 倍以上")


def _bomb(name: str, why: str) -> UnreadableFile:
    return UnreadableFile(
        "zip-bomb",
        what=f"文件“{name}”没有打开",
        why=f"{why}，正常的规划文档不会这样，可能是恶意文件",
        do="请核实文件来源；如确属正常，请用 WPS 或 Word 打开，删去图片和附件，另存为纯文本 txt 再导入",
    )


@define
class Package:
    """An opened docx.

    Attributes:
        archive: the zip container.
        name: the file's name, for messages.
        limits: how much is read at most.
        main: name of the part with the body, e.g. "word/document.xml".
    """

    archive: zipfile.ZipFile
    name: str
    limits: Limits
    main: str = ""
    _related: dict[str, str] | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.archive.close()

    def holds(self, part: str) -> bool:
        """Whether the container has a part of this name."""
        return part in self.archive.NameToInfo

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

    def tree(self, part: str) -> Element:
        """A part as a whole tree, of at most limits.elements elements."""
        root: Element | None = None
        for count, (_, element) in enumerate(self._events(part, ("start",))):
            root = element if root is None else root
            self._refuse_count(count, part)
        if root is None:
            raise _broken(self.name, part, "没有内容")
        return root

    def blocks(self) -> Iterator[Element]:
        """Paragraphs, tables and wrappers of the body in order; each is dropped once the next is asked for."""
        count, found = 0, False
        for event, element in self._events(self.main, ("start", "end")):
            if event == "start":
                count += 1
                found = found or short(element.tag) == "w:body"
                self._refuse_count(count, self.main)
                continue
            parent = element.getparent()
            if parent is not None and short(parent.tag) == "w:body":
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
                count = 0
        if not found:
            raise _broken(self.name, self.main, "没有正文")

    def _events(self, part: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
        """Parse events of a part: no DTD, no entities, no network, depth and text bounded by libxml2."""
        try:
            with self.archive.open(part) as stream:
                yield from _safe(self._parse(stream, kinds), self.name, part)
        except etree.XMLSyntaxError as error:
            raise _broken(self.name, part, f"第 {error.lineno} 行起不是完整的 XML") from None
        except _READ_ERRORS as error:
            raise _broken(self.name, part, "解压时校验不符") from error

    def _parse(self, stream: IO[bytes], kinds: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
        return etree.iterparse(  # type: ignore[no-any-return, call-overload, unused-ignore]
            stream, events=kinds, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip

    def _refuse_count(self, count: int, part: str) -> None:
        if count > self.limits.elements:
            raise _bomb(self.name, f"里面的“{part}”有一段的 XML 元素超过 {self.limits.elements} 个")


def _safe(events: Iterator[tuple[str, Element]], name: str, part: str) -> Iterator[tuple[str, Element]]:
    """Refuses a part that declares a DTD, before anything of it is used."""
    first = True
    for event, element in events:
        if first and element.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(
                "forbidden-xml",
                what=f"文件“{name}”没有打开",
                why=f"里面的“{part}”带有 DTD 或实体声明，Word 和 WPS 从不这样写，可能是恶意文件",
                do="请核实文件来源；如确属正常，请用 WPS 或 Word 打开，另存为 docx 再导入",
            )
        first = False
        yield event, element


def _main_part(package: Package) -> str:
    """The part with the body, by the container's own relationships."""
    part = package.relationships("").get("officeDocument", "word/document.xml")
    if package.holds(part) and not part.startswith(("xl/", "ppt/")):
        return part
    names = package.archive.NameToInfo
    if any(name.startswith("word/") for name in names):
        raise _broken(package.name, "word/document.xml", "找不到")
    kind = next((kind for start, kind in _OTHERS if any(name.startswith(start) for name in names)), "普通压缩包（zip）")
    resave = "请用原来的软件打开，另存为 docx 或 txt 再导入"
    unpack = "请先解压，再导入里面的 docx 或 txt 文件" if "zip" in kind else resave
    raise UnreadableFile("not-docx", what=f"文件“{package.name}”不是 Word 文档", why=f"它是{kind}", do=unpack)


def _broken(name: str, part: str, why: str) -> UnreadableFile:
    return UnreadableFile(
        "broken-docx", what=f"文件“{name}”打不开", why=f"里面的“{part[:60]}”{why}，文件可能损坏", do=_SAVE_AGAIN
    )


def note_bodies(part: Element | None) -> dict[str, Element]:
    """Bodies of the footnotes or endnotes of a part by their ids, separators left out."""
    if part is None:
        return {}
    notes = (note for note in part if short(note.tag) in ("w:footnote", "w:endnote"))
    return {attribute(note, "id"): note for note in notes if attribute(note, "type") in ("", "normal")}
