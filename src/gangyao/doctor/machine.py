"""Looks at the machine: Python, packages, programs, the clock, the port."""

from __future__ import annotations

import errno
import platform
import shutil
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packaging.requirements import Requirement

from gangyao import __version__
from gangyao.doctor.finding import Finding, fine, note, wrong

_CHECKOUT = Path(__file__).parents[3]
_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # no clock that is right shows an earlier day


def look_at_python() -> Iterator[Finding]:
    """The interpreter and the product's own version."""
    yield fine("gangyao", f"{__version__}，{Path(__file__).parents[1]}")
    version, where = platform.python_version(), f"{platform.machine()}，{sys.executable}"
    if sys.version_info < (3, 11):  # noqa: UP036 - an environment may have been moved to another Python
        yield wrong("Python", f"{version}，{where}", "需要 3.11 或更新的版本：安装后重新建立环境")
    else:
        yield fine("Python", f"{version}，{where}")


def look_at_packages() -> Iterator[Finding]:
    """Installed packages against what the product asks for and against the pins it was tested with."""
    missing, unfit = [], []
    for requirement in _requirements():
        found = _installed(requirement.name)
        if found is None:
            missing.append(requirement.name)
        elif not requirement.specifier.contains(found, prereleases=True):
            unfit.append(f"{requirement.name} {found}（需要 {requirement.specifier}）")
    if missing or unfit:
        told = [*(f"缺少 {name}" for name in missing), *unfit]
        yield wrong("软件包", "；".join(told), "重新安装：检出的代码用 make setup，断网安装的用 install.sh")
        return
    pins = _pins()
    other = [
        f"{name} {_installed(name)}（固定的是 {version}）" for name, version in pins if _installed(name) != version
    ]
    if other:
        yield note("软件包", "；".join(other), "与测试时用的版本不同，一般可用；出现异常时请装回固定的版本")
    else:
        yield fine("软件包", f"{len(pins)} 个，都是固定的版本" if pins else "齐全")


def _requirements() -> list[Requirement]:
    """What the installed product itself declares, without its extras."""
    declared = [Requirement(line) for line in metadata.requires("gangyao") or ()]
    return [one for one in declared if one.marker is None or one.marker.evaluate({"extra": ""})]


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _pins() -> list[tuple[str, str]]:
    """Names and versions that hold on this machine; in the package, else in the checkout."""
    places: tuple[Traversable, ...] = (
        files("gangyao") / "pins.txt",
        _CHECKOUT / "install" / "requirements" / "run.txt",
    )
    for place in places:
        if place.is_file():
            lines = [
                line.split(" \\")[0] for line in place.read_text(encoding="utf8").splitlines() if line[:1].isalnum()
            ]
            pins = [Requirement(line) for line in lines]
            held = [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]
            return [(pin.name, str(pin.specifier).removeprefix("==")) for pin in held]
    return []


def look_at_time() -> Iterator[Finding]:
    """The clock and the time zone that legal dates are counted in."""
    now = datetime.now(UTC)
    try:
        here = now.astimezone(ZoneInfo("Asia/Shanghai"))
    except ZoneInfoNotFoundError:
        yield wrong("时区", "系统没有 Asia/Shanghai 的时区资料", "安装系统的 tzdata")
        return
    words = f"{here:%Y-%m-%d %H:%M}（Asia/Shanghai）"
    if now < _MADE:
        yield wrong("时钟", words, "时钟慢了：记录的时间会错。请校准时钟，例如接内网的时间服务器（chrony）")
    else:
        yield fine("时钟", words)


def look_at_port(port: int) -> Iterator[Finding]:
    """Whether the site could take its port."""
    item = f"端口 {port}"
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            yield note(item, "已有程序在用", f"如果是网站自己，属正常；否则换一个：gangyao serve --port {port + 1}")
        else:
            yield wrong(item, f"不能监听：{error.strerror}", "换一个 1024 以上的端口")
        return
    yield fine(item, "空闲")


def look_at_programs() -> Iterator[Finding]:
    """Programs that are used where they are."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        yield fine("LibreOffice", found)
    else:
        yield note("LibreOffice", "没有", "不必装；装了才能直接读旧格式 doc、wps，否则请先另存为 docx")
