import struct
import zlib

import pytest

from accounts.domain.logo import LogoRefused, checked_png
from tests.accounts.conftest import chunk, png

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def test_a_whole_png_comes_back_as_it_is():
    assert checked_png(png(3, 2)) == png(3, 2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<?xml version='1.0'?><svg/>",
    ],
)
def test_other_files_are_refused(content):
    with pytest.raises(LogoRefused, match="must be a PNG"):
        checked_png(content)


@pytest.mark.parametrize(
    "content",
    [
        SIGNATURE,
        SIGNATURE + chunk(b"IDAT", b"x") + chunk(b"IEND", b""),
        SIGNATURE + chunk(b"IHDR", b"") + chunk(b"IEND", b""),
        png()[:-1],
        png() + b"\0",
        png().replace(b"IDAT", b"IDAX"),
        SIGNATURE + b"\xff\xff\xff\xffIHDR",
    ],
)
def test_a_broken_file_is_refused(content):
    with pytest.raises(LogoRefused, match="damaged"):
        checked_png(content)


def test_sides_and_size_have_limits():
    assert checked_png(png(2000, 1))
    with pytest.raises(LogoRefused, match="2000 pixels"):
        checked_png(png(2001, 1))
    with pytest.raises(LogoRefused, match="2000 pixels"):
        checked_png(png(0, 1))
    with pytest.raises(LogoRefused, match="200 KB"):
        checked_png(png(1, 1, chunk(b"tEXt", b"x" * 210_000)))


def picture(data: bytes, *, width=1, height=1, depth=8, colour=0, interlace=0, extra=()):
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    parts = [chunk(b"IHDR", head), *extra, chunk(b"IDAT", data), chunk(b"IEND", b"")]
    return SIGNATURE + b"".join(parts)


GREY = zlib.compress(b"\0\x80")


def test_the_picture_of_these_tests_is_whole():
    assert checked_png(picture(GREY))


@pytest.mark.parametrize(
    "content",
    [
        picture(b"garbage"),
        picture(b""),
        picture(GREY[:-1]),  # its checksum is cut
        picture(zlib.compress(b"\0")),  # a pixel is missing
        picture(zlib.compress(b"\0\x80\x80")),  # one too many
        picture(zlib.compress(b"\5\x80")),  # there are five filters, from 0
        picture(GREY, depth=3),
        picture(GREY, colour=5),
        picture(GREY, interlace=2),
        picture(GREY, colour=3),  # colours without a palette
        picture(zlib.compress(bytes(100_000))),  # a small file that swells
    ],
)
def test_image_data_that_is_no_picture_is_refused(content):
    with pytest.raises(LogoRefused, match="damaged"):
        checked_png(content)


@pytest.mark.parametrize(
    ("row", "options"),
    [
        (b"\0" + bytes(12), {"width": 4, "colour": 2}),  # red, green, blue
        (b"\4" + bytes(32), {"width": 4, "colour": 6, "depth": 16}),
        (b"\0\xf0", {"width": 4, "depth": 1}),  # four pixels in a byte
        (b"\0\0", {"colour": 3, "extra": [chunk(b"PLTE", bytes(3))]}),
    ],
)
def test_every_kind_of_picture_is_taken(row, options):
    assert checked_png(picture(zlib.compress(row), **options))


def test_an_interlaced_picture_is_counted_pass_by_pass():
    # 2 x 2: the first pass has one pixel, the sixth one, the seventh a row of two.
    rows = b"\0\x80" + b"\0\x80" + b"\0\x80\x80"
    assert checked_png(picture(zlib.compress(rows), width=2, height=2, interlace=1))
    with pytest.raises(LogoRefused):
        checked_png(picture(zlib.compress(rows), width=2, height=2))
