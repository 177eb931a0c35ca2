"""The accessibility statement and the privacy notice: open to everybody, and the council's own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.forms.notices import NoticesForm
from accounts.models import AuditEvent, CouncilNotices
from accounts.services import change_notices, change_retention

pytestmark = pytest.mark.django_db


def text_of(name, *args, client=None):
    answer = (client or Client()).get(reverse(f"accounts:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_site_has_both_before_any_council_says_anything():
    statement, notice = text_of("accessibility"), text_of("privacy")
    # What the regulations ask of a statement.
    for words in (
        "partially compliant",
        "What has not been checked",
        "Disproportionate burden",
        "outside the law’s scope",
        "If you need it in another form",
        "Equality and Human Rights Commission",
        "Equality Advisory and Support Service",
        "prepared on",
    ):
        assert words in statement
    for words in ("controller", "How long it is kept", "Your rights", "Information Commissioner"):
        assert words in notice


@pytest.mark.parametrize("name", ["council_accessibility", "council_privacy"])
def test_a_councils_own_are_open_and_an_unknown_council_has_none(name, nottingham):
    assert nottingham.name in text_of(name, nottingham.slug)
    assert "has not yet" in text_of(name, nottingham.slug)
    missing = Client().get(reverse(f"accounts:{name}", args=["no-such-council"]))
    assert missing.status_code == 404


def test_the_councils_texts_stand_there_without_their_markup(nottingham, administrator):
    change_notices(
        council=nottingham,
        by=administrator,
        accessibility_contact="access@nottingham.example\n\n<script>alert(1)</script>",
        lawful_basis="Article 6(1)(e)",
        complaints="First to the complaints officer",
        officer_name="Data protection officer",
    )
    statement = text_of("council_accessibility", nottingham.slug)
    assert '<a href="mailto:access@nottingham.example"' in statement
    assert "<script>alert" not in statement
    notice = text_of("council_privacy", nottingham.slug)
    assert "Article 6(1)(e)" in notice
    assert "Data protection officer</p>" in notice
    assert all("First to the complaints officer" in page for page in (statement, notice))


def test_the_notice_tells_how_long_this_council_keeps_things(nottingham, administrator):
    assert "Who did what: 6 years" in text_of("council_privacy", nottingham.slug)
    change_retention(council=nottingham, amounts={"audit": 10}, by=administrator)
    assert "Who did what: 10 years" in text_of("council_privacy", nottingham.slug)


def test_every_page_leads_to_them(nottingham, councillor, client_of):
    own = reverse("accounts:council_privacy", args=[nottingham.slug])
    assert f'href="{own}"' in text_of("council_accessibility", nottingham.slug)
    home = client_of(councillor).get(reverse("performance:home", args=[nottingham.slug]))
    assert f'href="{own}"' in home.content.decode()
    assert 'href="/privacy/"' in Client().get(reverse("account_login")).content.decode()
    assert 'href="/accessibility/"' in Client().get("/no/such/page/").content.decode()


def test_somebody_of_another_council_reads_it_as_a_stranger(nottingham, outsider, client_of):
    page = text_of("council_privacy", nottingham.slug, client=client_of(outsider))
    assert f"/{nottingham.slug}/settings/" not in page
    assert f"/{nottingham.slug}/returns/" not in page


def test_an_administrator_writes_them_and_the_audit_has_before_and_after(
    nottingham, administrator, client_of
):
    client = client_of(administrator)
    address = reverse("accounts:notices", args=[nottingham.slug])
    typed = {"privacy_contact": "Ask us", "reviewed_on": "1/9/2026"}
    assert client.post(address, typed).status_code == 302
    assert CouncilNotices.objects.get().privacy_contact == "Ask us"
    assert 'value="01/09/2026"' in client.get(address).content.decode()
    client.post(address, {**typed, "privacy_contact": "Ask them"})
    event = AuditEvent.objects.filter(action="change_notices").latest("pk")
    assert event.detail == {"privacy_contact": {"was": "Ask us", "now": "Ask them"}}
    client.post(address, {**typed, "privacy_contact": "Ask them"})
    assert AuditEvent.objects.filter(action="change_notices").count() == 2, "nothing had changed"


def test_what_is_too_long_or_no_date_is_refused_and_kept_on_the_page(
    nottingham, administrator, client_of
):
    address = reverse("accounts:notices", args=[nottingham.slug])
    typed = {"complaints": "x" * 4001, "reviewed_on": "never", "privacy_more": "Kept words"}
    page = client_of(administrator).post(address, typed).content.decode()
    assert "Complaints must be at most 4,000 characters" in page
    assert "must be a date, for example 1/9/2026" in page
    assert "Kept words" in page
    assert not CouncilNotices.objects.exists()


def test_the_form_and_the_model_have_the_same_texts():
    fields = {field.name for field in CouncilNotices._meta.fields} - {"id", "council"}
    assert fields == set(NoticesForm.base_fields)
