"""The state of the compiler: two compiles of one text by one state give the same records."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from gangyao import __version__
from gangyao.ingest.bundled import bundled


@cache
def compiler_state() -> str:
    """Version and a hash over the rules and the vocabulary, e.g. "0.1.0+3f9a1c20"."""
    digest = hashlib.sha256()
    for root in (files("gangyao") / "core", bundled("vocabulary")):
        _add(digest, root)
    return f"{__version__}+{digest.hexdigest()[:8]}"


def _add(digest: hashlib._Hash, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _add(digest, entry)
        elif entry.name.endswith((".py", ".yaml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
