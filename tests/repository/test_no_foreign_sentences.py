"""No file of the repository shares twenty Han characters or digits in a row with a text that others wrote.

The plan's own text is the user's document; the repository holds facts and figures in its own words. Everything but
Han characters and digits is dropped before comparing, so that other spacing, punctuation or line breaks hide nothing.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

LENGTH = 20
ROOT = Path(__file__).parents[2]
NAMES = Path(__file__).with_name("proper_names.txt")
_DROPPED = re.compile(r"[^\u4e00-\u9fff0-9]+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x[0-9a-fA-F]{2}")
_MARKUP = re.compile(r"<[^<>]*>")


def letters(text: str) -> str:
    """Only the Han characters and digits of a text, full-width ones folded."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


def shared_runs(files: Mapping[str, str], corpus: Iterable[str], names: Iterable[str] = ()) -> dict[str, list[str]]:
    """The stretches of each file that stand in a text of the corpus too.

    Args:
        files: name → text.
        corpus: texts of others.
        names: forgiven; a stretch counts where LENGTH of its characters or more stand outside the names.
    """
    folded = {name: letters(text) for name, text in files.items()}
    ours = {text[i : i + LENGTH] for text in folded.values() for i in range(len(text) - LENGTH + 1)}
    theirs: set[str] = set()
    for other in map(letters, corpus):
        theirs.update(ours.intersection(other[i : i + LENGTH] for i in range(len(other) - LENGTH + 1)))
    forgiven = [letters(name) for name in names]
    found = {
        name: [run for run in _runs(text, theirs) if _left_over(run, forgiven) >= LENGTH]
        for name, text in folded.items()
    }
    return {name: runs for name, runs in found.items() if runs}


def _runs(text: str, theirs: set[str]) -> Iterable[str]:
    start = end = -1
    for i in range(len(text) - LENGTH + 1):
        if text[i : i + LENGTH] not in theirs:
            continue
        if i > end:
            if end > 0:
                yield text[start:end]
            start = i
        end = i + LENGTH
    if end > 0:
        yield text[start:end]


def _left_over(run: str, names: list[str]) -> int:
    for name in names:
        run = run.replace(name, "")
    return len(run)


def read_names() -> list[str]:
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def read_corpus(folder: Path) -> list[str]:
    texts = [
        p.read_text(encoding="utf-8", errors="replace")
        for kind in ("plans", "law")
        for p in folder.glob(f"{kind}/**/*.txt")
    ]
    for path in folder.glob("gold/*.jsonl"):
        texts += [
            json.loads(line).get("quote", "") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
    return texts


def read_tracked(root: Path) -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    paths = [root / name for name in listed.split("\0") if name]
    return {str(path.relative_to(root)): read_any(path) for path in paths if path.is_file()}


def read_any(path: Path) -> str:
    """What a person can read in a file: text, its escapes resolved, or the parts of an office document."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".html", ".txt"))]
        return "\n".join(_MARKUP.sub("", part.decode("utf-8", errors="ignore")) for part in parts)
    raw = path.read_bytes()
    text = "" if b"\0" in raw else raw.decode("utf-8", errors="ignore")
    return html.unescape(_ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else "", text))


def test_no_tracked_file_holds_a_sentence_of_the_corpus(corpus):
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files belong to the repository is unknown")
    others = read_corpus(corpus)
    assert sum(map(len, others)) > 100_000, f"the corpus at {corpus} holds next to nothing"

    found = shared_runs(read_tracked(ROOT), others, read_names())

    assert not found, "say it in other words:\n" + "\n".join(f"{name}: {runs}" for name, runs in found.items())


OTHERS = "全镇要在三年之内新修蓄水池一百二十口，并为每口水池落实管护人员，做到旱季有水可用。\n另一句话。"


@pytest.mark.parametrize(
    "planted",
    [
        "全镇要在三年之内新修蓄水池一百二十口，并为每口水池落实管护人员",
        "全 镇 要 在 三 年 之 内 新 修 蓄 水 池 一 百 二 十 口 并 为 每 口",
        "全镇要在三年之内。新修“蓄水池”；\n一百二十口！并为（每口）",
        '说明 = "全镇要在三年之内"  # noqa\n    "新修蓄水池一百二十口并为每口"',
    ],
    ids=["as it stands", "spaced", "punctuated otherwise", "split over lines of code"],
)
def test_a_planted_sentence_is_found(planted):
    quiet = "这里只有自己的话，" * 5

    found = shared_runs({"a.md": f"{quiet}\n# {planted}\n{quiet}", "b.md": quiet}, [OTHERS])

    assert list(found) == ["a.md"]
    assert "全镇要在三年之内" in found["a.md"][0]


def test_full_width_digits_are_the_same_digits():
    ours, theirs = "亩均产量从４２５．６公斤提高到５１８．９公斤左右", "亩均产量从 425.6 公斤提高到 518.9 公斤左右"

    assert shared_runs({"a": ours}, [theirs])


def test_nineteen_characters_in_a_row_are_no_sentence():
    text = letters(OTHERS)

    assert not shared_runs({"a": text[: LENGTH - 1] + "而" + text[LENGTH : 2 * LENGTH - 1]}, [OTHERS])
    assert shared_runs({"a": text[:LENGTH]}, [OTHERS])


def test_a_listed_name_is_forgiven_but_not_the_sentence_around_it():
    name = "全镇要在三年之内新修蓄水池一百二十口"

    assert not shared_runs({"a": f"《{name}》并为每口"}, [OTHERS], [name])
    assert shared_runs({"a": OTHERS}, [OTHERS], [name])
    assert shared_runs({"a": OTHERS}, [OTHERS], ["蓄水池"])


def test_two_stretches_of_one_file_are_told_apart():
    other = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥" * 2

    found = shared_runs({"a": f"{OTHERS}隔开{other[:25]}"}, [OTHERS, other])

    assert len(found["a"]) == 2


def test_the_corpus_is_read_from_its_folders_and_from_the_quotes_of_gold(tmp_path):
    (tmp_path / "plans" / "reports").mkdir(parents=True)
    (tmp_path / "law").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "plans" / "reports" / "one.txt").write_text("报告里的话", encoding="utf-8")
    (tmp_path / "law" / "two.txt").write_text("法条里的话", encoding="utf-8")
    (tmp_path / "gold" / "three.jsonl").write_text('{"quote": "摘出的话", "note": "旁注"}\n', encoding="utf-8")

    assert sorted(read_corpus(tmp_path)) == sorted(["报告里的话", "法条里的话", "摘出的话"])


def test_office_documents_and_escaped_text_are_read_as_a_person_would(tmp_path):
    document, escaped = tmp_path / "a.docx", tmp_path / "a.json"
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:p w:id='7'><w:t>全镇要在三年</w:t></w:p><w:p><w:t>之内{letters(OTHERS)[8:30]}</w:t></w:p>",
        )
    escaped.write_text(json.dumps({"text": letters(OTHERS)}), encoding="ascii")

    assert list(shared_runs({"a": read_any(document), "b": read_any(escaped)}, [OTHERS])) == ["a", "b"]


def test_the_list_of_names_is_short_and_holds_names_only():
    names = read_names()

    assert len(names) == len(set(names)) <= 40
    assert all(len(letters(name)) <= 45 and not re.search("[，。；！？,;!?]", name) for name in names)
