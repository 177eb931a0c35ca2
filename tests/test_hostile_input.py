"""Every form and address, given what nobody should type: an answer in words, never a crash.

Runs on PostgreSQL too, which refuses NUL bytes and numbers that SQLite takes.
"""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from performance.models import Theme
from tests.access_samples import sample_of
from tests.test_access import OF_COUNCIL, address_of, everything_in

pytestmark = pytest.mark.django_db
HOSTILE = {
    "nul": "before\x00after",
    "long": "x" * 1_000_000,
    "right to left": "\u202e\u200fgnp.exe",
    "html": "<script>alert(1)</script>",
    "formula": "=1+1",
    "emoji": "👩‍👧‍👦" * 50,
    "surrogate": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "power": "1e5",
    "half": "½",
    "superscript": "²",
    "arabic digit": "٣",
    "negative zero": "-0",
    "infinity": "Infinity",
    "not a number": "NaN",
    "huge number": "9" * 40,
    "beyond 64 bits": str(2**63),
    "31 February": "31 February 2021",
    "year one": "1/1/0001",
    "year zero": "0000-01-01",
    "huge year": "1/1/99999",
    "last year": "31/12/9999",
    "only spaces": "   ",
}
# The names of every box of the forms, and of what pages take from their address.
FIELDS = """
    quarter theme name measure indicator code low high tolerance from_period from_on
    from_quarter period basis reason note numerator denominator value decimals unit
    polarity frequency email roles job_title phone colour board_name due_working_days
    themes themes_of action audience meeting_on item presented_by add-measure add-period
    add-basis remove show reuse check ask kind before after on page query text
    counts_people partition question_1 source full_name tells definition logo
    deputies_sign_off people_on_papers old_password new_password1
""".split()  # noqa: SIM905 - a list of sixty lines says no more


@pytest.fixture
def client(nottingham, officer, client_of):
    everything_in(nottingham, officer)
    signed_in = client_of(officer)
    signed_in.raise_request_exception = True
    return signed_in


# The whole list goes into the boxes of a return; what a framework's form checks needs no more.
ON_PAGES = ("nul", "long", "beyond 64 bits", "huge year")


# As much in each box as all boxes together may hold: more is refused before any form sees it.
MOST_IN_A_BOX = 30_000


@pytest.mark.parametrize("what", ON_PAGES)
def test_every_page_of_a_council_answers(nottingham, officer, client, what):
    text = HOSTILE[what][:MOST_IN_A_BOX]
    for address in OF_COUNCIL:
        path = address_of(address, nottingham, nottingham)
        for answer in (
            client.get(path, dict.fromkeys(FIELDS[:40], text[:2000])),
            client.post(path, dict.fromkeys(FIELDS, text)),
        ):
            assert answer.status_code < 500, f"{address.name}: {answer.status_code}"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_box_of_a_return_keeps_or_explains(nottingham, officer, client, text):
    from tests.performance.returns_cast import CODES, opened, switch_on

    switch_on(nottingham, *CODES)
    found = opened(nottingham)
    path = reverse("performance:return_enter", args=["nottingham", "2020-21-Q4", "leaving"])
    assert Theme.objects.filter(pk="leaving").exists()
    boxes = "numerator denominator value unavailable_reason final_due_on source_note period comment"
    for mode in ("counts", "value", "unavailable"):
        data = {}
        for entry in found.entries.all():
            told = dict.fromkeys([*boxes.split(), "confirmed", "reported_direction"], text[:30_000])
            told |= {"revision": str(entry.revision), "mode": mode, "comment_on": text[:30_000]}
            data |= {f"e{entry.pk}-{name}": value for name, value in told.items()}
        for button in ("save", "check"):
            answer = client.post(path, {**data, button: "1"}, follow=True)
            assert answer.status_code in (200, 302), (mode, button, answer.status_code)
        page = answer.content.decode()
        assert "<script>alert(1)" not in page
        found.refresh_from_db()
    check = reverse("performance:return_check", args=["nottingham", "2020-21-Q4", "leaving"])
    assert client.get(check).status_code == 200
    assert client.post(check, follow=True).status_code == 200


CRAFTED = (
    "2020-21-Q٤", "2020-21-Q4%2f", "2020-21-Q4/../", "%00", "%2e%2e", "0000-01-Q1", "9999-00-Q4",
    "9999-00-Q1", "0001-02-Q1", "x" * 5000, "2020-21-Q4\n", "２０２０-21-Q4", "%ff%fe",
    "2020-21-q4",
)  # fmt: skip


@pytest.mark.parametrize("part", CRAFTED, ids=lambda part: repr(part[:12]))
def test_a_crafted_address_is_not_found(nottingham, officer, client, part):
    for address in OF_COUNCIL:
        if "quarter" not in address.parts:
            continue
        path = address_of(address, nottingham, nottingham)
        raw = part if "%" in part else quote(part)
        for answer in (
            client.get(path.replace("2020-21-Q4", raw)),
            client.post(path.replace("2020-21-Q4", raw)),
        ):
            assert answer.status_code in (301, 404, 405), f"{address.name}: {answer.status_code}"


@pytest.mark.parametrize("number", ["0", str(2**31), str(2**63), "9" * 30])
def test_an_object_of_an_impossible_number_is_not_found(nottingham, client, number):
    for address in OF_COUNCIL:
        for part in ("person", "entry", "target", "series_break", "edition", "build", "note"):
            if part not in address.parts or sample_of(address.name, part) is None:
                continue
            path = address_of(address, nottingham, nottingham)
            crafted = re.sub(r"/\d+(?=[/.])", f"/{number}", path)
            for answer in (client.get(crafted), client.post(crafted)):
                assert answer.status_code in (404, 405), f"{crafted}: {answer.status_code}"
