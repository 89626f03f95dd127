"""Reads a file in a process of its own, so that no file can take the site down, whatever it does to its reader.

    python -m gangyao.ingest.apart READER LIMITS < FILE

The bounds are set before the reader is loaded; a file that breaks them ends that process alone.
"""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys

from attrs import asdict

from gangyao.core.document.document import Hint, NodeKind
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import Limits


class Refused(Exception):
    """A file that gives no text, as its reader says it; the message for a person is made where its name is known.

    Attributes:
        code: one of gangyao.ingest.errors.CODES.
        detail: a number or a name for the message, e.g. of pages.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def read_apart(reader: str, data: bytes, limits: Limits) -> Extracted:
    """Extracts the text of a file by the function `extract` of a module.

    Args:
        reader: the module, e.g. "gangyao.ingest.pdf.extract".
        data: the file's bytes.
        limits: how much is read at most.

    Raises:
        Refused: by the reader, or as "too-complex" where it did not stay within its bounds.
    """
    command = [sys.executable, "-P", "-m", __name__, reader, json.dumps(asdict(limits))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * limits.seconds, check=False)
    except subprocess.TimeoutExpired:
        raise Refused("too-complex") from None
    if done.returncode != 0:
        raise Refused("too-complex")
    result = json.loads(done.stdout)
    if "refused" in result:
        raise Refused(result["refused"], result["detail"])
    hints = tuple(Hint(NodeKind(kind), *rest) for kind, *rest in result["hints"])
    return Extracted(result["text"], hints)


def main() -> None:
    """Reads, writes JSON: text and hints, or the code of a refusal with its detail."""
    limits = Limits(**json.loads(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from gangyao.ingest.apart import Refused  # the class that readers raise; this module runs under another name

    try:
        found = importlib.import_module(sys.argv[1]).extract(sys.stdin.buffer.read(), limits)
    except Refused as refused:
        result = {"refused": refused.code, "detail": refused.detail}
    else:
        hints = [(hint.kind.value, hint.start, hint.end, hint.level, hint.reach) for hint in found.hints]
        result = {"text": found.text, "hints": hints}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
