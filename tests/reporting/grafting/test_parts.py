"""What is said of a part, and what is refused."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Name, String

from reporting.grafting import Graft, GraftError, graft

from .checks import texts_of
from .papers import changed, plain, tagged, text
from .single import assert_sound, elements, grafted, kinds_of, one_paragraph, shell


def test_an_untagged_upload_is_described() -> None:
    data, found = grafted(plain(["One", "Two"]), pages=2, described="A letter of two pages")
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        words = [str(e.Alt) for e in elements(pdf) if e.S == "/Figure"]
    assert words == ["A letter of two pages (page 1 of 2)", "A paper (page 2 of 2)"]
    assert kinds_of(found) == ["described"]


def test_an_untagged_upload_without_description_is_flagged() -> None:
    data, found = grafted(plain(["One"]))
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        [words] = [str(e.Alt) for e in elements(pdf) if e.S == "/Figure"]
    assert words == "A paper: a paper of 1 page, not described"
    assert kinds_of(found) == ["undescribed"]


def test_a_scan_within_a_tagged_file_is_described_too() -> None:
    def add_scan(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(plain(["Scanned"]))) as other:
            pdf.pages.extend(other.pages)

    data, found = grafted(
        changed(tagged(text("Tagged", 0), one_paragraph), add_scan), pages=2, described="A scan"
    )
    assert_sound(data)
    assert kinds_of(found) == ["described"]


def test_shared_resources_and_streams_stay_whole() -> None:
    def share(pdf: pikepdf.Pdf) -> None:
        one = pdf.pages[0].obj
        one.Resources = pdf.make_indirect(one.Resources)
        one.Resources.Font = pdf.make_indirect(one.Resources.Font)
        for page in pdf.pages:
            page.obj.Resources, page.obj.Contents = one.Resources, one.Contents

    data, _ = grafted(changed(plain(["Shared", "x", "y"]), share), pages=3)
    assert_sound(data)
    assert all("Shared" in words for words in texts_of(data)[1:])
    assert "Page 4 of 4" in texts_of(data)[3]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"first_page_in_shell": 3}, "would stand on pages 3 to 3; the shell has 2"),
        ({"first_page_in_shell": 0}, "would stand on pages"),
        ({"prefix": ""}, "needs a title and a prefix"),
        ({"title": " "}, "needs a title and a prefix"),
        ({"file": b"%PDF-1.7 nothing"}, "is not a PDF that can be read"),
        ({"file": plain(["a", "b"])}, "has 2 pages; the shell was made for 1"),
        ({"file": plain(["a"], box=(0, 0, 842, 595)), "uploaded": False}, "not of the shell's"),
    ],
)
def test_what_cannot_be_grafted_is_named(given: dict[str, Any], words: str) -> None:
    plainly = {
        "file": plain(["a"]),
        "first_page_in_shell": 2,
        "pages": 1,
        "title": "A paper",
        "prefix": "item4",
        "uploaded": True,
    }
    with pytest.raises(GraftError, match=words):
        graft(shell(), [Graft(**(plainly | given))], io.BytesIO())


def test_two_parts_cannot_claim_a_page_or_a_prefix() -> None:
    part = Graft(plain(["a"]), 2, 1, "A paper", "item4", uploaded=True)
    other = Graft(plain(["a"]), 2, 1, "Another", "item5", uploaded=True)
    with pytest.raises(GraftError, match="claim page 2"):
        graft(shell(), [part, other], io.BytesIO())
    with pytest.raises(GraftError, match="prefix of its own"):
        graft(shell(), [part, part], io.BytesIO())


def test_an_encrypted_part_is_refused() -> None:
    with pikepdf.open(io.BytesIO(plain(["a"]))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(GraftError, match="password"):
        grafted(out.getvalue())


def test_a_part_that_is_damaged_inside_is_named() -> None:
    def damage(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, b"")
        stream.write(b"no flate at all", filter=Name.JBIG2Decode)
        pdf.pages[0].obj.Contents = stream

    def open_nothing(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BDC BT (a) Tj ET EMC")

    for change in (damage, open_nothing):
        with pytest.raises(GraftError, match="“A paper” is damaged inside"):
            grafted(changed(plain(["a"]), change))


def test_a_part_speaks_its_own_language() -> None:
    def welsh(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = String("cy")

    for asked, said in (({}, "cy"), ({"lang": "en-GB"}, "en-GB")):
        data, _ = grafted(changed(tagged(text("Geiriau", 0), one_paragraph), welsh), **asked)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert [str(e.Lang) for e in elements(pdf) if e.S == "/Part"] == [said]
