"""Says in the report by which means the tests of an installation without network had none."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line, where such a test ran."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    used = {value for report in reports for name, value in report.user_properties if name == "without network by"}
    for words in sorted(used):
        terminalreporter.write_line(f"断网安装的测试，断网的办法：{words}")
