"""A browser on the served site; every page it opens must keep the content security policy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from gangyao.accounts.actor import COMMAND_LINE
from gangyao.actions.plans import add_plan
from gangyao.ingest.bundled import bundled

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "web" / "sample_plan.txt"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# A policy report reaches the page as an event before any script of ours runs.
_WATCH = """
window.policyReports = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.policyReports.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("没有找到 chromium，浏览器测试略过；安装后再运行：sudo apt-get install -y chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def site(live_server: object, transactional_db: None) -> Iterator[str]:
    """Address of a site with a made-up plan and the bundled digest, of this machine alone."""
    digest = (bundled("plans") / "ziliujing-14" / "digest.txt").read_bytes()
    add_plan(by=COMMAND_LINE, data=SAMPLE.read_bytes(), name="云溪县.txt", plan_id="yunxi-14")
    add_plan(by=COMMAND_LINE, data=digest, name="digest.txt", digest=True, plan_id="ziliujing-14")
    with override_settings(ALLOWED_HOSTS=["127.0.0.1", "localhost"]):
        yield str(live_server)


@pytest.fixture(params=[WIDE, PHONE], ids=["1440", "390"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page of either width; afterwards nothing may have broken the policy or failed in a script."""
    context = browser.new_context(viewport=request.param, base_url=site)
    context.add_init_script(_WATCH)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None
    )
    yield page
    faults += page.evaluate("window.policyReports ?? []")
    context.close()
    assert not faults


@pytest.fixture
def wide(page: Page) -> bool:
    return page.viewport_size == WIDE
