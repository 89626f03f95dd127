"""Makes old Word documents for tests: LibreOffice saves a docx in the old format."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.unit.ingest.docx_parts import zipped
from tests.unit.ingest.ofd_making import read_parts

from gangyao.ingest.office import find_office

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": "document.main", "styles": "styles", "footnotes": "footnotes", "header": "header"}
with_office = pytest.mark.skipif(not find_office(), reason="LibreOffice is not on this machine")


def saved_as(extension: str, docx: bytes) -> bytes:
    """A docx, saved by LibreOffice as another format."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        source.write_bytes(_typed(docx))
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [find_office(), profile, "--headless", "--convert-to", extension, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return source.with_suffix(f".{extension}").read_bytes()


def _typed(docx: bytes) -> bytes:
    """With the list of content types, without which LibreOffice opens no docx."""
    parts = read_parts(docx)
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD}.{name}+xml"/>'
        for kind, name in _KINDS.items()
        if f"word/{kind}.xml" in parts
    )
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    return zipped({"[Content_Types].xml": types.encode(), **parts})
