"""Looks at how the site is set up: host names, HTTPS and origins together, the files of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

from gangyao.doctor.finding import Finding, fine, note, wrong

_LOCAL = {"127.0.0.1", "localhost", "[::1]"}
_FILES = ("css/site.css", "css/seal.svg", "js/filters.js", "vendor/echarts.min.js")


def look_at_settings() -> Iterator[Finding]:
    """Settings that only make sense together."""
    hosts, origins = set(settings.ALLOWED_HOSTS), settings.CSRF_TRUSTED_ORIGINS
    found = [*_host_faults(hosts), *_origin_faults(hosts, origins)]
    if settings.DEBUG and not hosts <= _LOCAL:
        found.append(wrong("设置", "对外服务时开着 GANGYAO_DEBUG", "去掉它：出错的页面会让外人看到程序细节"))
    yield from found
    if not found:
        reach = "只供本机" if hosts <= _LOCAL else f"供 {'、'.join(sorted(hosts - _LOCAL))} 访问"
        yield fine("设置", f"{reach}，{'经 HTTPS' if settings.SESSION_COOKIE_SECURE else '不经 HTTPS'}")


def _host_faults(hosts: set[str]) -> Iterator[Finding]:
    if "*" in hosts:
        yield note("设置", "GANGYAO_HOSTS 里有 *，任何主机名都能访问", "写明网站的主机名")
    for host in sorted(hosts):
        if "/" in host or (":" in host and not host.startswith("[")):
            yield wrong("设置", f"GANGYAO_HOSTS 里的“{host}”不是主机名", "只写主机名，不写 https:// 和端口")


def _origin_faults(hosts: set[str], origins: list[str]) -> Iterator[Finding]:
    outside = bool(hosts - _LOCAL)
    secure = settings.SESSION_COOKIE_SECURE
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
            yield wrong("设置", f"GANGYAO_ORIGINS 里的“{origin}”不是来源", "写成 https://主机名，后面不加斜线")
        elif not any(_covers(host, parts.hostname) for host in hosts):
            yield wrong(
                "设置", f"GANGYAO_ORIGINS 里的主机 {parts.hostname} 不在 GANGYAO_HOSTS 里", "两处写同一个主机名"
            )
        elif parts.scheme == "https" and not secure:
            yield wrong("设置", "经 HTTPS 访问而没有设 GANGYAO_HTTPS", "设 GANGYAO_HTTPS=1，登录凭据才只经 HTTPS 传送")
    if secure and not any(origin.startswith("https://") for origin in origins):
        yield wrong("设置", "设了 GANGYAO_HTTPS 而 GANGYAO_ORIGINS 里没有 https 的来源", "补上，否则登录等表单会被拒绝")
    elif outside and not secure:
        yield note("设置", "供别的电脑访问而不经 HTTPS", "前面放 nginx 用 HTTPS，见 docs/how-to/run-on-a-server.md")


def _covers(host: str, name: str) -> bool:
    """Django's rule: a leading dot stands for the host and everything below it."""
    return host == "*" or host == name or (host.startswith(".") and (name == host[1:] or name.endswith(host)))


def look_at_static_files() -> Iterator[Finding]:
    """Files without which pages cannot be shown."""
    missing = [name for name in _FILES if not finders.find(name)]
    if missing:
        yield wrong("网页的文件", f"缺少 {'、'.join(missing)}", "检出的代码：make setup；安装的包：重新安装")
    else:
        yield fine("网页的文件", "齐全")
