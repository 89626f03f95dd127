"""What a reader of figures must know about the machine: no names, no paths."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any


def describe_machine() -> dict[str, Any]:
    """Cores, processor, Python, system and the load before the run, which says whether others were at work."""
    return {
        "cores": os.cpu_count(),
        "cpu": _cpu_model(Path("/proc/cpuinfo")),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def _cpu_model(facts: Path) -> str:
    if facts.is_file():
        for line in facts.read_text(encoding="utf8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
