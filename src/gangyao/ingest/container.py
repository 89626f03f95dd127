"""A zip container of XML parts, as docx and ofd are, opened with a bound on everything."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Self, TypeAlias

from attrs import define
from lxml import etree

from gangyao.ingest.apart import Refused
from gangyao.ingest.limits import MB, Limits

Element: TypeAlias = "etree._Element"

_ENTRY = b"PK\x01\x02"
_READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@define
class Container:
    """An opened container.

    Attributes:
        archive: the zip container.
        limits: how much is read at most.
    """

    archive: zipfile.ZipFile
    limits: Limits

    @classmethod
    def opened(cls, data: bytes, limits: Limits) -> Self:
        """Opens the container; nothing is unpacked yet.

        Raises:
            Refused: "broken-zip", "zip-bomb" or "encrypted-zip".
        """
        # An entry takes Python objects before any limit of zipfile's applies, so they are counted in the bytes first.
        if data.count(_ENTRY) > limits.entries:
            raise Refused("zip-bomb", f"里面的文件超过 {limits.entries} 个")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _READ_ERRORS:
            raise Refused("broken-zip") from None
        _refuse_bomb(archive, limits)
        return cls(archive, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.archive.close()

    @property
    def names(self) -> dict[str, zipfile.ZipInfo]:
        """The parts by their names."""
        return self.archive.NameToInfo

    def holds(self, part: str) -> bool:
        """Whether the container has a part of this name."""
        return part in self.names

    def tree(self, part: str) -> Element:
        """A part as a whole tree, of at most limits.elements elements."""
        root: Element | None = None
        for count, (_, element) in enumerate(self.events(part, ("start",))):
            root = element if root is None else root
            self.refuse_count(count, part)
        if root is None:
            raise broken(part, "没有内容")
        return root

    def events(self, part: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
        """Parse events of a part: no DTD, no entities, no network, depth and text bounded by libxml2."""
        try:
            with self.archive.open(part) as stream:
                yield from _safe(_parse(stream, kinds), part)
        except etree.XMLSyntaxError as error:
            raise broken(part, f"第 {error.lineno} 行起不是完整的 XML") from None
        except KeyError:
            raise broken(part, "找不到") from None
        except _READ_ERRORS as error:
            raise broken(part, "解压时校验不符") from error

    def refuse_count(self, count: int, part: str) -> None:
        """Refuses what has too many elements."""
        if count > self.limits.elements:
            raise Refused("zip-bomb", f"里面的“{part[:60]}”有一段的 XML 元素超过 {self.limits.elements} 个")


def broken(part: str, why: str) -> Refused:
    """A part that cannot be read."""
    return Refused("broken-part", f"里面的“{part[:60]}”{why}")


def _refuse_bomb(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Looks at the declared sizes; reading stops at them, so that a false declaration gains nothing."""
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted-zip")
    total = sum(entry.file_size for entry in entries)
    if total > limits.expanded:
        raise Refused("zip-bomb", f"解开后有 {total / MB:.0f} MB，超过 {limits.expanded / MB:g} MB 的上限")
    for entry in entries:
        if entry.file_size > max(limits.ratio_from, limits.ratio * entry.compress_size):
            name = entry.filename[:60]
            raise Refused("zip-bomb", f"里面的“{name}”解开后是压缩时的 {limits.ratio} 倍以上")


def _parse(stream: IO[bytes], kinds: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    return etree.iterparse(  # type: ignore[no-any-return, call-overload, unused-ignore]
        stream, events=kinds, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _safe(events: Iterator[tuple[str, Element]], part: str) -> Iterator[tuple[str, Element]]:
    """Refuses a part that declares a DTD, before anything of it is used."""
    first = True
    for event, element in events:
        if first and element.getroottree().docinfo.internalDTD is not None:
            raise Refused("forbidden-xml", f"里面的“{part[:60]}”带有 DTD 或实体声明")
        first = False
        yield event, element
