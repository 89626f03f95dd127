"""The same plan in every format gives the same statements: a format is a wrapping, not another plan."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from attrs import asdict
from tests.golden.plan_in_formats import FORMATS, as_doc, as_txt, lines_of_the_plan
from tests.unit.ingest.office_making import with_office

from gangyao.pipeline import Compilation, compile_text


def statements(compiled: Compilation) -> Counter[str]:
    """All fields but the places, which differ as the texts do."""
    return Counter(_fields(asdict(statement)) for statement in compiled.plan.statements)


def _fields(record: dict[str, Any]) -> str:
    return str({name: value for name, value in record.items() if name not in ("anchor", "node")})


@pytest.fixture(scope="module")
def plain() -> Compilation:
    return compile_text(as_txt(lines_of_the_plan()), "plan.txt")


@pytest.mark.parametrize("name", [*FORMATS, pytest.param("doc", marks=with_office)])
def test_the_plan_gives_the_statements_of_its_plain_text(name: str, plain: Compilation) -> None:
    compiled = compile_text({**FORMATS, "doc": as_doc}[name](lines_of_the_plan()), f"plan.{name}")
    found, expected = statements(compiled), statements(plain)
    assert compiled.document.source.format == name
    assert found - expected == Counter()
    assert expected - found == Counter()


def test_the_plain_text_states_what_is_in_its_table_its_box_and_beside_its_notes(plain: Compilation) -> None:
    values = {str(statement.quantity.value) for statement in plain.plan.statements}
    assert {"0.56", "68.5", "98.5", "45", "118", "91.5", "36", "92"} <= values
