"""The administrator's export: in the background, to be fetched by administrators only."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, Membership, Role
from config.leaving.keeping import export_path
from reporting.models import Build, Edition, EditionFile
from tests.access_samples import _edition
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(nottingham):
    return reverse("council_export", args=[nottingham.slug])


@pytest.fixture
def built(nottingham, administrator, client_of, address, django_capture_on_commit_callbacks):
    """`built()`: presses the button; the build as the worker left it."""

    def press():
        with django_capture_on_commit_callbacks(execute=True):
            answer = client_of(administrator).post(address)
        build = Build.objects.latest("pk")
        assert answer["Location"] == reverse(
            "reporting:build_detail", args=[nottingham.slug, build.pk]
        )
        return build

    return press


def test_it_is_built_fetched_and_recorded(nottingham, administrator, client_of, address, built):
    client = client_of(administrator)
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(8, 9))
    assert "There is none" in client.get(address).content.decode()
    build = built()
    assert (build.status, build.edition, build.error) == ("done", None, "")
    page = client.get(reverse("reporting:build_detail", args=[nottingham.slug, build.pk]))
    assert "The export of all data is ready" in page.content.decode()
    assert f'href="{address}"' in page.content.decode()
    file = client.get(reverse("council_export_file", args=[nottingham.slug, build.pk]))
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["rows"]["tables/performance.figure.csv"] == 1
    assert file["X-Content-Type-Options"] == "nosniff"
    events = AuditEvent.objects.filter(council=nottingham, by=administrator)
    assert list(events.order_by("pk").values_list("action", flat=True)) == [
        "ask_build",
        "export_council",
        "read_export",
    ]
    assert export_path(build).stat().st_mode & 0o077 == 0


def test_what_cannot_be_exported_is_told_and_leaves_no_file(nottingham, administrator, built):
    _edition(nottingham)
    EditionFile.objects.update(sha256="0" * 64)
    build = built()
    assert build.status == "failed"
    assert "missing from the store. Restore" in build.error
    assert not export_path(build).exists()


def test_nobody_else_fetches_it(nottingham, exampleshire, built, officer, outsider, client_of):
    build = built()
    path = reverse("council_export_file", args=[nottingham.slug, build.pk])
    assert client_of(officer).get(path).status_code == 403
    assert client_of(outsider).get(path).status_code == 404
    Membership.objects.create(user=outsider, council=exampleshire, role=Role.GOVERNANCE)
    theirs = reverse("council_export_file", args=[exampleshire.slug, build.pk])
    assert client_of(outsider).get(theirs).status_code == 404


def test_a_file_that_is_gone_or_another_kind_of_build_is_not_found(
    nottingham, administrator, client_of, built, address
):
    build = built()
    export_path(build).unlink()
    client = client_of(administrator)
    assert "There is none" in client.get(address).content.decode()
    path = reverse("council_export_file", args=[nottingham.slug, build.pk])
    assert client.get(path).status_code == 404
    assert client.get(f"{address}99999999999999999999999.zip").status_code == 404
    Build.objects.update(kind="performance-pack")
    assert client.get(path).status_code == 404
    assert not Edition.objects.exists()
