"""纲要: the page holds the text to the character, marks every statement, and leads there and back."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import pytest
from attrs import evolve
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web.page_text import text_of

from gangyao.core.document.document import Anchor, Document, RawText, Source
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.plan import Area, Plan
from gangyao.core.plan.statement import Measure, Role, Statement, Tier
from gangyao.core.quantity.quantity import Quantity
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.reading import choose_parts, read_parts
from gangyao.workbench.presentation.spots import find_spots


def _page(client: Client, stored: StoredPlan) -> str:
    return client.get(f"/plans/{stored.plan.id}/text/").content.decode()


@pytest.mark.parametrize("which", ["sample", "digest"])
def test_the_page_holds_the_text_to_the_character(which: str, client: Client, request: pytest.FixtureRequest) -> None:
    stored: StoredPlan = request.getfixturevalue(which)
    assert text_of(_page(client, stored), "document").strip() == stored.document.text.strip()


@pytest.mark.parametrize("which", ["sample", "digest"])
def test_every_statement_has_a_place_and_every_mark_leads_to_a_record(
    which: str, client: Client, request: pytest.FixtureRequest
) -> None:
    stored: StoredPlan = request.getfixturevalue(which)
    page = _page(client, stored)
    places = re.findall(r'class="place" id="([^"]+)"', page)
    assert sorted(places) == sorted(s.id for s in stored.plan.statements)
    marks = {unquote(href) for href in re.findall(r'<a class="mark [^"]*" href="([^"]+)"', page)}
    assert marks
    assert {client.get(quote(href)).status_code for href in marks} == {200}


def test_ids_of_elements_are_unique(client: Client, sample: StoredPlan) -> None:
    ids = re.findall(r'\sid="([^"]+)"', _page(client, sample))
    assert len(ids) == len(set(ids))


def test_signs_that_mean_something_in_markup_stand_as_words(client: Client, sample: StoredPlan) -> None:
    page = _page(client, sample)
    assert "投入 &amp; 产出" in page
    assert "&lt;1%" in page


def test_a_footnote_mark_and_its_body_lead_to_one_another(client: Client, sample: StoredPlan) -> None:
    page = _page(client, sample)
    mark = re.search(r'<sup class="note" id="(m-\d+)"><a href="#(n-\d+)"', page)
    assert mark
    assert f'id="{mark[2]}"' in page
    assert f'href="#{mark[1]}"' in page


def test_a_table_with_cells_is_a_table(client: Client, sample: StoredPlan) -> None:
    page = _page(client, sample)
    rows = re.findall(r"<tr>(.*?)</tr>", page[page.index("plan-table") :], re.DOTALL)
    assert [row.count("<td>") for row in rows[:3]] == [5, 5, 5]


def test_every_heading_of_the_overview_leads_to_the_whole_of_a_text_of_usual_length(
    client: Client, sample: StoredPlan
) -> None:
    overview = client.get("/plans/yunxi-14/").content.decode()
    leaders = overview[overview.index('class="leaders"') :]
    links = re.findall(r'href="(/plans/yunxi-14/text/[^"]*)"', leaders)
    assert len(links) >= 5
    page = _page(client, sample)
    assert all("part=" not in link and f'id="{link.partition("#")[2]}"' in page for link in links)


@pytest.mark.parametrize("query", ["?part=h-40", "?part=front", "?part=nowhere", "?part=all"])
def test_a_text_of_usual_length_is_never_called_long(query: str, client: Client, sample: StoredPlan) -> None:
    page = client.get(f"/plans/yunxi-14/text/{query}").content.decode()
    assert "文本较长" not in page
    assert text_of(page, "document").strip() == sample.document.text.strip()


def test_the_outline_leads_to_headings_of_the_page(client: Client, sample: StoredPlan) -> None:
    page = _page(client, sample)
    outline = page[page.index('class="outline"') : page.index('class="sheet"')]
    anchors = re.findall(r'href="#([^"]+)"', outline)
    assert len(anchors) >= 8
    assert all(f'id="{anchor}"' in page for anchor in anchors)
    assert "专栏1 主要指标" in outline


def test_a_digest_says_that_it_is_none_and_how_to_load_the_text(client: Client, digest: StoredPlan) -> None:
    page = _page(client, digest)
    assert "摘要，非正式文本" in page
    assert 'href="/open/"' in page


def test_the_official_text_bears_no_such_notice(client: Client, sample: StoredPlan) -> None:
    assert "非正式文本" not in _page(client, sample)


def _statement(number: int, start: int, end: int, role: Role = Role.TARGET) -> Statement:
    return Statement(
        id=f"指标-{number}", indicator=f"指标{number}", quantity=Quantity(words="全覆盖"), measure=Measure.SHARE, role=role,
        horizon="2025", scope="全区", tier=Tier.LEVEL, anchor=Anchor("0" * 16, start, end), node=0,
    )  # fmt: skip


def _document(text: str) -> Document:
    source = Source(id="0" * 16, sha256="0" * 64, name="虚构.txt", format="txt", characters=len(text))
    return parse_document(RawText(source, text))


def _shown(document: Document, statements: tuple[Statement, ...]) -> str:
    plan = Plan(
        id="p", title="虚构", kind="outline", area=Area("", ""), period=(2021, 2025), sources=(document.source,),
        statements=statements,
    )  # fmt: skip
    parts = read_parts(plan, document, lambda id_: f"/records/{id_}/")
    blocks = [block for part in parts for block in part.blocks]
    pieces = [
        piece for block in blocks for piece in (block.html, *block.lines, *(cell for row in block.rows for cell in row))
    ]
    return f'<div id="all">{"".join(pieces)}</div>'


def test_overlapping_statements_share_one_mark_that_leads_to_all_of_them() -> None:
    document = _document("到期末甲覆盖率和乙覆盖率分别达到八成和九成。丙实现全覆盖。\n")
    statements = (_statement(1, 3, 19), _statement(2, 3, 22), _statement(3, 8, 21), _statement(4, 23, 29))
    html = _shown(document, statements)
    assert html.count('<a class="mark') == 2
    assert re.findall(r'class="place" id="([^"]+)"', html) == ["指标-1", "指标-2", "指标-3", "指标-4"]
    assert "（3条）" in html


def test_a_place_with_a_doubt_says_so_in_the_text() -> None:
    document = _document("到期末甲覆盖率达到八成。乙实现全覆盖。\n")
    html = _shown(document, (evolve(_statement(1, 3, 11), doubts=("subject-far",)), _statement(2, 12, 18)))
    assert html.count('class="spot doubtful"') == 1


def test_a_mark_shows_the_weightiest_role_at_its_place() -> None:
    spots = find_spots([_statement(1, 0, 5, Role.ACHIEVED), _statement(2, 3, 8), _statement(3, 9, 11, Role.STANDARD)])
    assert [spot.role for spot in spots] == [Role.TARGET, Role.STANDARD]


def test_a_footnote_mark_inside_a_statement_breaks_its_link_but_not_its_text() -> None:
    text = "第一章 指标\n重点企业[1]达到238户。\n[1] 指虚构的企业。\n"
    document = _document(text)
    start = text.index("重点")
    html = _shown(document, (_statement(1, start, start + 13),))
    assert text_of(html, "all") == text
    assert html.count('<a class="mark') == 2
    assert re.search(r"<a [^>]*>[^<]*<a", html) is None
    assert html.count('tabindex="-1"') == 1


_LINES = st.sampled_from(
    ["第一篇 起点", "第一章 目标<一>", "第一节 “主要”目标", "甲&乙达到3.5%。[1]稳步提高①。", "表头\t单位\t2025年", "甲\t%\t3",
     "[1] 注释。", "", "12", "一、任务", "生态向好。覆盖率升至九成，其余不变。", "专栏1 指标", "目录"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(_LINES, min_size=1, max_size=25),
    spans=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), max_size=12),
    tail=st.text(max_size=20),
)
def test_whatever_the_text_and_its_spans_the_page_gives_the_text_back(
    lines: list[str], spans: list[tuple[int, int]], tail: str
) -> None:
    text = "\n".join(lines) + tail.replace("\r", "").replace("\0", "")
    document = _document(text)
    inside = [(start, min(start + length, len(text))) for start, length in spans if start < len(text)]
    statements = tuple(_statement(i, start, end) for i, (start, end) in enumerate(inside))
    assert text_of(_shown(document, statements), "all") == text


def test_a_long_text_says_so_and_every_heading_leads_to_its_part(
    client: Client, sample: StoredPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gangyao.workbench.presentation.reading.LONGEST_PAGE", 100)
    assert "文本较长，分篇显示" in _page(client, sample)
    overview = client.get("/plans/yunxi-14/").content.decode()
    links = re.findall(r'href="(/plans/yunxi-14/text/[?]part=[^"]*)"', overview)
    assert len(links) >= 5
    assert all(f'id="{link.partition("#")[2]}"' in client.get(link).content.decode() for link in links)


def test_a_very_long_text_is_shown_part_by_part_and_whole_when_asked() -> None:
    document = _document("第一篇 起点\n" + "稳中有进。" * 50_000 + "\n第二篇 目标\n" + "稳中有进。" * 50_000 + "\n")
    plan = Plan(id="p", title="", kind="outline", area=Area("", ""), period=(0, 0), sources=(document.source,))
    parts = read_parts(plan, document, str)
    assert len(parts) == 2
    assert choose_parts(parts, "", None) == parts[:1]
    assert choose_parts(parts, parts[1].anchor, None) == parts[1:]
    assert choose_parts(parts, "", parts[1].start + 5) == parts[1:]
    assert choose_parts(parts, "all", None) == parts
