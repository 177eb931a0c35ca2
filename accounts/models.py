"""Councils, the people who use the product, and what they did."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.domain.colour import draws_text
from reference.models import Area


class Role(models.TextChoices):
    """What a person is in one council; a person may hold several roles in several councils."""

    OFFICER = "officer", "Officer"
    APPROVER = "approver", "Approver"
    GOVERNANCE = "governance", "Governance officer"
    COUNCILLOR = "councillor", "Councillor"
    ANALYST = "analyst", "Analyst"
    COMMISSIONER = "commissioner", "Commissioner"
    ADMINISTRATOR = "administrator", "Administrator"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        if not email:
            raise ValueError("A person needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in by e-mail. Rights come from memberships alone: nobody is superuser."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    # Roles by council, as far as they were asked for; see `accounts.access.roles_in`.
    known_roles: dict[int, frozenset[str]]

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="user_email_once")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Asks `rules` only: a right is always a right in a council."""
        from rules.permissions import has_perm

        return bool(self.is_active and has_perm(perm, self, obj))

    def councils(self) -> models.QuerySet[Council]:
        """The councils in which the person holds a role, by name."""
        return Council.objects.filter(memberships__user=self).distinct()

    def printed_for(self, council: Council) -> str:
        """How a council's papers call the person: by name, with the job title, or by the title in
        its place; with phone and email where the council prints contacts.

        Who has no job title stands there by their roles, never by the name that was not wanted.
        """
        parts = [self._called_by(council)]
        if council.contacts_on_papers:
            parts += [self.phone, self.email]
        return ", ".join(part for part in parts if part)

    def _called_by(self, council: Council) -> str:
        wanted = Council.OnPapers(council.people_on_papers)
        if wanted is Council.OnPapers.TITLE:
            return self.job_title or ", ".join(council.role_names(self)) or "Former member"
        title = self.job_title if wanted is Council.OnPapers.NAME_AND_TITLE else ""
        # Where people are called by their role the title says nothing new.
        return f"{self}, {title}" if title and title != str(self) else str(self)


class Council(models.Model):
    """One council that uses the product; every object of it hangs here."""

    class OnPapers(models.TextChoices):
        """How papers call people."""

        NAME = "name", "Name"
        NAME_AND_TITLE = "name_and_title", "Name and job title"
        TITLE = "title", "Job title in place of the name"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, help_text="As it stands in the header of every page")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="councils")
    board_name = models.CharField(max_length=200, default="Corporate Parenting Board")
    colour = models.CharField(
        max_length=7,
        default="#53284f",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write a colour as # and six digits")],
    )
    logo = models.BinaryField(blank=True, default=b"", help_text="A PNG file")
    logo_type = models.CharField(max_length=40, blank=True)
    deputies_sign_off = models.BooleanField(
        default=False,
        help_text="Small teams: an officer who entered nothing in a return may sign it off",
    )
    people_on_papers = models.CharField(max_length=20, choices=OnPapers, default=OnPapers.NAME)
    contacts_on_papers = models.BooleanField(
        default=False, help_text="Papers print people’s phone number and email address too"
    )
    due_working_days = models.PositiveSmallIntegerField(
        default=15, help_text="A return falls due this many working days after its quarter ends"
    )

    # Rises with every recorded deed: kept pages that hold the number of today are true.
    changes = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("performance:home", args=[self.slug])

    @property
    def colour_draws_text(self) -> bool:
        """False: the colour is too pale for text, lines and buttons, and keeps only the top bar."""
        return draws_text(self.colour)

    def administrators(self) -> models.QuerySet[User]:
        """Whom to ask for access."""
        return User.objects.filter(
            is_active=True, memberships__council=self, memberships__role=Role.ADMINISTRATOR
        ).order_by("name")

    def role_names(self, person: User) -> list[str]:
        """The person's roles here in words, in the order in which roles are listed."""
        held = set(self.memberships.filter(user=person).values_list("role", flat=True))
        return [role.label for role in Role if role in held]


class CouncilNotices(models.Model):
    """What a council adds to its accessibility statement and its privacy notice. Plain text."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="notices")
    accessibility_contact = models.TextField(
        blank=True, help_text="Where somebody asks for a page or paper in another form"
    )
    accessibility_more = models.TextField(blank=True, help_text="More about accessibility")
    reviewed_on = models.DateField(
        null=True, blank=True, help_text="When the council last looked the statement over"
    )
    privacy_contact = models.TextField(blank=True, help_text="Where to ask about personal data")
    officer_name = models.CharField(
        max_length=200, blank=True, help_text="The data protection officer, by name or by title"
    )
    officer_contact = models.TextField(blank=True, help_text="How to reach that officer")
    lawful_basis = models.TextField(
        blank=True, help_text="Why the council may hold this data, in its own words"
    )
    complaints = models.TextField(blank=True, help_text="How to complain to the council first")
    privacy_more = models.TextField(blank=True, help_text="More about privacy")

    class Meta:
        verbose_name_plural = "council notices"

    def __str__(self) -> str:
        return f"Notices of {self.council}"


class KeptFor(models.Model):
    """How long a council keeps one kind of thing, where that is not the product's default."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="kept_for")
    what = models.SlugField(max_length=40, help_text="As fixtures/retention.csv calls it")
    amount = models.PositiveSmallIntegerField(help_text="Years or days, as that file says")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "what"], name="kept_for_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=1), name="kept_for_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.what} {self.amount}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def for_council(self, council: Council) -> MembershipQuerySet:
        return self.filter(council=council)


class Membership(models.Model):
    """One role of one person in one council."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "council", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.council}"


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def for_council(self, council: Council) -> ApiTokenQuerySet:
        return self.filter(council=council)

    def standing(self) -> ApiTokenQuerySet:
        """Those that nobody has revoked; some may have run out."""
        return self.filter(revoked_at=None)


class ApiToken(models.Model):
    """With it another program reads the figures of one council. Only its SHA-256 is kept."""

    class Reads(models.TextChoices):
        PUBLIC = "public", "Public figures only"
        BOARD = "board", "Whatever an administrator reads"

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    reads = models.CharField(max_length=10, choices=Reads)
    beginning = models.CharField(max_length=8, help_text="Enough to tell tokens apart")
    sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_on = models.DateField(help_text="The last day on which it works")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    # Requests in the minute that last saw one (minutes since 1970): the rate limit's memory.
    minute = models.PositiveBigIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "-made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "name"],
                condition=models.Q(revoked_at=None),
                name="api_token_name_once",
            ),
            models.CheckConstraint(
                condition=models.Q(reads__in=("public", "board")), name="api_token_reads_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"

    @property
    def is_public(self) -> bool:
        return self.reads == self.Reads.PUBLIC


class AuditEvent(models.Model):
    """Who did what, when; written in the transaction of the deed. Never changed."""

    council = models.ForeignKey(Council, null=True, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, help_text="What it was done to, in words")
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%d %B %Y %H:%M} {self.action}: {self.subject}"
