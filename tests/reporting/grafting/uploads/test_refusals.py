"""Files that are not taken, each by a sentence that names it and says what to do."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reporting.grafting.uploads import UploadRefused, clean, guard, inspect_upload
from reporting.grafting.uploads.refusals import MOST_PAGES
from tests.reporting.grafting.papers import body, changed, plain, saved

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def locked(**how: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain(["a"]))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(**how))
    return out.getvalue()


def with_layers(**default: Any) -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
        held = {key: (Array([layer]) if value is True else value) for key, value in default.items()}
        usage = held.pop("Usage", None)
        if usage is not None:
            layer.Usage = usage
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(**held))

    return changed(plain(["a"]), add)


def of_pages(number: int) -> bytes:
    pdf = pikepdf.new()
    for _ in range(number):
        pdf.add_blank_page(page_size=(595, 842))
    return saved(pdf)


def bomb(times: int = 1) -> bytes:
    """A page whose content unpacks to half a gigabyte; packed so often."""

    def add(pdf: pikepdf.Pdf) -> None:
        packing = zlib.compressobj(9)
        data = b"".join(packing.compress(bytes(1024 * 1024)) for _ in range(512)) + packing.flush()
        for _ in range(times - 1):
            data = zlib.compress(data)
        filters = Array([Name.FlateDecode] * times) if times > 1 else Name.FlateDecode
        stream = pikepdf.Stream(pdf, b"")
        stream.write(data, filter=filters)
        pdf.pages[0].obj.Contents = stream

    with pikepdf.open(io.BytesIO(plain(["a"]))) as pdf:
        add(pdf)
        return saved(
            pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )


def redaction(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=Array([0, 0, 99, 99]))
    pdf.pages[0].obj.Annots = Array([note])


def portfolio(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary()


def gibberish(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT 1 0 R Tj ET [ 1 0 R ] TJ")


def nothing_opened(pdf: pikepdf.Pdf) -> None:
    """Marked content that begins without saying what it is."""
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BDC BT (a) Tj ET EMC")


def bottomless(pdf: pikepdf.Pdf) -> None:
    """Tags within tags that nobody could read."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = pdf.make_indirect(Dictionary(S=Name.P, P=tree, Pg=pdf.pages[0].obj, K=Array([0])))
    for _ in range(300):
        element = pdf.make_indirect(Dictionary(S=Name.Div, P=tree, K=Array([element])))
    tree.K = element
    pdf.Root.StructTreeRoot = tree


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty", lambda: b"", "is empty"),
    ("a picture", lambda: PNG, "is not a PDF file, whatever its name says"),
    ("a web page", lambda: b"<html>%PDF", "is not a PDF file"),
    ("only a head", lambda: b"%PDF-1.7\n", "is damaged or cut short"),
    ("cut short", lambda: body("Cut")[:-700], "is damaged or cut short"),
    ("cut in half", lambda: body("Cut")[: len(body("Cut")) // 2], "is damaged or cut short"),
    ("password", lambda: locked(owner="o", user="u"), "only with a password"),
    ("locked", lambda: locked(owner="o", user=""), "protected against changes"),
    ("no pages", lambda: saved(pikepdf.new()), "has no pages"),
    ("many pages", lambda: of_pages(MOST_PAGES + 1), "has 501 pages; the most is 500"),
    ("a wall", lambda: plain(["a"], box=(0, 0, 595, 14400)), "Page 1 of .* 210 by 5,080 mm"),
    ("a stamp", lambda: plain(["a"], box=(0, 0, 20, 20)), "no size of paper"),
    ("bomb", bomb, "far too large when unpacked"),
    ("bomb in a bomb", lambda: bomb(2), "large when unpacked|too intricate"),
    ("hidden layer", lambda: with_layers(OFF=True), "layers that are hidden .“Notes”"),
    ("all hidden", lambda: with_layers(BaseState=Name.OFF), "layers that are hidden"),
    (
        "hidden when printed",
        lambda: with_layers(Usage=Dictionary(Print=Dictionary(PrintState=Name.OFF))),
        "layers that are hidden",
    ),
    ("redaction", lambda: changed(plain(["a"]), redaction), "redactions that are marked but not"),
    ("no instructions", lambda: changed(plain(["a"]), gibberish), "is damaged"),
    ("nothing opened", lambda: changed(plain(["a"]), nothing_opened), "is damaged"),
    ("portfolio", lambda: changed(plain(["a"]), portfolio), "portfolio of several files"),
]


@pytest.mark.parametrize(
    ("made", "words"), [row[1:] for row in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_refused_by_name(tmp_path: Path, made: Callable[[], bytes], words: str) -> None:
    path = tmp_path / "stored-under-a-hash"
    path.write_bytes(made())
    begun = time.monotonic()
    with pytest.raises(UploadRefused, match=words) as refused:
        inspect_upload(path, "Letter from the Ombudsman.pdf")
    assert "“Letter from the Ombudsman.pdf”" in str(refused.value)
    assert time.monotonic() - begun < 60
    with pytest.raises(UploadRefused, match=words):
        clean(path, tmp_path / "out.pdf", "Letter from the Ombudsman.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_what_could_not_be_grafted_is_refused_when_it_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(changed(plain(["a"]), bottomless))
    with pytest.raises(UploadRefused, match=r"“a\.pdf” is damaged inside"):
        clean(path, tmp_path / "out.pdf")


def test_a_large_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_BYTES", 1024 * 1024)
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7" + bytes(2 * 1024 * 1024))
    with pytest.raises(UploadRefused, match=r"“scan\.pdf” is 2 MB; the most is 1 MB"):
        inspect_upload(path)


def test_a_process_that_dies_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(plain(["a"]))
    monkeypatch.setattr(guard.sys, "executable", "/bin/false")
    with pytest.raises(UploadRefused, match="too intricate to be opened safely"):
        inspect_upload(path)


def test_layers_that_are_shown_are_no_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(with_layers(ON=True))
    assert inspect_upload(path).pages == 1


def test_a_long_or_strange_name_is_shown_short(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    with pytest.raises(UploadRefused, match=r"^“a{59}…” is empty"):
        inspect_upload(path, "\n\x00" + "a" * 200)
