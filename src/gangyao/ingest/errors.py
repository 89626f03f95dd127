"""What is said about a file that cannot be read: what, where, why, and what to do about it."""

from __future__ import annotations


class UnreadableFile(Exception):
    """A file that gives no text; nothing was stored and nothing already stored has changed.

    Attributes:
        code: which rule the file broke, for programs and tests, e.g. "zip-bomb"; the codes stand in CODES.
        message: one paragraph in Chinese for the person who chose the file: what, where, why, what to do.
    """

    def __init__(self, code: str, *, what: str, why: str, do: str) -> None:
        if code not in CODES:
            raise ValueError(f"“{code}” is no code of ingest.errors.CODES")
        self.code = code
        self.message = f"{what}：{why}。{do}。"
        super().__init__(self.message)


CODES = {
    "empty": "the file holds no bytes",
    "blank": "the file was read and holds no visible character",
    "not-text": "the bytes are no text in an encoding that is read",
    "damaged-text": "the bytes are text in a known encoding, with faults in a few places",
    "broken-zip": "a zip container that does not open",
    "broken-docx": "a docx whose parts are missing or are no well-formed XML",
    "not-docx": "a zip container that holds something else than a Word document",
    "encrypted-docx": "an Office document behind a password",
    "broken-doc": "an old Word document (doc, wps, rtf) that LibreOffice cannot convert",
    "mislabelled": "a file whose content is not what its name says, and no text",
    "zip-bomb": "a container that would expand far beyond what a plan can be",
    "forbidden-xml": "a part of the docx that declares a DTD or entities, as attacks do and Word never does",
    "scanned-pdf": "a PDF most of whose pages are pictures",
    "encrypted-pdf": "a PDF behind a password",
    "scanned-ofd": "an OFD file most of whose pages are pictures",
    "encrypted-ofd": "an OFD file behind a password",
    "broken-ofd": "an OFD file whose parts are missing or are no well-formed XML",
    "empty-ofd": "an OFD file without a character",
    "broken-pdf": "a PDF that does not open, or not all of its pages",
    "empty-pdf": "a PDF without a character",
    "too-many-pages": "a PDF or OFD file with more pages than a plan has",
    "unmapped-fonts": "a PDF or OFD file whose fonts do not say which characters they show",
    "web-shell": "a web page whose text is brought by a script or stands in a frame",
    "too-complex": "a file that cannot be read within the bounds of time and memory",
    "too-long": "more text than a plan can have",
    "too-large": "the file is over the size limit",
    "unknown-format": "a format that is recognised and not read, such as xls or caj",
    "not-roster": "a table without the headings of a list of people",
    "not-division": "a file without the headings or the form of a division of tasks",
}
