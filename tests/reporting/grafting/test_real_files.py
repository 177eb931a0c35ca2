"""Files of other programs, from upload to pack: cleaned, grafted, accessible.

`files/` holds what Chromium printed of a page with headings, links, list, table, picture, gradient
and form: tagged on A4, tagged on A3 across, and untagged; and what LibreOffice Writer exported as
PDF/UA of a Word document with headings, lists, a table and a picture with words.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from matplotlib.figure import Figure
from PIL import Image, ImageDraw

from reporting.grafting import Graft, Grafted, graft
from reporting.grafting.uploads import clean, inspect_upload
from tests.documents.checks import assert_pdf_ua, pdf_problems, structure_types, validator_problems

from .checks import graft_problems, texts_of
from .single import shell

FILES = Path(__file__).with_name("files")


def from_upload(data: bytes, folder: Path, **given: str) -> tuple[bytes, Grafted]:
    path, out = folder / "upload.pdf", folder / "clean.pdf"
    path.write_bytes(data)
    pages = inspect_upload(path).pages
    clean(path, out)
    made = io.BytesIO()
    part = Graft(out, 2, pages, "A paper", "item4", uploaded=True, **given)
    found = graft(shell(pages), [part], made)
    return made.getvalue(), found


def scan() -> bytes:
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).text((100, 100), "A letter", fill=0)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150, title="Scan", author="A person")
    return out.getvalue()


def chart() -> bytes:
    figure = Figure(figsize=(11.69, 8.27))
    axes = figure.subplots()
    axes.plot([1, 2, 3], [3, 1, 2])
    axes.fill_between([1, 2, 3], [3, 1, 2], alpha=0.3, hatch="/")
    axes.set_title("Children in care")
    out = io.BytesIO()
    figure.savefig(out, format="pdf")
    return out.getvalue()


@pytest.mark.parametrize("name", ["chromium-tagged.pdf", "chromium-tagged-a3.pdf"])
def test_tagged_print_of_a_browser(tmp_path: Path, name: str) -> None:
    data, found = from_upload((FILES / name).read_bytes(), tmp_path)
    assert_pdf_ua(data)
    assert graft_problems(data) == []
    texts = texts_of(data)
    assert "Report of the service" in texts[1]
    assert "Second part" in texts[2]
    kinds = structure_types(data)
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/Figure", "/Link"} <= set(kinds)
    assert [note.kind for note in found.notes] == ["mended"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        within, out = pdf.pages[1].Annots
        assert str(out.A.URI) == "https://example.org/a"
        target = within.get("/Dest")
        if isinstance(target, pikepdf.String):
            target = pikepdf.NameTree(pdf.Root.Names.Dests)[str(target)]
        assert target[0].objgen == pdf.pages[2].objgen


def test_tagged_export_of_a_word_processor(tmp_path: Path) -> None:
    data, found = from_upload((FILES / "libreoffice-tagged.pdf").read_bytes(), tmp_path)
    assert_pdf_ua(data)
    assert graft_problems(data) == []
    assert found.notes == ()
    kinds = structure_types(data)
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/Figure"} <= set(kinds)
    assert "County 71" in texts_of(data)[1]


@pytest.mark.parametrize(
    "made",
    [lambda: (FILES / "chromium-untagged.pdf").read_bytes(), scan, chart],
    ids=["browser", "scan", "chart"],
)
def test_untagged_files_are_pictures_with_words(tmp_path: Path, made: Callable[[], bytes]) -> None:
    data, found = from_upload(made(), tmp_path, described="What it shows, in a sentence")
    # What a font says of its letters cannot be put right; matplotlib's say it in their own way.
    failures = [words for words in validator_problems(data) if "malformed ToUnicode" not in words]
    assert [*failures, *pdf_problems(data), *graft_problems(data)] == []
    assert [note.kind for note in found.notes] == ["described"]
    assert b"A person" not in data


def test_a_gradient_keeps_its_place_on_a_page_that_is_made_smaller(tmp_path: Path) -> None:
    """Red at the left of the bar, yellow at its right, as Chromium drew it."""
    data, _ = from_upload((FILES / "chromium-tagged-a3.pdf").read_bytes(), tmp_path)
    page = pypdfium2.PdfDocument(data)[2].render(scale=2).to_pil().convert("RGB")
    row = [
        page.getpixel((x, y))
        for y in range(0, page.height // 2, 4)
        for x in range(page.width)
        if max(page.getpixel((x, y))) - min(page.getpixel((x, y))) > 200
    ]
    reds = [green for _, green, _ in row]
    assert min(reds) < 20
    assert max(reds) > 235


def test_a_look_sees_what_each_is(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan())
    found = inspect_upload(path)
    assert (found.tagged, found.has_text, found.title) == (False, False, "Scan")
    found = inspect_upload(FILES / "chromium-tagged-a3.pdf")
    assert (found.tagged, found.has_text, found.lang) == (True, True, "en")
    assert found.sizes == ((1191.1, 841.9),) * 2
