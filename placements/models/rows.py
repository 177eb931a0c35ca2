"""The rows of returns, cleaned. Columns are those of the cohort's tables, as in
placements.domain.cohort; a code that is not known is "".
"""

from __future__ import annotations

from django.db import models

from .returns import Child, Return903


class ReturnRow(models.Model):
    """A row of one table of one return, about one child."""

    held_return = models.ForeignKey(Return903, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    row = models.PositiveIntegerField(default=0, help_text="Its row in the file that was sent")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} of child {self.child_id}"


def code() -> models.CharField[str, str]:
    return models.CharField(max_length=8, blank=True)


def area() -> models.CharField[str, str]:
    return models.CharField(max_length=9, blank=True)


class ChildDetails(ReturnRow):
    sex = code()
    born_on = models.DateField()
    ethnicity = code()


class Episode(ReturnRow):
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    started_because = code()
    legal_status = code()
    need = code()
    placement = code()
    provider = code()
    ceased_because = code()
    moved_because = code()
    miles = models.FloatField(null=True)
    miles_to_point = models.FloatField(null=True)
    inside = models.BooleanField(null=True)
    home_district = area()
    placement_district = area()
    placement_authority = area()
    urn = models.BigIntegerField(null=True)


class AsylumStatus(ReturnRow):
    until = models.DateField(null=True)


class CareReview(ReturnRow):
    reviewed_on = models.DateField()
    code = code()


class HealthYear(ReturnRow):
    """OC2: how a child's health was looked after in the return's year."""

    sdq_score = models.SmallIntegerField(null=True)
    sdq_reason = code()
    convicted = models.BooleanField(null=True)
    health_check = models.BooleanField(null=True)
    immunisations = models.BooleanField(null=True)
    teeth_check = models.BooleanField(null=True)
    health_assessment = models.BooleanField(null=True)
    substance_misuse = models.BooleanField(null=True)
    intervention_received = models.BooleanField(null=True)
    intervention_offered = models.BooleanField(null=True)


class CareLeaver(ReturnRow):
    in_touch = code()
    activity = code()
    accommodation = code()


class Adoption(ReturnRow):
    decided_on = models.DateField(null=True)
    matched_on = models.DateField(null=True)
    by_foster_carer = models.BooleanField(null=True)
    adopters = code()


class PlacedForAdoption(ReturnRow):
    placed_on = models.DateField(null=True)
    ceased_on = models.DateField(null=True)
    reason = code()


class EarlierPermanence(ReturnRow):
    kind = code()
    authority = area()
    on = models.DateField(null=True)


class MissingPeriod(ReturnRow):
    kind = code()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)


class SocialWorkerSpell(ReturnRow):
    worker = models.BigIntegerField(help_text="A number made of the worker's, with the key")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    reason = code()


class Deprivation(ReturnRow):
    """A time for which a court had a child deprived of liberty."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True)


ROWS_OF: dict[str, type[ReturnRow]] = {
    "children": ChildDetails,
    "episodes": Episode,
    "asylum": AsylumStatus,
    "reviews": CareReview,
    "health": HealthYear,
    "care_leavers": CareLeaver,
    "adoptions": Adoption,
    "placed_for_adoption": PlacedForAdoption,
    "earlier_permanence": EarlierPermanence,
    "missing": MissingPeriod,
    "social_workers": SocialWorkerSpell,
    "deprivations": Deprivation,
}
