"""OFD files (GB/T 33190-2016): their text comes out as that of a PDF does. All sentences are made up."""

from __future__ import annotations

import pytest
from docx_parts import zipped
from ofd_making import OfdPrint, ofd, part, read_parts, text_object
from pdf_making import Print

from gangyao.core.document.document import NodeKind
from gangyao.ingest.apart import Refused
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.extracted import Extracted
from gangyao.ingest.limits import Limits
from gangyao.ingest.ofd.extract import extract
from gangyao.ingest.pdf.extract import extract as extract_pdf
from gangyao.ingest.readers import read_file

LONG = "全镇新修机耕道三十六点五公里，改造提灌站十二座，新增有效灌溉面积2400亩，农机总动力达到1.8万千瓦，粮食产量稳定在12.5%的增幅以内。"


def filled(made: Print) -> Print:
    """A plan with what fixed layouts have: running heads, page numbers, headings, a table."""
    made.head, made.numbered = "青石镇发展规划", True
    made.centred("青石镇国民经济和社会发展第十三个五年规划", 20)
    for chapter in "一二三":
        made.centred(f"第{chapter}章 重点任务", 18)
        for _ in range(9):
            made.prose(LONG)
    made.grid(
        [("指标", "2015年", "2020年"), ("粮食产量（万吨）", "3.2", "3.6"), ("机耕道（公里）", "12", "36.5")],
        (200, 100, 100),
    )
    return made


def lines(data: bytes) -> list[str]:
    return extract(data, Limits()).text.splitlines()


def refusal(data: bytes, limits: Limits = Limits()) -> UnreadableFile:  # noqa: B008 - frozen
    with pytest.raises(UnreadableFile) as caught:
        read_file(data, "规划.ofd", limits=limits)
    assert "“规划.ofd”" in caught.value.message and caught.value.message.endswith("。")
    return caught.value


def test_an_ofd_gives_what_the_same_print_as_a_pdf_gives() -> None:
    found: Extracted = extract(filled(OfdPrint()).data(), Limits())
    assert found == extract_pdf(filled(Print()).data(), Limits())
    assert found.text.count(LONG + "\n") == 27 and "机耕道（公里）\t12\t36.5" in found.text
    assert (NodeKind.TABLE in {hint.kind for hint in found.hints}) and "— 2 —" not in found.text


def test_an_ofd_is_known_by_its_content_whatever_its_name() -> None:
    raw = read_file(filled(OfdPrint()).data(), "规划.docx")
    assert raw.source.format == "ofd" and raw.text.startswith("青石镇国民经济")


def test_text_is_ordered_by_its_place_and_not_by_the_order_of_the_objects() -> None:
    data = ofd(text_object(30, 60, "修路2公里。", 5) + text_object(30, 40, "造林5万亩。", 5))
    assert "".join(lines(data)) == "造林5万亩。修路2公里。"


def test_repeated_steps_matrices_and_layers_are_followed() -> None:
    steps = '<ofd:TextCode X="0" Y="5" DeltaX="g 3 5 2.5 5">造林新增5亩。</ofd:TextCode>'
    plain = f'<ofd:TextObject ID="1" Boundary="30 40 100 10" Size="5">{steps}</ofd:TextObject>'
    scaled = text_object(30, 80, "修路2公里。", 1, 'CTM="5 0 0 5 0 0"')
    block = f"<ofd:PageBlock>{plain}<ofd:PageBlock>{scaled}</ofd:PageBlock></ofd:PageBlock>"
    assert lines(ofd(block)) == ["造林新增5亩。", "修路2公里。"]


def test_composite_objects_and_templates_are_drawn_and_running_heads_of_a_template_are_left_out() -> None:
    content = f"<ofd:Content>{text_object(0, 10, '水库3座。', 5)}</ofd:Content>"
    unit = f'<ofd:Units><ofd:CompositeGraphicUnit ID="7">{content}</ofd:CompositeGraphicUnit></ofd:Units>'
    head = part("Page", f"<ofd:Content><ofd:Layer>{text_object(30, 15, '青石镇规划', 4)}</ofd:Layer></ofd:Content>")
    use = '<ofd:CompositeObject ResourceID="7" Boundary="30 90 50 20"/>'
    pages = [
        text_object(30, 60 + number, f"第{number}年造林5万亩。", 5) + (use if number == 3 else "")
        for number in "1234"
        for number in [int(number)]
    ]
    shared = '<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:TemplatePage ID="4" BaseLoc="Tpl.xml"/>'
    data = ofd(
        *pages,
        page='<ofd:Template TemplateID="4"/>',
        shared=shared,
        Doc_0__Res_xml=part("Res", unit),
        Doc_0__Tpl_xml=head,
    )
    found = lines(data)
    assert "水库3座。" in found and "青石镇规划" not in found and "第4年造林5万亩。" in found


def test_slanted_invisible_and_transparent_words_are_no_text_and_turned_ones_are() -> None:
    data = ofd(
        text_object(30, 40, "造林5万亩。", 5)
        + text_object(30, 60, "内部资料", 9, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
        + text_object(30, 70, "修路8公里。", 5, 'Visible="false"') + text_object(30, 80, "修路9公里。", 5, 'Alpha="0"')
        + text_object(150, 60, "横排的表题", 5, 'CTM="0 1 -1 0 0 0"')
    )  # fmt: skip
    assert lines(data) == ["造林5万亩。", "横排的表题"]


def test_pages_that_are_pictures_are_a_scan_and_glyphs_without_characters_are_named() -> None:
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>'
    error = refusal(ofd(picture, picture))
    assert error.code == "scanned-ofd" and "2 页只是图片" in error.message and "OCR" in error.message
    glyphs = '<ofd:CGTransform CodePosition="0" CodeCount="9" GlyphCount="9"><ofd:Glyphs>11 12 13</ofd:Glyphs></ofd:CGTransform>'
    nameless = "".join(text_object(30, 40 + 9 * row, "¤" * 9, 5, glyphs=glyphs) for row in range(9))
    assert refusal(ofd(nameless)).code == "unmapped-fonts"
    assert refusal(ofd("", "")).code == "empty-ofd"


def test_a_locked_a_broken_and_a_cut_off_file_are_named() -> None:
    good = ofd(text_object(30, 40, "造林5万亩。", 5))
    assert refusal(ofd("", entry="<ofd:Encryptions/>")).code == "encrypted-ofd"
    assert refusal(good[:-30]).code in ("broken-zip", "broken-ofd")
    for missing in ("Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"):
        parts = read_parts(good)
        del parts[missing]
        error = refusal(zipped(parts))
        assert error.code == "broken-ofd" and missing in error.message
    parts = read_parts(good) | {"Doc_0/Document.xml": b"<a>"}
    assert refusal(zipped(parts)).code == "broken-ofd"
    parts = read_parts(good) | {"Doc_0/Document.xml": b"<!DOCTYPE a []><a/>"}
    assert refusal(zipped(parts)).code == "forbidden-xml"


def test_what_holds_itself_or_is_beyond_all_measure_ends() -> None:
    unit = '<ofd:CompositeGraphicUnit ID="7"><ofd:Content><ofd:CompositeObject ResourceID="7" Boundary="0 0 9 9"/></ofd:Content></ofd:CompositeGraphicUnit>'
    shared = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
    use = text_object(30, 40, "造林5万亩。", 5) + '<ofd:CompositeObject ResourceID="7" Boundary="0 0 9 9"/>'
    assert lines(ofd(use, shared=shared, Doc_0__Res_xml=part("Res", unit))) == ["造林5万亩。"]
    with pytest.raises(Refused, match="too-many-pages"):
        extract(ofd(*[""] * 12), Limits(pages=11))


def test_numbers_that_are_none_do_no_harm() -> None:
    odd = (
        text_object(30, 40, "造林5万亩。", 5)
        .replace('DeltaX="', 'DeltaX="g 999999999999 nan g ')
        .replace('X="0"', 'X="1e99999"')
    )
    assert "造" in "".join(lines(ofd(odd)))
    assert lines(
        ofd(
            text_object(30, 40, "造林5万亩。", 5),
            page="<ofd:Area><ofd:PhysicalBox>0 0 1e308 x</ofd:PhysicalBox></ofd:Area>",
        )
    ) == ["造林5万亩。"]
