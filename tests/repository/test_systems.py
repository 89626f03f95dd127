"""The 256 systems that the first plan promises: each is declared once, as systems.tsv beside this file lists them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.repository.test_no_foreign_sentences import letters

from gangyao.core.plan.system import EVERY_DEPARTMENT, Engine, Service, ServiceClass, ServiceState, Subject
from gangyao.ingest.vocabulary import load_agencies
from gangyao.store.systems import _FORMS, load_services
from gangyao.workbench.presentation.system_words import CLASSES, ENGINES, STATES, SUBJECTS
from gangyao.workbench.urls import urlpatterns

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "plans" / "ziliujing-14" / "services"
KEPT = Path(__file__).with_name("systems.tsv")
_ENGINES = {
    "PLAN": Engine.PLAN, "METRIC": Engine.METRIC, "CASE": Engine.CASES, "PROJECT": Engine.PORTFOLIO,
    "REGISTRY": Engine.REGISTER, "SPACE": Engine.SPACE, "TRACE": Engine.TRACE, "FLOW": Engine.FLOW,
}  # fmt: skip
_GUARDED = {  # rows that come near to persons
    "S6-15": Subject.PLACE, "S7-13": Subject.OWN_CASE, "S7-14": Subject.OWN_CASE, "S8-15": Subject.ORGANISATION,
    "S8-17": Subject.ORGANISATION, "S8-18": Subject.ORGANISATION, "S14-03": Subject.PLACE, "S14-07": Subject.OWN_CASE,
    "S14-09": Subject.ORGANISATION, "S14-20": Subject.THING, "S14-21": Subject.PLACE, "S14-33": Subject.OWN_CASE,
    "S15-08": Subject.OWN_CASE, "S15-09": Subject.THING,
}  # fmt: skip


def _rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file, delimiter="\t")}


@pytest.fixture(scope="module")
def services() -> dict[str, Service]:
    return {service.id: service for service in load_services(FOLDER)}


def test_every_row_has_exactly_one_declaration_and_every_declaration_a_row(services: dict[str, Service]) -> None:
    rows = _rows(KEPT)
    assert len(rows) == 256
    assert Counter(row["class"] for row in rows.values()) == {"CORE": 23, "SECTOR": 212, "NOT SUITABLE": 21}
    assert sorted(services) == sorted(rows)
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{id_}.yaml" for id_ in rows)


def test_name_class_and_chapter_are_those_of_the_row(services: dict[str, Service]) -> None:
    for id_, row in _rows(KEPT).items():
        service = services[id_]
        expected = (row["name"], row["class"].lower().replace(" ", "-"), int(row["chapter"]))
        assert (service.name, service.service_class, service.chapter) == expected, id_


def test_engines_are_those_of_the_row_and_none_runs_what_is_not_suitable(services: dict[str, Service]) -> None:
    for id_, row in _rows(KEPT).items():
        engines = tuple(_ENGINES[name] for name in row["engine"].split("+"))
        service = services[id_]
        unsuitable = service.service_class is ServiceClass.NOT_SUITABLE
        assert service.engines == (() if unsuitable else engines), id_


def test_what_is_not_suitable_is_tracked_with_its_reason_and_runs_nowhere(services: dict[str, Service]) -> None:
    unsuitable = [s for s in services.values() if s.service_class is ServiceClass.NOT_SUITABLE]
    assert len(unsuitable) == 21
    for service in unsuitable:
        assert service.state is ServiceState.TRACKED
        assert len(service.reason) >= 10
        assert not service.runs_at
        assert not service.public
    assert {s.id for s in services.values() if s.state is ServiceState.TRACKED} == {s.id for s in unsuitable}


@pytest.mark.parametrize(("id_", "subject"), _GUARDED.items())
def test_a_row_that_comes_near_to_persons_says_what_its_subject_is(
    id_: str, subject: Subject, services: dict[str, Service]
) -> None:
    assert services[id_].subject is subject
    assert len(services[id_].guard) >= 8


def test_summaries_are_lines_of_their_own_words(services: dict[str, Service]) -> None:
    assert len({service.summary for service in services.values()}) == len(services)
    assert [s.id for s in services.values() if not re.search("[\u4e00-\u9fff]", s.summary) or len(s.summary) < 10] == []
    assert [s.id for s in services.values() if re.search(r"[a-zA-Z]{3}|->|[,;]", s.summary)] == []


def test_owners_are_bodies_that_the_vocabulary_knows(services: dict[str, Service]) -> None:
    known = {agency.id for agency in load_agencies()} | {EVERY_DEPARTMENT}
    assert {owner for service in services.values() for owner in service.suggested_owners} - known == set()


def test_what_runs_does_so_at_a_page_of_a_plan(services: dict[str, Service]) -> None:
    pages = {
        f"workbench:{entry.name}"
        for entry in urlpatterns
        if re.fullmatch(r"plans/<str:plan_id>/(?:[^<]*)", str(entry.pattern))
    }
    assert {name for service in services.values() for name in service.runs_at} - pages == set()


def test_the_declarations_hold_no_quotes_of_the_plan(corpus: Path) -> None:
    """Twice as strict as the rule for the whole repository, but for the names."""
    text = letters((corpus / "plans" / "ziliujing-14.txt").read_text(encoding="utf8"))
    shared = {}
    for path in FOLDER.iterdir():
        words = letters(re.sub("(?m)^name: .*$", "", path.read_text(encoding="utf8")))
        shared[path.name] = [words[i : i + 10] for i in range(len(words) - 9) if words[i : i + 10] in text]
    assert {name: runs for name, runs in shared.items() if runs} == {}


def test_the_kept_list_is_the_list_of_the_corpus(corpus: Path) -> None:
    listed = corpus / "reference" / "systems.tsv"
    if not listed.is_file():
        pytest.skip("语料里没有 reference/systems.tsv，无从对照；系统清单以 tests/repository/systems.tsv 为准")
    kept, theirs = _rows(KEPT), _rows(listed)
    columns = ("name", "class", "engine")
    assert {id_: [row[c] for c in columns] for id_, row in kept.items()} == {
        id_: [row[c] for c in columns] for id_, row in theirs.items()
    }


def test_the_declarations_shown_in_the_manual_and_on_the_page_without_systems_are_true(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "how-to" / "declare-a-system.md").read_text(encoding="utf8")
    page = ROOT / "src" / "gangyao" / "workbench" / "templates" / "workbench" / "systems.html"
    examples = [
        *re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL),
        *re.findall(r"<pre[^>]*>(.*?)</pre>", page.read_text(encoding="utf8"), re.DOTALL),
    ]
    assert len(examples) == 2
    for number, example in enumerate(examples):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "S3-01.yaml").write_text(example, encoding="utf8")
        assert load_services(folder)[0].name == "渡口整治台账"
    assert [field for field in _FORMS if f"`{field}`" not in manual] == []


@pytest.mark.parametrize(
    ("code", "chinese"),
    [
        *((str(code.value), word) for words in (STATES, CLASSES, SUBJECTS) for code, word in words.items()),
        *((engine.value, label) for engine, (label, _) in ENGINES.items()),
    ],
)
def test_the_glossary_and_the_manual_have_the_word_that_pages_show_for_a_code(code: str, chinese: str) -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf8").splitlines()
    assert [line for line in glossary if f"`{code}`" in line and chinese in line]
    assert f"`{code}` {chinese}" in (ROOT / "docs" / "how-to" / "declare-a-system.md").read_text(encoding="utf8")
