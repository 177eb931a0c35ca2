"""The scan of signed minutes: kept as it was sent, or refused by name."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest

from accounts.models import Council, User
from boards.models import PaperFile
from boards.services.record import signed
from boards.services.record.attendance import RecordError
from boards.services.record.signed import keep_signed_copy
from reporting.services import read_kept_file
from tests.reporting.grafting.papers import body

pytestmark = pytest.mark.django_db
TWO = dt.datetime(2021, 7, 19, 13, 0, tzinfo=dt.UTC)


def hostile(*, script: bool) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(body("Minutes"))) as pdf:
        if script:
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
            pdf.Root.OpenAction = action
        else:
            pdf.attachments["a.exe"] = b"MZ"
        pdf.save(out)
    return out.getvalue()


def test_a_hostile_signed_copy_is_refused_by_name(
    nottingham: Council, governance_officer: User
) -> None:
    """What the board's members open is what was sent: so nothing is taken that could do harm."""
    sent = {
        "wörds.pdf": (b"no paper", "“wörds.pdf” is not a PDF file"),
        "cut.pdf": (b"%PDF-1.7 broken", "is damaged or cut short"),
        "scripts.pdf": (hostile(script=True), "“scripts.pdf” holds programs or other files"),
        "files.pdf": (hostile(script=False), "“files.pdf” holds programs or other files"),
    }
    for name, (data, words) in sent.items():
        with pytest.raises(RecordError, match=words):
            keep_signed_copy(
                council=nottingham, name=name, data=data, by=governance_officer, at=TWO
            )
    assert not PaperFile.objects.exists()
    good = body("Minutes")
    kept = keep_signed_copy(
        council=nottingham, name="signed.pdf", data=good, by=governance_officer, at=TWO
    )
    assert kept.pages == 1
    assert read_kept_file(kept.sha256) == good


def test_a_scan_that_is_too_large_is_refused_before_it_is_opened(
    nottingham: Council, governance_officer: User
) -> None:
    data = b"%PDF-1.7" + bytes(signed.LARGEST)
    with pytest.raises(RecordError, match="larger than 20 MB"):
        keep_signed_copy(
            council=nottingham, name="scan.pdf", data=data, by=governance_officer, at=TWO
        )
