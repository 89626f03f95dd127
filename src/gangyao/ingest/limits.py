"""How much of a file is read at most; every reader takes these as an argument."""

from __future__ import annotations

from attrs import frozen

MB = 1024 * 1024


@frozen
class Limits:
    """Bounds that keep time and memory finite whatever the file holds.

    Attributes:
        file: bytes of the file itself.
        expanded: bytes that the parts of a container may have together once unpacked.
        ratio: how many times its packed size a part may expand, once it is larger than ratio_from.
        ratio_from: bytes below which the ratio says nothing; a small part of blanks packs very well.
        entries: files that a container may hold; a plan with a picture on every page stays below 1000.
        elements: XML elements of one block (paragraph, table) or of one side part such as the styles; a tree takes
            about 200 bytes an element. A table of 2000 rows and 20 columns has about 500,000.
        characters: of the text that a file gives; the longest plans have about 200,000 with their annexes.
        pages: of a PDF or OFD file; a plan has some hundreds at most.
        seconds: of computing for a file that is read in a process of its own (pdf, ofd).
        memory: bytes of address space of that process.
    """

    file: int = 64 * MB
    expanded: int = 256 * MB
    ratio: int = 200
    ratio_from: int = 8 * MB
    entries: int = 10_000
    elements: int = 2_000_000
    characters: int = 500_000
    pages: int = 2000
    seconds: int = 60
    memory: int = 2048 * MB
