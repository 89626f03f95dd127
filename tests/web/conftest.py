"""Plans that the pages are tested with: a made-up one, and the bundled digest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from tests.web.promises import made_up_items, with_items

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions.plans import add_plan
from gangyao.ingest.bundled import bundled
from gangyao.store import plans
from gangyao.store.plans import StoredPlan

SAMPLE = Path(__file__).with_name("sample_plan.txt")

LOOPBACK = "127.0.0.1"


@pytest.fixture(autouse=True)
def this_machine_alone() -> Iterator[None]:
    """The hosts of a site on one's own machine; Django's test runner adds a name that is not of it."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nothing here depends on how slowly a hash is made
    with override_settings(ALLOWED_HOSTS=[LOOPBACK, "localhost", "[::1]"], PASSWORD_HASHERS=quick):
        yield


@pytest.fixture
def client() -> Client:
    return Client(SERVER_NAME=LOOPBACK)


@pytest.fixture
def sample(db: None) -> StoredPlan:
    added = add_plan(by=COMMAND_LINE, data=SAMPLE.read_bytes(), name="云溪县.txt", plan_id="yunxi-14")
    return plans.read(added.plan_id)


@pytest.fixture
def digest(db: None) -> StoredPlan:
    data = (bundled("plans") / "ziliujing-14" / "digest.txt").read_bytes()
    add_plan(by=COMMAND_LINE, data=data, name="digest.txt", digest=True, plan_id="ziliujing-14")
    return plans.read("ziliujing-14")


@pytest.fixture
def promising(sample: StoredPlan) -> StoredPlan:
    """The made-up plan with made-up promises, a project, names and terms."""
    return with_items(sample, made_up_items(sample))
