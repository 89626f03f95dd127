"""The chain from the bytes of an OFD file to its text; runs in a process of its own."""

from __future__ import annotations

from gangyao.ingest.apart import Refused
from gangyao.ingest.container import broken
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import Limits
from gangyao.ingest.ofd.objects import Reader
from gangyao.ingest.ofd.package import Package
from gangyao.ingest.pdf.extract import compose, refuse_pictures
from gangyao.ingest.pdf.geometry import Page


def extract(data: bytes, limits: Limits) -> Extracted:
    """Reads an OFD file; raises Refused."""
    pages: list[Page] = []
    with Package.opened(data, limits) as package:
        for document in package.documents():
            if len(document.pages) + len(pages) > limits.pages:
                raise Refused("too-many-pages", str(len(document.pages)))
            reader = Reader(document)
            for name in document.pages:
                root = package.part(name)
                if root is None:
                    raise broken(name, "找不到")
                pages.extend(reader.read(root, len(pages) + 1))
    refuse_pictures(pages)
    return compose(pages)
