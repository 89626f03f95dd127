"""Plans that the pages are tested with: a made-up one, and the bundled digest."""

from __future__ import annotations

from pathlib import Path

import pytest

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions.plans import add_plan
from gangyao.ingest.bundled import bundled
from gangyao.store import plans
from gangyao.store.plans import StoredPlan

SAMPLE = Path(__file__).with_name("sample_plan.txt")


@pytest.fixture
def sample(db: None) -> StoredPlan:
    added = add_plan(by=COMMAND_LINE, data=SAMPLE.read_bytes(), name="云溪县.txt", plan_id="yunxi-14")
    return plans.read(added.plan_id)


@pytest.fixture
def digest(db: None) -> StoredPlan:
    data = (bundled("plans") / "ziliujing-14" / "digest.txt").read_bytes()
    add_plan(by=COMMAND_LINE, data=data, name="digest.txt", digest=True, plan_id="ziliujing-14")
    return plans.read("ziliujing-14")
