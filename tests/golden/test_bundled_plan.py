"""The bundle that ships is what the present compiler makes of its digest; a difference is reviewed, then committed.

To renew it: `gangyao compile plans/ziliujing-14/digest.txt --digest -o plans/ziliujing-14`, and read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gangyao.pipeline import compile_text
from gangyao.store.bundle import FILES, load_bundle, save_bundle

_PLANS = Path(__file__).resolve().parents[2] / "plans"


@pytest.mark.parametrize("name", sorted(path.parent.name for path in _PLANS.glob("*/digest.txt")))
def test_the_bundle_is_what_the_compiler_makes_of_the_digest(name: str, tmp_path: Path) -> None:
    folder = _PLANS / name
    kept = load_bundle(folder)
    digest = folder / "digest.txt"
    compiled = compile_text(
        digest.read_bytes(), digest.name, digest=True, plan_id=name, ids=kept.ids, corrections=kept.corrections
    )
    save_bundle(tmp_path, compiled, kept.corrections)
    for file in FILES:
        assert (tmp_path / file).read_text(encoding="utf8") == (folder / file).read_text(encoding="utf8"), file


def test_an_official_text_of_the_bundled_plan_takes_its_id_and_the_ids_of_its_records(corpus: Path) -> None:
    path = corpus / "plans" / "ziliujing-14.txt"
    compiled = compile_text(path.read_bytes(), path.name)
    kept = load_bundle(_PLANS / "ziliujing-14").plan
    shared = {target.id for target in compiled.plan.targets} & {target.id for target in kept.targets}
    assert compiled.plan.id == "ziliujing-14"
    assert len(shared) >= 0.9 * len(kept.targets)
