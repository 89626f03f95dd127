"""Old Word documents go through LibreOffice where it is, and are named where it is not. All sentences are made up."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_parts import docx, paragraph, row, style, styled, table
from office_making import saved_as, with_office

from gangyao.core.document.document import NodeKind
from gangyao.ingest import office, recognition
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.limits import Limits
from gangyao.ingest.readers import read_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le").ljust(504, b"\0")
RTF = rb"{\rtf1\ansi\ansicpg936\uc1 {\pard \u21040?\u26519?5\'cd\'f2\'c4\'b6\par}}"
GRID = '<w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="2500"/><w:gridCol w:w="2500"/></w:tblGrid>'


BODY = (
    styled("第一章 发展基础", "H1")
    + paragraph("到2025年，建成水库3座，造林5万亩。")
    + table(GRID, row("指标", "数值"), row("粮食", "12"))
    + paragraph("尾。")
)


@with_office
@pytest.mark.parametrize("extension", ["doc", "rtf"])
def test_an_old_document_is_read_with_its_headings_and_tables(extension: str) -> None:
    raw = read_file(saved_as(extension, docx(BODY, styles=style("H1", "heading 1"))), f"规划.{extension}")
    assert raw.source.format == extension and raw.source.name == f"规划.{extension}"
    assert raw.text.split("\n")[:4] == [
        "第一章 发展基础",
        "到2025年，建成水库3座，造林5万亩。",
        "指标\t数值",
        "粮食\t12",
    ]
    assert [hint.kind for hint in raw.hints] == [NodeKind.ITEM, NodeKind.TABLE, NodeKind.TABLE]


@with_office
def test_what_the_converter_cannot_read_is_named_as_broken_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(UnreadableFile, match="LibreOffice") as caught:
        read_file(OLE + b"\1\2\3" * 500, "规划.doc")
    assert caught.value.code == "broken-doc" and "另存为" in caught.value.message
    assert not list(tmp_path.iterdir())


def test_a_converter_that_does_not_end_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 61.5 & echo $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: str(program))
    monkeypatch.setattr("gangyao.ingest.readers.find_office", lambda: str(program))
    begun = time.monotonic()
    with pytest.raises(UnreadableFile, match="1 秒内没有转换完"):
        read_file(RTF, "规划.rtf", limits=Limits(seconds=1))
    assert time.monotonic() - begun < 10
    state = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_a_reader_that_is_killed_leaves_no_converter_and_no_document_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, folders = tmp_path / "soffice", tmp_path / "folders"
    program.write_text(
        f"#!/bin/sh\nsleep 61.5 & echo $! > {tmp_path}/started; mv {tmp_path}/started {tmp_path}/child\nwait\n"
    )
    program.chmod(0o755)
    folders.mkdir()
    monkeypatch.setattr(office, "find_office", lambda: str(program))
    monkeypatch.setattr("tempfile.tempdir", str(folders))
    reader = os.fork()
    if reader == 0:
        with contextlib.suppress(BaseException):
            office.read_office(RTF, "规划.rtf", "rtf")
        os._exit(0)
    _wait_until((tmp_path / "child").is_file)
    os.kill(reader, signal.SIGKILL)
    os.waitpid(reader, 0)
    child = Path("/proc") / (tmp_path / "child").read_text().strip()
    _wait_until(lambda: not child.exists() and not list(folders.iterdir()))


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_converter_has_bounds_and_a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(ulimit -v; ulimit -t; ulimit -f; echo $HOME; env) > {tmp_path}/seen\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: str(program))
    monkeypatch.setattr("gangyao.ingest.readers.find_office", lambda: str(program))
    monkeypatch.setenv("GANGYAO_SECRET", "not for converters")
    with pytest.raises(UnreadableFile, match="转换不了"):
        read_file(RTF, "规划.rtf", limits=Limits(seconds=20))
    memory, seconds, size, home, *environment = (tmp_path / "seen").read_text().splitlines()
    assert (memory, seconds) == (str(4 * 1024 * 1024), "20") and size.isdigit()
    assert "gangyao-office-" in home and not Path(home).exists()
    assert not [line for line in environment if "SECRET" in line]


@pytest.mark.parametrize(("data", "name", "kind"), [
    (RTF, "规划.doc", "RTF"), (OLE, "规划.doc", "旧版 Word"), (OLE, "规划.wps", "WPS 文字文件"),
])  # fmt: skip
def test_without_the_converter_the_message_says_how_to_save_it_and_what_would_read_it(
    data: bytes, name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("office", "readers", "recognition"):
        monkeypatch.setattr(f"gangyao.ingest.{module}.find_office", lambda: "")
    with pytest.raises(UnreadableFile, match=kind) as caught:
        read_file(data, name)
    assert caught.value.code == "unknown-format"
    assert "“另存为”docx" in caught.value.message and "LibreOffice" in caught.value.message


def test_a_doc_behind_a_password_is_named_so_before_anything_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gangyao.ingest.readers.find_office", lambda: "/nowhere")
    stream = b"\xec\xa5\xc1\0" + b"\0" * 7 + b"\x01" + b"\0" * 500
    with pytest.raises(UnreadableFile, match="密码") as caught:
        read_file(OLE + stream, "规划.doc")
    assert caught.value.code == "encrypted-docx"


def test_the_formats_that_a_message_names_are_those_that_this_machine_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    for found, expected in (("", False), ("/usr/bin/soffice", True)):
        monkeypatch.setattr(recognition, "find_office", lambda found=found: found)
        with pytest.raises(UnreadableFile) as caught:
            read_file(b"\x89PNG\r\n\x1a\n\0\0", "规划.png")
        assert ("doc、wps" in caught.value.message) is expected and "pdf、ofd" in caught.value.message
