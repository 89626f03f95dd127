"""The documents name everything there is, nothing that is not, and their examples are true."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from gangyao import __version__, cli
from gangyao.accounts.roles import ROLES as PEOPLE
from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.commitments.doubt import CommitmentDoubt
from gangyao.core.plan.doubt import Doubt
from gangyao.core.plan.entities.doubt import EntityDoubt
from gangyao.core.plan.plan import Nature
from gangyao.core.plan.statement import Measure, Role, Tier
from gangyao.core.plan.targets.conflict import Conflict
from gangyao.core.plan.terms.doubt import TermDoubt
from gangyao.core.quantity.quantity import Comparator
from gangyao.workbench.presentation import words

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gangyao"
DOCS = ROOT / "docs"
PAGES = sorted(
    [*ROOT.glob("*.md"), *(path for top in ("docs", "plans", "install") for path in (ROOT / top).rglob("*.md"))]
)
DECISIONS = sorted(DOCS.glob("decisions/[0-9]*.md"))
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TICKED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(
    r"(?:src|tests|docs|vocabulary|plans|install|bench)/[\w./\u4e00-\u9fff-]*|\.?[\w-]+\.(?:md|toml|json)"
)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf8")


def _python(*folders: str) -> list[Path]:
    """Python files of our own; environments that commands made aside."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "site-packages" not in path.parts]


def _code_in(text: str) -> str:
    """What a page sets as code: the places where a command is meant to be typed."""
    return "\n".join([*(block for _, block in _FENCED.findall(text)), *_TICKED.findall(_FENCED.sub("", text))])


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _commands() -> dict[str, argparse.ArgumentParser]:
    actions = cli._parser()._actions
    subparsers = next(action for action in actions if isinstance(action, argparse._SubParsersAction))
    return dict(subparsers.choices)


def _make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", _read(ROOT / "Makefile"), re.MULTILINE))


def _section(text: str, heading: str) -> str:
    """From a heading to the next one of its level or above."""
    start = text.index(heading)
    level = len(heading) - len(heading.lstrip("#"))
    rest = text[start + len(heading) :]
    following = re.search(rf"^#{{1,{level}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


@pytest.mark.parametrize("command", sorted(_commands()))
def test_every_command_has_a_section_with_its_help_and_its_options(command: str) -> None:
    parser = _commands()[command]
    section = _section(_read(DOCS / "how-to" / "commands.md"), f"### `gangyao {command}")
    assert parser.description and parser.description in section
    for action in parser._actions:
        if action.option_strings and not isinstance(action, argparse._HelpAction):
            assert all(f"`{option}`" in section for option in action.option_strings)
            assert action.help and action.help in section


def test_every_make_target_is_named_among_the_commands() -> None:
    page = _read(DOCS / "how-to" / "commands.md")
    assert [target for target in sorted(_make_targets()) if f"`make {target}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_page_names_only_commands_that_exist(page: Path) -> None:
    code = _code_in(_read(page))
    made = set(re.findall(r"(?:^|&& |-u \w+ )make ([a-z-]+)", code, re.MULTILINE)) - _make_targets()
    typed = set(re.findall(r"(?:^|bin/)gangyao ([a-z]+)", code, re.MULTILINE)) - set(_commands())
    assert (made, typed) == (set(), set())


def test_every_variable_that_is_read_from_the_environment_is_explained() -> None:
    read = re.compile(r"environ(?:\.get\(|\[)\s*[\"'](GANGYAO_[A-Z_]+)")
    found = {name for path in _python("src", "tests", "bench", "install") for name in read.findall(_read(path))}
    explained = set(re.findall(r"^\| `(GANGYAO_[A-Z_]+)` \|", _read(DOCS / "how-to" / "settings.md"), re.MULTILINE))
    assert {"GANGYAO_HOME", "GANGYAO_DATABASE_URL", "GANGYAO_CORPUS"} <= found
    assert explained == found


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}"


def test_every_page_of_the_site_is_named_and_no_other() -> None:
    named = re.findall(r"^\| [^|]+ \| `[^`]+` \| `([^`]+)` \|", _read(DOCS / "how-to" / "pages.md"), re.MULTILINE)
    assert sorted(named) == sorted(_patterns(get_resolver()))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\u4e00-\u9fff -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in _LINK.findall(_FENCED.sub("", _read(page))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, part = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        headings = re.findall(r"^#+ (.+)$", _read(file), re.MULTILINE) if part and file.is_file() else []
        if not file.exists() or (part and part not in map(_anchor, headings)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_page_speaks_only_of_files_that_exist(page: Path) -> None:
    named = [word for word in _TICKED.findall(_FENCED.sub("", _read(page))) if _PATH.fullmatch(word)]
    assert [word for word in named if not (ROOT / word).exists() and not (page.parent / word).exists()] == []


def test_files_named_in_the_code_exist() -> None:
    named = re.compile(r"\b(?:docs|tests|vocabulary|plans)/[\w./-]+\.(?:md|py|yaml|txt)\b")
    found = {(word, _name(path)) for path in _python("src", "install", "bench") for word in named.findall(_read(path))}
    assert {(word, path) for word, path in found if not (ROOT / word).is_file()} == set()


@cache
def _known_names() -> frozenset[str]:
    """Everything that the source defines: modules, packages, functions, classes and their fields."""
    names = {path.stem for path in SOURCE.rglob("*") if path.suffix == ".py" or path.is_dir()}
    for path in SOURCE.rglob("*.py"):
        names.update(re.findall(r"(?:^|\s)(?:def|class) (\w+)", _read(path)))
        names.update(re.findall(r"^\s*(\w+)(?:: [^=\n]+)?(?: = .*)?$", _read(path), re.MULTILINE))
    return frozenset(names)


def test_the_architecture_names_passes_that_exist() -> None:
    text = _read(ROOT / "ARCHITECTURE.md")
    drawing = next(block for _, block in _FENCED.findall(text))
    dotted = re.findall(r"\b([a-z]\w*(?:\.\w+)+)", drawing) + re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)`", text)
    names = {part for word in dotted if not word.endswith((".py", ".yaml", ".md", ".toml")) for part in word.split(".")}
    assert {"read_file", "parse_document", "compile_plan", "build_targets", "add_reading"} <= names
    assert names - _known_names() - {"django", "conf"} == set()


def test_the_architecture_lists_every_folder_of_the_product() -> None:
    text = _read(ROOT / "ARCHITECTURE.md")
    folders = [path for path in [*SOURCE.iterdir(), *(SOURCE / "core").iterdir()] if (path / "__init__.py").is_file()]
    assert [_name(path) for path in folders if path.name != "core" and f"`{_name(path)}/`" not in text] == []


_WORDED: list[tuple[str, str]] = [
    *((str(code.value), chinese) for codes in (words.ROLES, words.MEASURES, words.TIERS, words.NATURES) for code, chinese in codes.items()),
    *((role.value, definition.label) for role, definition in PEOPLE.items()),
]  # fmt: skip


@pytest.mark.parametrize(("code", "chinese"), _WORDED)
def test_the_glossary_has_the_word_that_pages_show_for_a_code(code: str, chinese: str) -> None:
    lines = _read(ROOT / "GLOSSARY.md").splitlines()
    assert [line for line in lines if f"`{code}`" in line and chinese in line]


@pytest.mark.parametrize(
    "codes",
    [Role, Measure, Tier, Nature, Comparator, Direction, Doubt, Conflict, EntityDoubt, TermDoubt, CommitmentDoubt],
)
def test_the_glossary_has_every_code(codes: type[StrEnum]) -> None:
    text = _read(ROOT / "GLOSSARY.md")
    assert [code.value for code in codes if f"`{code.value}`" not in text] == []


def test_the_glossary_names_only_what_the_code_has() -> None:
    """Records, fields and functions; codes are held above."""
    ticked = {word for word in _TICKED.findall(_section(_read(ROOT / "GLOSSARY.md"), "## 记录 Records"))}
    names = {part for word in ticked if re.fullmatch(r"[A-Za-z_.]+", word) for part in word.split(".")}
    values = {word for path in _python("src") for word in re.findall(r'"(\w+)"', _read(path))}
    assert "Statement" in names
    assert names - _known_names() - values == set()


def test_the_readme_begins_in_chinese_with_both_commands_and_a_picture() -> None:
    chinese, _, english = _read(ROOT / "README.md").partition("## English")
    for half in (chinese, english):
        assert "git clone" in half
        assert re.search(r"^make run\b", half, re.MULTILINE)
        assert "make run PLAN=" in half
    assert "](docs/images/overview.png)" in chinese
    assert (DOCS / "images" / "overview.png").stat().st_size < 300_000
    assert all(
        f"]({name})" in chinese
        for name in ("ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")
    )


def test_the_changelog_has_the_present_version() -> None:
    assert f"## [{__version__}]" in _read(ROOT / "CHANGELOG.md")


def test_every_decision_is_one_page_of_one_form_and_listed() -> None:
    listed = _read(DOCS / "decisions" / "README.md")
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]
    for path in DECISIONS:
        lines = _read(path).splitlines()
        assert lines[0].startswith(f"# {path.name[:4]} "), path.name
        assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"], (
            path.name
        )
        assert len(lines) <= 45, path.name
        assert f"({path.name})" in listed, path.name


def _blocks(page: Path, language: str) -> list[str]:
    return [block for kind, block in _FENCED.findall(_read(page)) if kind == language]


def test_the_made_up_plan_of_the_manual_gives_what_the_manual_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = DOCS / "how-to" / "read-your-own-plan.md"
    text, shown = _blocks(page, "text")
    (line,) = _blocks(page, "json")
    plan = tmp_path / "云岭县.txt"
    plan.write_text(text, encoding="utf8")
    assert cli.main(["statements", str(plan)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == line.rstrip("\n")
    assert cli.main(["compile", str(plan), "-o", str(tmp_path / "bundle")]) == 0
    assert cli.main(["show", str(tmp_path / "bundle")]) == 0
    assert capsys.readouterr().out == shown
    assert {path.name for path in (tmp_path / "bundle").iterdir()} == set(
        re.findall(r"^\| `(\w+\.yaml)` \|", _read(page), re.MULTILINE)
    )


def test_the_manual_explains_every_field_of_a_statement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = DOCS / "how-to" / "read-your-own-plan.md"
    explained = re.findall(
        r"`(\w+)`", "\n".join(line.split(" | ")[0] for line in _read(page).splitlines() if line.startswith("| `"))
    )
    assert set(json.loads(_blocks(page, "json")[0])) <= set(explained)


def test_the_correction_shown_in_the_manual_is_applied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = DOCS / "how-to" / "read-your-own-plan.md"
    plan, bundle = tmp_path / "云岭县.txt", tmp_path / "bundle"
    plan.write_text(_blocks(page, "text")[0], encoding="utf8")
    assert cli.main(["compile", str(plan), "-o", str(bundle)]) == 0
    (bundle / "corrections.yaml").write_text(_blocks(page, "yaml")[0], encoding="utf8")
    assert cli.main(["compile", str(plan), "-o", str(bundle)]) == 0
    assert "更正没有套用上" not in capsys.readouterr().err
    assert cli.main(["show", str(bundle)]) == 0
    assert "十四五  新建标准化粮仓数：6座" in capsys.readouterr().out


def test_the_manual_names_every_field_that_can_be_corrected() -> None:
    from gangyao.core.plan.correction import _OF_STATEMENTS, _OF_TARGETS, WHOLE_RECORD

    manual = _read(DOCS / "how-to" / "read-your-own-plan.md")
    assert [name for name in (*_OF_STATEMENTS, *_OF_TARGETS, *WHOLE_RECORD) if f"`{name}`" not in manual] == []
