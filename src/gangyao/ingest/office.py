"""Old Word documents (doc, wps, rtf): converted to docx by LibreOffice, where the server has it.

The converter gets a profile folder of its own that forbids macros and links, and bounds on time and memory; it is ended
with everything it started. Nothing of it stays.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from gangyao.ingest.docx import read_docx
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import MB, Limits

_PROGRAMS = ("soffice", "libreoffice")
_MEMORY = 4096 * MB  # of address space; the program maps much more than it uses
# Bounds: -v in KiB, -f in blocks of 512 bytes. Where the reader is killed, everything it started goes with its folder.
_BOUNDED = """
ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; ulimit -c 0
reader="$4"; folder="$5"; shift 5
"$@" & converter=$!
while kill -0 "$converter" 2>/dev/null; do
    kill -0 "$reader" 2>/dev/null || { rm -rf "$folder"; kill -9 0; }
    sleep 0.1
done
"""
_SETTINGS = {  # path of a node of the program's registry: its property and value
    "/org.openoffice.Office.Common/Security/Scripting": (
        ("DisableMacrosExecution", "true"),
        ("MacroSecurityLevel", "3"),
        ("BlockUntrustedRefererLinks", "true"),
        ("DisableActiveContent", "true"),
    ),
    "/org.openoffice.Office.Writer/Content/Update": (("Link", "0"),),
}
_WORD_DOCUMENT = b"\xec\xa5"  # first bytes of the stream with the text ([MS-DOC] 2.5.2)
_FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format"}  # else what is broken is read as plain text
_ENCRYPTED = 0x01  # in the twelfth byte of that stream
_SECTOR = 512


def find_office() -> str:
    """Path of LibreOffice; "" where this machine has none."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), "") or ""


def read_office(data: bytes, name: str, extension: str, limits: Limits = Limits()) -> Extracted:  # noqa: B008 - frozen
    """Extracts the text of an old Word document through LibreOffice, which has to be there.

    Args:
        data: the file's bytes.
        name: for messages.
        extension: what it is by its content: "doc", "wps" or "rtf".
        limits: how much is read at most.

    Raises:
        UnreadableFile: "encrypted-docx", "broken-doc", or what read_docx raises.
    """
    if _is_encrypted(data):
        raise UnreadableFile(
            "encrypted-docx",
            what=f"文件“{name}”设了打开密码",
            why="它是加密的 Word 文档，没有密码读不出内容",
            do="请用 WPS 或 Word 输入密码打开，在“文件—文档加密”里去掉密码，另存为 docx 再导入",
        )
    with TemporaryDirectory(prefix="gangyao-office-") as folder:
        source = Path(folder) / f"source.{'rtf' if extension == 'rtf' else 'doc'}"
        source.write_bytes(data)
        _write_profile(Path(folder) / "profile")
        why = _convert(source, limits)
        converted = source.with_suffix(".docx")
        if not converted.is_file() or converted.stat().st_size > limits.file:
            raise UnreadableFile(
                "broken-doc",
                what=f"文件“{name}”打不开",
                why=f"服务器上的 LibreOffice {why}，文件可能损坏，或不是它写明的格式",
                do="请用 WPS 或 Word 打开确认，“另存为”docx 再导入；打不开就请重新取得原文件",
            )
        return read_docx(converted.read_bytes(), name, limits)


def _is_encrypted(data: bytes) -> bool:
    """Whether the head of the text's stream says that it is encrypted; streams begin at sectors."""
    heads = (data[at : at + 12] for at in range(_SECTOR, min(len(data), 4096 * _SECTOR), _SECTOR))
    return any(head.startswith(_WORD_DOCUMENT) and len(head) == 12 and head[11] & _ENCRYPTED for head in heads)


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values
    )
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf8",
    )


def _convert(source: Path, limits: Limits) -> str:
    """Runs the converter; says in words why there may be no result."""
    folder = source.parent
    bounds = [str(_MEMORY // 1024), str(limits.seconds), str(limits.expanded // 512)]
    command = [
        "/bin/sh", "-c", _BOUNDED, "sh", *bounds, str(os.getpid()), str(folder),
        find_office(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--nofirststartwizard", f"--infilter={_FILTERS[source.suffix]}", "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(folder), str(source),
    ]  # fmt: skip
    nowhere = "http://127.0.0.1:9"  # no document may reach out
    environment = {
        "PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8",
        "http_proxy": nowhere, "https_proxy": nowhere,
    }  # fmt: skip
    process = subprocess.Popen(
        command, env=environment, cwd=folder, start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        return f"在 {limits.seconds} 秒内没有转换完"
    finally:
        _end(process)
    return "转换不了它"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the converter with everything that it started."""
    with contextlib.suppress(ProcessLookupError):  # it has ended, and so has its group
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
