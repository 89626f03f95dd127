"""The repository keeps its shape: sizes, names, no path of one machine, no host of a registry."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gangyao"
_BANNED = re.compile(r"^(utils?|helpers?|common|misc|managers?|services?|base|data)$")
_LONGEST_FUNCTION, _LONGEST_FILE = 60, 400
_P90_FUNCTION, _P90_FILE = 30, 250


def _sources() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{path.relative_to(ROOT)}:{node.lineno} {node.name}",
                (node.end_lineno or node.lineno) - node.lineno + 1,
            )


def _p90(numbers: list[int]) -> int:
    return sorted(numbers)[int(len(numbers) * 0.9)]


def _tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("不是 git 检出，无法列出受版本管理的文件")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_functions_fit_on_a_screen() -> None:
    lengths = dict(length for path in _sources() for length in _functions(path))
    assert {name: n for name, n in lengths.items() if n > _LONGEST_FUNCTION} == {}
    assert _p90(list(lengths.values())) <= _P90_FUNCTION


def test_files_stay_short() -> None:
    lengths = {str(path.relative_to(ROOT)): path.read_text(encoding="utf8").count("\n") for path in _sources()}
    assert {name: n for name, n in lengths.items() if n > _LONGEST_FILE} == {}
    assert _p90(list(lengths.values())) <= _P90_FILE


def test_modules_and_packages_are_named_after_what_they_hold() -> None:
    names = {path for path in SOURCE.rglob("*") if path.suffix == ".py" or path.is_dir()}
    assert [str(path.relative_to(ROOT)) for path in names if _BANNED.match(path.stem)] == []


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        (r"/(?:work|root)/|/home/[a-z]+/", "a path of one machine"),
        (r"(?i)files\.pythonhosted|pypi\.org/simple|registry\.npmjs|npmmirror|tuna\.tsinghua|deb\.debian\.org", "a registry's host"),
        (r"(?i)-----BEGIN [A-Z ]*PRIVATE KEY|aws_secret|api[_-]?key\s*=\s*['\"][0-9a-z]{16}", "a secret"),
    ],
)  # fmt: skip
def test_no_tracked_file_holds(pattern: str, what: str) -> None:
    found = []
    for path in _tracked():
        if path == Path(__file__).resolve() or path.suffix in (".png", ".xlsx", ".docx", ".ico"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf8", errors="replace").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {what}")
    assert found == []


def test_pinned_packages_have_hashes_and_no_index() -> None:
    for path in (ROOT / "install" / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf8")
        pins = re.findall(r"^[A-Za-z0-9._-]+==.*(?:\n    .*)*", text, re.MULTILINE)
        assert pins, path.name
        assert all("--hash=sha256:" in pin for pin in pins), path.name
        assert "index-url" not in text, path.name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf8")


def test_the_core_calls_no_clock_and_opens_no_file() -> None:
    calls = re.compile(r"\b(?:date\.today|datetime\.now|utcnow|time\.time|open\(|os\.environ)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _sources() if "core" in path.parts
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1) if calls.search(line)
    ]  # fmt: skip
    assert found == []
