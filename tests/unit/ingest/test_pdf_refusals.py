"""PDF files that give no text are named, and none takes longer or more memory than it may."""

from __future__ import annotations

import io
import time

import pytest
from pdf_making import FONT, Print, one_page, written
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.limits import MB, Limits
from gangyao.ingest.pdf import read_pdf

_FONT = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
_UNMAPPED = (
    b"<</Font<</F1<</Type/Font/Subtype/Type0/BaseFont/Subset/Encoding/Identity-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType2/BaseFont/Subset/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/Subset/Flags 4>>>>]>>>>>>"
)


def refusal(data: bytes, limits: Limits = Limits()) -> UnreadableFile:  # noqa: B008 - frozen
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(data, "规划.pdf", limits)
    return caught.value


def locked(user: str, owner: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, owner))
    canvas.setFont(FONT, 12)
    canvas.drawString(80, 700, "全镇共有三千三百户。")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned(pictures: int, texts: int) -> bytes:
    made = Print()
    for _ in range(texts):
        made.prose("全镇新修机耕道三十六公里，改造提灌站十二座，有效灌溉面积二千亩，粮食产量稳步提高，农户收入增加。")
        made.page()
    for _ in range(pictures):
        made.canvas.saveState()
        made.canvas.scale(595, 842)
        made.canvas.drawInlineImage(_grey(), 0, 0, 1, 1)
        made.canvas.restoreState()
        made.page()
    made.canvas.save()
    return made.out.getvalue()


def _grey():
    from PIL import Image  # reportlab brings it

    return Image.new("RGB", (60, 80), "grey")


def test_a_scan_is_named_with_the_number_of_its_pictures_and_the_way_out() -> None:
    error = refusal(scanned(5, 1))
    assert error.code == "scanned-pdf"
    assert "5 页" in error.message and "文字识别" in error.message


def test_a_text_with_some_pages_of_pictures_is_read() -> None:
    assert "机耕道" in read_pdf(scanned(1, 3), "规划.pdf").text


def test_a_password_for_opening_is_named_and_one_of_the_owner_alone_is_no_hindrance() -> None:
    assert refusal(locked("甲", "乙")).code == "encrypted-pdf"
    assert read_pdf(locked("", "乙"), "规划.pdf").text == "全镇共有三千三百户。\n"


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_named(share: float) -> None:
    made = Print()
    made.prose("全镇新修机耕道三十六公里。")
    data = made.data()
    assert refusal(data[: int(len(data) * share)]).code == "broken-pdf"


def test_fonts_without_an_encoding_are_named() -> None:
    error = refusal(one_page(b"BT /F1 12 Tf 80 700 Td <" + bytes(f"{'0123' * 60}", "ascii") + b"> Tj ET", _UNMAPPED))
    assert error.code == "unmapped-fonts"
    assert "字体没有文字编码" in error.message


def test_a_file_of_blank_pages_is_named() -> None:
    assert refusal(one_page(b"10 10 200 200 re S")).code == "empty-pdf"


def test_a_file_with_more_pages_than_a_plan_has_is_named() -> None:
    kids = b"3 0 R " * 40
    pages = b"<</Type/Pages/Kids[" + kids + b"]/Count 40>>"
    data = written(b"<</Type/Catalog/Pages 2 0 R>>", pages, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    error = refusal(data, Limits(pages=30))
    assert error.code == "too-many-pages" and "40 页" in error.message


_BOMBS = {
    "a million frames": one_page(b"0 0 10 10 re S\n" * 300_000),
    "a stream that expands": one_page(b" " * 60_000_000),
    "a page of a million characters": one_page(b"BT /F1 9 Tf 10 10 Td " + (b"(" + b"a" * 99 + b") Tj ") * 9000, _FONT),
    "states without end": one_page(b"q " * 300_000),
    "lists without end": one_page(b"[" * 300_000),
    "forms that draw forms": one_page(
        b"/X Do",
        b"<</XObject<</X 5 0 R>>>>",
        *[
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 60>>stream\n%s\nendstream"
            % (6 + number, b"/X Do " * 10)
            for number in range(12)
        ],
    ),
    "pages that hold themselves": written(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>"
    ),
    "characters of endless size": one_page(b"BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (a) Tj ET", _FONT),
}


@pytest.mark.parametrize("name", _BOMBS)
def test_a_bomb_is_refused_within_its_bounds(name: str) -> None:
    limits = Limits(seconds=4, memory=800 * MB)
    started = time.monotonic()
    assert refusal(_BOMBS[name], limits).code in ("empty-pdf", "too-complex", "broken-pdf")
    assert time.monotonic() - started < 2 * limits.seconds + 2
