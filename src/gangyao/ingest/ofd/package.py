"""The parts of an OFD file: its document, pages, templates and resources (chapter 7 of GB/T 33190-2016)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from attrs import define, field

from gangyao.ingest.apart import Refused
from gangyao.ingest.container import Container, Element, broken

_ENTRY = "OFD.xml"


def local(element: Element) -> str:
    """The name of an element without its namespace, which differs among programs; "" for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def inner(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def words(element: Element | None) -> str:
    """The text of an element; "" where there is none."""
    return (element.text or "").strip() if element is not None else ""


@define
class Package(Container):
    """An opened OFD file."""

    _folded: dict[str, str] = field(factory=dict, init=False)

    def documents(self) -> Iterator[Document]:
        """The documents of the file, nearly always one."""
        entry = self.part(_ENTRY)
        if entry is None:
            raise broken(_ENTRY, "找不到")
        if any(local(child) == "Encryptions" for child in entry) or any(
            "encrypt" in name.lower() for name in self.names
        ):
            raise Refused("encrypted-zip")
        roots = [words(inner(body, "DocRoot")) for body in entry if local(body) == "DocBody"]
        if not roots:
            raise broken(_ENTRY, "没有指明正文")
        for place in roots:
            name = resolved("", place)
            root = self.part(name)
            if root is None:
                raise broken(name, "找不到")
            yield Document.of(self, name, root)

    def part(self, name: str) -> Element | None:
        """A part as a tree, whatever the case of its name; None where it is missing."""
        if not self._folded:
            self._folded = {key.lower().replace("\\", "/"): key for key in self.names}
        key = self._folded.get(name.lower())
        return self.tree(key) if key else None


@define
class Document:
    """One document of the file.

    Attributes:
        package: that holds it.
        pages: names of the page parts, in order.
        templates: id → name of the part, of what many pages share.
        box: size of a page that does not say its own, as written.
        resources: names of the parts with what pages draw by id.
    """

    package: Package
    pages: list[str]
    templates: dict[str, str]
    box: str
    resources: list[str]
    _units: dict[str, Element] | None = field(default=None, init=False)

    @classmethod
    def of(cls, package: Package, name: str, root: Element) -> Document:
        """Reads the root part of a document."""
        folder = posixpath.dirname(name)
        shared = inner(root, "CommonData")
        children = list(shared) if shared is not None else []
        templates = {
            child.get("ID") or "": resolved(folder, child.get("BaseLoc") or "")
            for child in children
            if local(child) == "TemplatePage"
        }
        resources = [
            resolved(folder, words(child)) for child in children if local(child) in ("PublicRes", "DocumentRes")
        ]
        listed = inner(root, "Pages")
        pages = [resolved(folder, page.get("BaseLoc") or "") for page in (() if listed is None else listed)]
        if not pages:
            raise broken(name, "没有列出页面")
        return cls(package, pages, templates, words(inner(shared, "PageArea", "PhysicalBox")), resources)

    def unit(self, key: str) -> Element | None:
        """The content of a composite object by its id."""
        if self._units is None:
            self._units = {}
            for name in self.resources:
                part = self.package.part(name)
                for element in () if part is None else part.iter():
                    if local(element) == "CompositeGraphicUnit":
                        self._units[element.get("ID") or ""] = element
        return inner(self._units.get(key), "Content")


def resolved(folder: str, place: str) -> str:
    """A place as the container names it; a leading stroke is its root, and nothing leads out of it."""
    joined = place if place.startswith("/") else posixpath.join("/", folder, place)
    return posixpath.normpath(joined.replace("\\", "/")).lstrip("/")
