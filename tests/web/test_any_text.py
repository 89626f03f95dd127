"""Whatever a file holds that the reader takes: every page of it answers, and every download opens."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from itertools import count
from urllib.parse import quote

from django.test import Client
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.web.conftest import LOOPBACK
from tests.web.page_text import text_of

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions.plans import add_plan
from gangyao.ingest.errors import UnreadableFile
from gangyao.store import plans
from gangyao.store.plans import StoredPlan
from gangyao.workbench.presentation.target_rows import SORTS

_FRAGMENTS = (
    "云溪县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "目录", "第一篇 起点", "第一章 目标<一>…………1",
    "第一节 “主要”目标", "一、任务", "（一）产业", "专栏1 主要指标", "指标\t单位\t2020年\t2025年\t属性", "森林覆盖率\t%\t41.5\t43\t约束性",
    "茶园面积\t万亩\t-1\t=2\t预期性", "到2025年，森林覆盖率达到43%，茶叶产量年均增长7%左右[1]。", "=新建农村公路120公里以上。",
    "城乡居民收入分别达到3.1万元和1.6万元，力争翻一番。", "覆盖率由八成提高到九成", "＋5G网络实现全覆盖①。", "[1] 茶叶产量为登记口径。",
    "12", "— 3 —", "", "\t", "'';--<script>alert(1)</script>&amp;{{ x }}{% y %}", "/plans/../?a=b#c%00",
)  # fmt: skip
# Every control character, marks of direction and of byte order, signs that no XML may hold, a sign beyond 16 bits.
_CONTROLS = [chr(number) for number in (*range(1, 10), *range(11, 32), 0x7F, 0x85)]
_SIGNS = st.one_of(
    st.sampled_from(_CONTROLS),
    st.sampled_from(["\u2028", "\u202e", "\ufeff", "\ufffe", "\uffff", "𠮷", "\u0300", "\0"]),
    st.characters(exclude_categories=["Cs"]),  # half a surrogate pair cannot stand in a file of UTF-8
)
_FILLER = "稳中有进，久久为功。\n" * 300  # the reader bears a control character only in a text of some length


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """A text of a plan with a few signs strewn in, the first of them in its title as often as not."""
    text = "\n".join(draw(st.lists(st.sampled_from(_FRAGMENTS), min_size=1, max_size=20)))
    for sign in draw(st.lists(_SIGNS, max_size=4)):
        place = draw(st.integers(0, draw(st.sampled_from([min(len(text), 30), len(text)]))))
        text = text[:place] + sign + text[place:]
    return f"{text}\n{_FILLER}"


_numbers = count(1)


def _added(text: str, name: str) -> StoredPlan | None:
    """The plan of a text; None where the reader refuses it with a reason."""
    try:
        added = add_plan(by=COMMAND_LINE, data=text.encode(), name=name, plan_id=f"any-{next(_numbers)}")
    except UnreadableFile as refusal:
        assert str(refusal)
        return None
    return plans.read(added.plan_id)


def _page(client: Client, stored: StoredPlan, page: str, **headers: str) -> bytes:
    answer = client.get(f"/plans/{stored.plan.id}/{page}", headers=headers)
    assert answer.status_code == 200, page
    return answer.content


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=_texts(),
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    sort=st.sampled_from(sorted(SORTS)),
)
@example(text=f"云溪\x07县纲要\n森林\x07覆盖率达到43%。\n{_FILLER}", name="云\x0b溪\x07.txt", sort="name")
@example(text=f"=云溪县纲要\n\x0c=茶园\x1b面积达到3万亩，\x01=森林覆盖率达到43%。\n{_FILLER}", name="=1+1", sort="unit")
def test_every_page_answers_and_every_download_opens(db: None, text: str, name: str, sort: str) -> None:
    stored = _added(text, name)
    assume(stored is not None)
    assert stored is not None
    client = Client(SERVER_NAME=LOOPBACK)
    assert client.get("/plans/").status_code == 200
    _page(client, stored, "")
    shown = text_of(_page(client, stored, "text/").decode(), "document")
    assert _visible(shown) == _visible(stored.document.text)
    _page(client, stored, f"targets/?sort=-{sort}")
    for record in (*stored.plan.statements, *stored.plan.targets):
        _page(client, stored, f"records/{quote(record.id, safe='')}/")
        _page(client, stored, f"records/{quote(record.id, safe='')}/", **{"HX-Request": "true"})
    rows = list(csv.reader(StringIO(_page(client, stored, f"targets.csv?sort={sort}").decode("utf-8-sig"), newline="")))
    book = load_workbook(BytesIO(_page(client, stored, f"targets.xlsx?sort={sort}")))
    assert len(rows) == book["目标"].max_row == len(stored.plan.targets) + 1


def _visible(text: str) -> str:
    """A text without blanks and line ends, which a browser's parser may join."""
    return "".join(text.split())
