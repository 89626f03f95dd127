"""Reads one PDF from standard input and writes its text and hints to standard output, within bounds.

    python -m gangyao.ingest.pdf PAGES SECONDS MEMORY < FILE

The bounds are set before the library that opens the file is loaded; a file that breaks them ends this process alone.
"""

from __future__ import annotations

import json
import resource
import sys


def main() -> None:
    """Reads, writes JSON: text and hints, or the code of a refusal with its detail."""
    pages, seconds, memory = map(int, sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from gangyao.ingest.pdf.extract import extract
    from gangyao.ingest.pdf.refusals import Refused

    try:
        found = extract(sys.stdin.buffer.read(), pages)
    except Refused as refused:
        result = {"refused": refused.code, "detail": refused.detail}
    else:
        hints = [(hint.kind.value, hint.start, hint.end, hint.level, hint.reach) for hint in found.hints]
        result = {"text": found.text, "hints": hints}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
