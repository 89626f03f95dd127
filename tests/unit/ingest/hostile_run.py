"""Compiles every hostile file and writes a line of JSON for each: python -m tests.unit.ingest.hostile_run [PART OF A NAME]."""

from __future__ import annotations

import json
import os
import resource
import sys

from tests.unit.ingest.hostile_containers import DOCX, OFD, ZIPS
from tests.unit.ingest.hostile_pages import OFFICE, PAGES, PDFS
from tests.unit.ingest.hostile_texts import FORMATS, NAMES, TEXTS, Family

FAMILIES: dict[str, Family] = {
    "text": TEXTS, "format": FORMATS, "name": NAMES, "zip": ZIPS, "docx": DOCX, "ofd": OFD, "pdf": PDFS, "page": PAGES, "office": OFFICE,
}  # fmt: skip


def _cpu() -> float:
    """Seconds of computing, those of ended children included: what else runs on the machine does not count."""
    return sum(os.times()[:4])


def main(wanted: str = "") -> None:
    """Says of each file what became of it, how long it took, and the most memory that was used so far, in MB."""
    from gangyao.ingest.errors import UnreadableFile
    from gangyao.pipeline import compile_text

    resource.setrlimit(resource.RLIMIT_AS, (3 * 1024**3, resource.getrlimit(resource.RLIMIT_AS)[1]))
    for family, files in FAMILIES.items():
        for title, (name, made) in files.items():
            if wanted not in f"{family}: {title}":
                continue
            data = made()
            begun = _cpu()
            found = {"file": f"{family}: {title}", "code": "", "message": "", "error": ""}
            try:
                found["read"] = len(compile_text(data, name).document.text)
            except UnreadableFile as error:
                found |= {"code": error.code, "message": error.message}
            except BaseException as error:
                found["error"] = repr(error)
            found["seconds"] = round(_cpu() - begun, 2)
            found["memory"] = max(
                resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
