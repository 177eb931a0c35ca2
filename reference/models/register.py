"""Ofsted's register of children's social care, release by release.

Where a setting is, is kept as its local authority and no nearer: Ofsted does not publish the
place of a children's home, so nothing here has room for an address, a town or a postcode.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from reference.fixtures import home_types

from .areas import Area

# The longest text of a cell; the reader cuts what is longer and says so.
WORDS = 200
# Its authorities lie in its two parts, Inner and Outer London.
LONDON, PARTS_OF_LONDON = "E12000007", "E13"


class OfstedReleaseQuerySet(models.QuerySet["OfstedRelease"]):
    def by(self, day: dt.date) -> OfstedReleaseQuerySet:
        """Releases that show the register on that day or before it, newest first."""
        return self.filter(as_at__lte=day).order_by("-as_at")


class OfstedRelease(models.Model):
    """The register as it was on one day, as Ofsted published it."""

    as_at = models.DateField(unique=True, help_text="The day that its title names")
    title = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    objects = OfstedReleaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["as_at"]

    def __str__(self) -> str:
        return f"Ofsted register as at {self.as_at:%Y-%m-%d}"


class OfstedSettingQuerySet(models.QuerySet["OfstedSetting"]):
    def of_release(self, release: OfstedRelease) -> OfstedSettingQuerySet:
        return self.filter(release=release)

    def in_area(self, area: Area) -> OfstedSettingQuerySet:
        """Settings in a local authority, or in the authorities of a region; all for England."""
        if area.kind == Area.Kind.COUNTRY:
            return self.filter(area__isnull=False)
        if area.code == LONDON:
            return self.filter(area__region__code__startswith=PARTS_OF_LONDON)
        return self.filter(models.Q(area=area) | models.Q(area__region=area))

    def homes(self) -> OfstedSettingQuerySet:
        """Children's homes of every kind: secure ones and special schools that are homes too."""
        return self.filter(provision_type__in=home_types())


class OfstedSetting(models.Model):
    """One line of a release. Codes where the words are known to us, Ofsted's words otherwise.

    `name` is blank for children's homes of every kind, whatever a file says.
    """

    release = models.ForeignKey(OfstedRelease, on_delete=models.CASCADE, related_name="settings")
    urn = models.CharField(max_length=12, db_index=True, help_text="2590934 or SC489416")
    provision_type = models.CharField(max_length=WORDS, help_text="ofsted_provision_types.csv")
    registered_on = models.DateField(null=True)
    status = models.CharField(max_length=WORDS, help_text="active or suspended")
    name = models.CharField(max_length=WORDS, blank=True)
    authority = models.CharField(max_length=WORDS, help_text="The local authority as printed")
    area = models.ForeignKey(
        Area, null=True, on_delete=models.PROTECT, related_name="ofsted_settings"
    )
    region = models.CharField(max_length=WORDS, blank=True)
    sector = models.CharField(max_length=WORDS, blank=True)
    places = models.PositiveIntegerField(null=True)
    premises = models.PositiveIntegerField(null=True)
    short_breaks_only = models.BooleanField(default=False)
    many_buildings = models.BooleanField(default=False)
    owner = models.CharField(max_length=WORDS, blank=True)
    event_type = models.CharField(max_length=WORDS, blank=True)
    inspected_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    event_number = models.CharField(max_length=WORDS, blank=True)
    overall = models.CharField(max_length=WORDS, blank=True)
    helped = models.CharField(max_length=WORDS, blank=True)
    leaders = models.CharField(max_length=WORDS, blank=True)
    supported_outcome = models.CharField(max_length=WORDS, blank=True)

    objects = OfstedSettingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["release", "urn"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "urn"], name="ofsted_setting_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["release", "area"], name="ofsted_by_area")
        ]

    def __str__(self) -> str:
        return self.name or f"{self.provision_type} {self.urn}"
