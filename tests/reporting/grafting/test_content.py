"""Content streams that close what they did not open, tag what nobody owns, or paint bare."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from .checks import graft_problems, texts_of
from .papers import body, changed, tagged, text
from .single import assert_sound, grafted, kinds_of, one_paragraph


def test_content_that_no_tag_owns_becomes_an_artifact() -> None:
    content = text("Owned", 0) + text("Not owned", 5, 600) + text("Bare", None, 500)
    content += b"10 10 m 20 20 l S 5 5 20 20 re W n /Artifact BMC 1 1 2 2 re f EMC"
    data, _ = grafted(tagged(content, one_paragraph))
    assert_sound(data)
    for words in ("Owned", "Not owned", "Bare"):
        assert words in texts_of(data)[1]


def test_tags_that_own_what_is_not_there_are_left_out() -> None:
    def more(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        element = one_paragraph(pdf, tree, page)
        element.K = Array([0, 3, 4, Dictionary(Type=Name.MCR, MCID=9), 0, String("x"), None])
        return element

    data, _ = grafted(tagged(text("Owned", 0), more))
    assert_sound(data)


def test_tags_and_artifacts_within_each_other_are_put_apart() -> None:
    content = b"/Artifact BMC\n" + text("Tagged", 0) + b"EMC\n"
    content += b"/P <</MCID 1>> BDC /Artifact BMC 1 1 9 9 re f EMC " + text("Too", None, 650)
    content += b"/Span <</ActualText (x)>> BDC " + text("Said", None, 630) + b"EMC EMC"

    def two(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        element = one_paragraph(pdf, tree, page)
        element.K = Array([0, 1])
        return element

    data, _ = grafted(tagged(content, two))
    assert_sound(data)


@pytest.mark.parametrize(
    "content",
    [
        b"Q Q " + text("Words", 0) + b" EMC EMC Q",
        b"q q q 1 0 0 1 0 0 cm " + text("Words", 0),
        b"/P <</MCID 0>> BDC BT /F1 12 Tf 60 700 Td (Words) Tj",
        text("Words", 0) + b"BT (unfinished",
        text("Words", 0) + b"q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
        b"/Dot MP " + text("Words", 0) + b" /P /none BDC EMC",
    ],
)
def test_content_that_does_not_close_is_closed(content: bytes) -> None:
    data, _ = grafted(tagged(content, one_paragraph))
    assert_sound(data)
    assert "Words" in texts_of(data)[1]
    assert "Page 2 of 2" in texts_of(data)[1]


def test_properties_may_be_named() -> None:
    def named(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(MC0=Dictionary(MCID=0))
        page.Contents = Array(
            [
                pdf.make_stream(b"/P /MC0 B"),
                pdf.make_stream(b"DC BT /F1 9 Tf 60 600 Td (Words) Tj ET EMC"),
            ]
        )

    # A stream may end only between two tokens: the two halves of BDC are no operator.
    broken = changed(tagged(b"", one_paragraph), named)
    assert_sound(grafted(broken)[0])

    def mended(pdf: pikepdf.Pdf) -> None:
        named(pdf)
        streams = pdf.pages[0].obj.Contents
        streams[0] = pdf.make_stream(b"/P /MC0")
        streams[1] = pdf.make_stream(b"BDC BT /F1 9 Tf 60 600 Td (Words) Tj ET EMC")
        pdf.pages[0].obj.Contents = pdf.make_indirect(streams)

    data, found = grafted(changed(tagged(b"", one_paragraph), mended))
    assert_sound(data)
    assert kinds_of(found) == []


def test_a_form_may_have_tags_of_its_own() -> None:
    def with_form(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        form = pdf.make_stream(text("In a form", 0))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        form.Resources, form.StructParents = page.Resources, 77
        page.Resources.XObject = Dictionary(F=form)
        element = one_paragraph(pdf, tree, page)
        element.K = Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=0)
        return element

    data, _ = grafted(tagged(b"/F Do", with_form))
    assert_sound(data)
    assert "In a form" in texts_of(data)[1]


OPERATORS = [
    b"q",
    b"Q",
    b"BT",
    b"ET",
    b"EMC",
    b"/P <</MCID 0>> BDC",
    b"/Span <</MCID 1>> BDC",
    b"/Artifact BMC",
    b"/Span <</ActualText (a)>> BDC",
    b"/Dot MP",
    b"/F1 9 Tf (a) Tj",
    b"1 1 5 5 re",
    b"f",
    b"n",
    b"1 0 0 1 3 3 cm",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(OPERATORS), max_size=25), st.lists(st.integers(0, 2), max_size=4))
def test_any_content_becomes_sound(steps: list[bytes], owned: list[int]) -> None:
    def tree(pdf: pikepdf.Pdf, root: Any, page: Any) -> Any:
        element = one_paragraph(pdf, root, page)
        element.K = Array(owned)
        return element

    data, _ = grafted(tagged(b"\n".join(steps), tree))
    assert graft_problems(data) == []
    assert "Page 2 of 2" in texts_of(data)[1]


def test_a_body_of_ours_keeps_its_streams_as_they_are() -> None:
    ours = body("A paper")
    data, _ = grafted(ours, uploaded=False)
    with pikepdf.open(io.BytesIO(ours)) as before, pikepdf.open(io.BytesIO(data)) as after:
        assert before.pages[0].Contents.read_bytes() == after.pages[1].Contents[1].read_bytes()
