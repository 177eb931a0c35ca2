"""Boxes, rotation and patterns: any page stands upright where it should."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from reporting.grafting import BODY_AREA

from .checks import texts_of
from .papers import changed, plain, saved
from .single import assert_sound, elements, grafted

BOXES = [
    (0, 0, 595, 842),
    (0, 0, 842, 595),
    (0, 0, 842, 1191),
    (-100, -200, 495, 642),
    (595, 842, 0, 0),
    (300, 300, 400, 350),
    (0, 0, 2384, 3370),
]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("box", BOXES)
def test_any_page_stands_upright_between_header_and_footer(
    box: tuple[float, ...], rotate: int
) -> None:
    data, _ = grafted(plain(["Anything"], box=box, rotate=rotate))
    assert_sound(data)
    assert "Anything" in texts_of(data)[1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figure = next(e for e in elements(pdf) if e.S == "/Figure")
        left, bottom, right, top = (float(n) for n in figure.A.BBox)
    assert BODY_AREA.left - 0.1 <= left < right <= BODY_AREA.right + 0.1
    assert BODY_AREA.bottom - 0.1 <= bottom < top <= BODY_AREA.top + 0.1
    sides = abs(box[2] - box[0]), abs(box[3] - box[1])
    width, height = sides if rotate % 180 == 0 else sides[::-1]
    assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.01)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_looks_as_it_did(rotate: int) -> None:
    """Black in the corner that is the upper left one as readers show the page."""
    pdf = pikepdf.new()
    page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 400, 600])))
    page.Contents = pdf.make_stream(b"0 g 0 500 100 100 re f 0.8 g 300 0 100 100 re f")
    page.Rotate = rotate
    pdf.pages.append(pikepdf.Page(page))
    before = saved(pdf)
    data, _ = grafted(before)
    with pikepdf.open(io.BytesIO(data)) as made:
        figure = next(e for e in elements(made) if e.S == "/Figure")
        left, bottom, right, top = (float(n) for n in figure.A.BBox)
    new = pypdfium2.PdfDocument(data)[1].render(scale=1).to_pil().convert("L")
    old = pypdfium2.PdfDocument(before)[0].render(scale=1).to_pil().convert("L")
    for across in (0.08, 0.5, 0.92):
        for down in (0.08, 0.5, 0.92):
            was = old.getpixel((old.width * across, old.height * down))
            x, y = left + (right - left) * across, 841.89 - top + (top - bottom) * down
            assert abs(new.getpixel((x, y)) - was) < 20, (across, down)


def test_what_lies_outside_the_crop_box_is_not_seen() -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.CropBox = Array([0, 400, 595, 842])

    data, _ = grafted(changed(plain(["Below"]), crop))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"0.000 400.000 595.000 442.000 re W n" in pdf.pages[1].Contents[0].read_bytes()


def test_boxes_and_resources_are_inherited() -> None:
    def move_up(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        for key in ("/MediaBox", "/Resources", "/Rotate"):
            pdf.Root.Pages[key] = page[key]
            del page[key]

    data, _ = grafted(changed(plain(["Inherited"], box=(0, 0, 842, 595), rotate=90), move_up))
    assert_sound(data)
    assert "Inherited" in texts_of(data)[1]


def test_patterns_move_with_the_page() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        tile = pdf.make_stream(b"0 0 5 5 re f")
        for key, value in {
            "/Type": Name.Pattern,
            "/PatternType": 1,
            "/PaintType": 1,
            "/TilingType": 1,
            "/BBox": Array([0, 0, 10, 10]),
            "/XStep": 10,
            "/YStep": 10,
            "/Resources": Dictionary(),
        }.items():
            tile[key] = value
        page.Resources.Pattern = Dictionary(P1=tile)
        page.Contents = pdf.make_stream(b"/Pattern cs /P1 scn 0 0 595 842 re f")

    data, _ = grafted(changed(plain(["x"]), add))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        matrix = [float(n) for n in pdf.pages[1].Resources.Pattern.P1.Matrix]
    assert matrix[0] == pytest.approx(matrix[3])
    assert matrix[0] < 0.9
    assert_sound(data)
