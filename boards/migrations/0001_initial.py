import datetime

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0006_people_on_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Board",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "access_regime",
                    models.CharField(
                        choices=[
                            ("committee", "Committee (Local Government Act 1972, section 102(1))"),
                            ("advisory", "Advisory committee (section 102(4))"),
                            ("executive", "Committee of the executive (SI 2012/2089)"),
                            ("scrutiny", "Scrutiny panel"),
                            ("informal", "Informal board, not bound by the access rules"),
                        ],
                        default="committee",
                        max_length=10,
                    ),
                ),
                (
                    "quorum_rule",
                    models.CharField(
                        choices=[
                            ("number", "A number of members"),
                            ("fraction", "A share of the members, rounded up"),
                        ],
                        default="fraction",
                        max_length=10,
                    ),
                ),
                (
                    "quorum_number",
                    models.PositiveSmallIntegerField(
                        default=4,
                        help_text="So many members, or one in so many of them",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "quorum_least",
                    models.PositiveSmallIntegerField(
                        default=3, help_text="Never fewer than this, whatever the share"
                    ),
                ),
                (
                    "minute_numbering",
                    models.CharField(
                        choices=[
                            ("per_meeting", "From 1 at each meeting"),
                            ("municipal_year", "On through the municipal year, as in 12/21"),
                        ],
                        default="per_meeting",
                        max_length=15,
                    ),
                ),
                (
                    "resolutions",
                    models.CharField(
                        choices=[
                            ("numbers", "Numbered: (1), (2)"),
                            ("letters", "Lettered: (a), (b)"),
                        ],
                        default="numbers",
                        max_length=10,
                    ),
                ),
                (
                    "reference_prefix",
                    models.CharField(
                        default="CPB",
                        help_text="Before the number of a meeting’s papers, as in CPB",
                        max_length=12,
                    ),
                ),
                (
                    "civic_year_month",
                    models.PositiveSmallIntegerField(
                        default=5, help_text="Month in which the municipal year begins"
                    ),
                ),
                ("clear_days", models.PositiveSmallIntegerField(default=5)),
                (
                    "report_working_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Reports are due this many working days before publication",
                    ),
                ),
                (
                    "sign_off_working_days",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="Reports are signed off this many working days before publication",
                    ),
                ),
                (
                    "figures_working_days",
                    models.PositiveSmallIntegerField(
                        default=15,
                        help_text="A quarter’s figures are signed off so many working days after it ends",
                    ),
                ),
                ("usual_place", models.CharField(blank=True, max_length=200)),
                ("usual_time", models.TimeField(default=datetime.time(14, 0))),
                (
                    "contact",
                    models.CharField(
                        default="Governance officer",
                        help_text="As printed on the front sheet",
                        max_length=240,
                    ),
                ),
                (
                    "notice",
                    models.TextField(
                        default="Councillors are asked to attend this meeting to transact the business below."
                    ),
                ),
                (
                    "declarations_note",
                    models.TextField(
                        default="If you are unsure whether you should declare an interest in any item, ask the governance officer before the day of the meeting."
                    ),
                ),
                (
                    "comment_initials",
                    models.BooleanField(
                        default=False,
                        help_text="Print initials and dates of the statutory comments",
                    ),
                ),
                (
                    "young_people_named",
                    models.BooleanField(
                        default=False, help_text="Name young people in papers that the public reads"
                    ),
                ),
                (
                    "duplex",
                    models.BooleanField(
                        default=True,
                        help_text="Papers begin on a right-hand page, for printing on both sides",
                    ),
                ),
                ("casting_vote", models.BooleanField(default=True)),
                (
                    "other_system",
                    models.CharField(
                        blank=True,
                        help_text="The committee system of record, where papers are uploaded too",
                        max_length=120,
                    ),
                ),
                (
                    "council",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board",
                        to="accounts.council",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=20)),
                ("day", models.DateField()),
                ("time", models.TimeField()),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("published", "Agenda published"),
                            ("held", "Held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("status_reason", models.CharField(blank=True, max_length=240)),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Printed on the front sheet", max_length=240
                    ),
                ),
                ("first_of_civic_year", models.BooleanField(default=False)),
                ("agenda_revision", models.PositiveIntegerField(default=0)),
                (
                    "agenda_started",
                    models.BooleanField(default=False, help_text="Standing items have been put in"),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("notice_posted_at", models.DateTimeField(blank=True, null=True)),
                ("notice_posted_by", models.CharField(blank=True, max_length=200)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="boards.board",
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "-time"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "slug"), name="meeting_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("before", models.JSONField()),
                ("undone", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_steps",
                        to="boards.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("councillor", "Councillor"),
                            ("cooptee", "Co-opted member"),
                            ("substitute", "Substitute"),
                            ("adviser", "Adviser"),
                            ("young_person", "Young person"),
                        ],
                        default="councillor",
                        max_length=12,
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[("", "None"), ("chair", "Chair"), ("vice_chair", "Vice-Chair")],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "represents",
                    models.CharField(
                        blank=True, help_text="Party, body or service", max_length=200
                    ),
                ),
                ("votes", models.BooleanField(default=True)),
                ("from_on", models.DateField()),
                (
                    "until_on",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it goes on", null=True
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="boards.board",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name", "from_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="member_leaves_after_joining",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("member", "Member"),
                            ("substitute", "Substitute"),
                            ("apologies", "Apologies"),
                            ("in_attendance", "In attendance"),
                        ],
                        max_length=13,
                    ),
                ),
                ("name", models.CharField(help_text="As printed in the minutes", max_length=200)),
                ("job", models.CharField(blank=True, max_length=200)),
                ("young_person", models.BooleanField(default=False)),
                ("present_from", models.TimeField(blank=True, null=True)),
                ("present_until", models.TimeField(blank=True, null=True)),
                ("remote", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="boards.meeting",
                    ),
                ),
                (
                    "for_member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="boards.member",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="boards.member",
                    ),
                ),
            ],
            options={
                "ordering": ["capacity", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_key", models.CharField(max_length=120)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
                        to="boards.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "check_key"), name="override_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                (
                    "name",
                    models.CharField(
                        help_text="What it was called by whoever sent it", max_length=200
                    ),
                ),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveSmallIntegerField(default=0)),
                (
                    "tagged",
                    models.BooleanField(
                        default=True, help_text="A screen reader can read its structure"
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True, help_text="Of a file without tags, for who hears it"
                    ),
                ),
                ("removed", models.JSONField(default=list)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_files",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("agreed", "Agreed as a correct record"),
                            ("signed", "Signed"),
                        ],
                        default="draft",
                        max_length=6,
                    ),
                ),
                (
                    "signed_by",
                    models.CharField(
                        blank=True, help_text="Who presided and signed", max_length=200
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True)),
                (
                    "agreed_at_meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes_agreed",
                        to="boards.meeting",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minutes",
                        to="boards.meeting",
                    ),
                ),
                (
                    "signed_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="boards.paperfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="boards.minutes",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("minutes", "order"), name="correction_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="boards.board",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "name"), name="priority_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("open", "Open to the public"),
                            ("exempt", "Exempt: the public may be excluded"),
                            ("confidential", "Confidential: the public must be excluded"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                (
                    "paragraph",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1: any individual"),
                            (2, "2: likely to reveal the identity of an individual"),
                            (3, "3: financial or business affairs of any particular person"),
                            (4, "4: consultations or negotiations in a labour relations matter"),
                            (5, "5: legal professional privilege"),
                            (6, "6: notices and orders that the authority proposes"),
                            (7, "7: action to prevent, investigate or prosecute crime"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "public_interest",
                    models.TextField(
                        blank=True,
                        help_text="Why withholding outweighs publishing (Schedule 12A, paragraph 10)",
                    ),
                ),
                ("public_title", models.CharField(blank=True, max_length=240)),
                ("restricted_at", models.DateTimeField(blank=True, null=True)),
                ("slug", models.SlugField(max_length=80)),
                ("title", models.CharField(max_length=240)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("written", "Written here"),
                            ("uploaded", "An uploaded PDF"),
                            ("performance", "The quarter’s performance pack"),
                        ],
                        default="written",
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "With reviewers"),
                            ("signed_off", "Signed off"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "author",
                    models.CharField(
                        help_text="As printed: a role, or as the board does", max_length=200
                    ),
                ),
                ("director", models.CharField(blank=True, max_length=200)),
                (
                    "wards",
                    models.CharField(
                        blank=True, help_text="Wards or divisions affected", max_length=200
                    ),
                ),
                ("period", models.CharField(blank=True, max_length=40)),
                ("body_key", models.CharField(blank=True, max_length=64)),
                (
                    "revision",
                    models.PositiveIntegerField(default=0, help_text="Rises with each change"),
                ),
                ("created_at", models.DateTimeField()),
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="boards.board",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="boards.paperfile",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="boards.paperfile",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="boards.priority",
                    ),
                ),
                (
                    "restricted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "slug"), name="report_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("openness", "open"),
                            models.Q(
                                models.Q(("public_title", ""), _negated=True),
                                models.Q(
                                    ("openness", "confidential"),
                                    models.Q(("openness", "exempt"), ("paragraph__isnull", False)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="report_exempt_has_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="boards.report",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "order"), name="recommendation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NextStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("impact", models.TextField(blank=True)),
                ("owner", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="next_steps",
                        to="boards.report",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "order"), name="next_step_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Appendix",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("open", "Open to the public"),
                            ("exempt", "Exempt: the public may be excluded"),
                            ("confidential", "Confidential: the public must be excluded"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                (
                    "paragraph",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1: any individual"),
                            (2, "2: likely to reveal the identity of an individual"),
                            (3, "3: financial or business affairs of any particular person"),
                            (4, "4: consultations or negotiations in a labour relations matter"),
                            (5, "5: legal professional privilege"),
                            (6, "6: notices and orders that the authority proposes"),
                            (7, "7: action to prevent, investigate or prosecute crime"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "public_interest",
                    models.TextField(
                        blank=True,
                        help_text="Why withholding outweighs publishing (Schedule 12A, paragraph 10)",
                    ),
                ),
                ("public_title", models.CharField(blank=True, max_length=240)),
                ("restricted_at", models.DateTimeField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=240)),
                (
                    "restricted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="boards.paperfile",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appendices",
                        to="boards.report",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "order"), name="appendix_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("openness", "open"),
                            models.Q(
                                models.Q(("public_title", ""), _negated=True),
                                models.Q(
                                    ("openness", "confidential"),
                                    models.Q(("openness", "exempt"), ("paragraph__isnull", False)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="appendix_exempt_has_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportAuthor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authors",
                        to="boards.report",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("report", "user"), name="report_author_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("key", models.SlugField(max_length=40)),
                ("heading", models.CharField(max_length=120)),
                ("wording", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("required", models.BooleanField(default=False)),
                ("reviewer", models.CharField(blank=True, max_length=60)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="boards.report",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "key"), name="report_section_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(help_text="Finance, legal, equality", max_length=60)),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not answered"),
                            ("cleared", "Cleared"),
                            ("none", "No implications"),
                            ("refused", "Not cleared"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                (
                    "comment",
                    models.TextField(
                        blank=True, help_text="Printed in the report under its heading"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="boards.report",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "role"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "role"), name="review_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("procedural", "Procedural"),
                            ("minutes", "Minutes of the last meeting"),
                            ("actions", "Matters arising and actions"),
                            ("work_programme", "Work programme"),
                            ("dates", "Dates of future meetings"),
                        ],
                        default="procedural",
                        max_length=15,
                    ),
                ),
                (
                    "when",
                    models.CharField(
                        choices=[
                            ("always", "Every meeting"),
                            ("first", "The first meeting of the civic year"),
                        ],
                        default="always",
                        max_length=6,
                    ),
                ),
                (
                    "at_end",
                    models.BooleanField(
                        default=False, help_text="After the reports, not before them"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_items",
                        to="boards.board",
                    ),
                ),
            ],
            options={
                "ordering": ["at_end", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "title"), name="standing_item_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("key", models.SlugField(max_length=40)),
                ("heading", models.CharField(max_length=120)),
                (
                    "wording",
                    models.TextField(
                        blank=True, help_text="Printed as it stands under the heading"
                    ),
                ),
                ("required", models.BooleanField(default=False)),
                ("reviewer", models.CharField(blank=True, max_length=60)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="boards.board",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "key"), name="template_section_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=240)),
                ("lead", models.CharField(blank=True, max_length=200)),
                ("lead_confirmed", models.BooleanField(default=False)),
                ("verbal", models.BooleanField(default=False)),
                (
                    "period",
                    models.CharField(
                        blank=True, help_text="Quarter it reports, 2021-22-Q2", max_length=40
                    ),
                ),
                (
                    "repeats",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Once"),
                            ("every_meeting", "Every meeting"),
                            ("quarterly", "Each quarter"),
                            ("yearly", "Once a year"),
                        ],
                        default="",
                        max_length=14,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("done", "Heard"),
                            ("dropped", "Taken off"),
                        ],
                        default="planned",
                        max_length=8,
                    ),
                ),
                (
                    "asked_by_board",
                    models.BooleanField(default=False, help_text="The board asked for it"),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_items",
                        to="boards.board",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_items",
                        to="boards.meeting",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="boards.priority",
                    ),
                ),
                (
                    "repeats_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="repeated",
                        to="boards.workitem",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="work_items",
                        to="boards.report",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting__day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.CharField(blank=True, max_length=8)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("procedural", "Standing item"),
                            ("minutes", "Minutes of the last meeting"),
                            ("actions", "Matters arising and actions"),
                            ("work_programme", "Work programme"),
                            ("dates", "Dates of future meetings"),
                            ("report", "Report"),
                            ("verbal", "Verbal"),
                            ("exclusion", "Exclusion of the public"),
                        ],
                        default="procedural",
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(max_length=240)),
                (
                    "presenter",
                    models.CharField(
                        blank=True, help_text="As printed below the title", max_length=200
                    ),
                ),
                (
                    "late",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "In time"),
                            ("urgent", "Urgent business, added after publication"),
                            ("to_follow", "Report to follow"),
                            ("supplement", "In a supplement"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "urgent_reason",
                    models.TextField(blank=True, help_text="The chair’s, for the minutes"),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "deferred_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deferred_to",
                        to="boards.agendaitem",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sub_items",
                        to="boards.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="boards.meeting",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="boards.report",
                    ),
                ),
                (
                    "work_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="agenda_items",
                        to="boards.workitem",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("meeting", "number"),
                        name="agenda_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("late", "urgent"), _negated=True),
                            models.Q(("urgent_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="urgent_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pecuniary", "Disclosable pecuniary interest"),
                            ("other", "Other registrable interest"),
                            ("transparency", "For transparency only"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.TextField(help_text="As read out")),
                ("left_room", models.BooleanField(default=False)),
                ("dispensation", models.CharField(blank=True, max_length=200)),
                ("registered_on", models.DateField(blank=True, null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="boards.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to="boards.meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="boards.member",
                    ),
                ),
            ],
            options={
                "ordering": ["item__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "item"), name="declaration_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Minute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=12)),
                ("discussion", models.TextField(blank=True)),
                ("public_summary", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minute",
                        to="boards.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["item__position"],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("agreed", "Agreed"),
                            ("refused", "Not agreed"),
                            ("noted", "Noted"),
                            ("deferred", "Deferred"),
                        ],
                        default="agreed",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.TimeField(blank=True, null=True)),
                ("indicator", models.CharField(blank=True, max_length=80)),
                ("period", models.CharField(blank=True, max_length=40)),
                ("by_casting_vote", models.BooleanField(default=False)),
                (
                    "minute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resolutions",
                        to="boards.minute",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("minute", "order"), name="resolution_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(help_text="Counted through the board’s life"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("meeting", "A meeting of the board"),
                            ("inspection", "An inspection"),
                            ("peer_review", "A peer review"),
                            ("audit", "An audit"),
                            ("strategy", "A strategy"),
                        ],
                        default="meeting",
                        max_length=11,
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=240)),
                ("text", models.TextField()),
                ("owner", models.CharField(max_length=200)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("indicator", models.CharField(blank=True, max_length=80)),
                ("raised_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_reason", models.TextField(blank=True)),
                (
                    "restricted",
                    models.BooleanField(
                        default=False,
                        help_text="Not told to the public: it came from a closed item",
                    ),
                ),
                (
                    "owner_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="boards.agendaitem",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="boards.board",
                    ),
                ),
                (
                    "due_meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions_due",
                        to="boards.meeting",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="boards.resolution",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "number"), name="action_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", False),
                            ("due_meeting__isnull", False),
                            _connector="OR",
                        ),
                        name="action_has_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="boards.action",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("for", "For"),
                            ("against", "Against"),
                            ("abstained", "Abstained"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes_cast",
                        to="boards.member",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="boards.resolution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("resolution", "member"), name="vote_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkItemMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=240)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="boards.meeting",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="boards.workitem",
                    ),
                ),
                (
                    "to_meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="boards.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ClosureDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=120)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closure_days",
                        to="boards.board",
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "day"), name="closure_day_once")
                ],
            },
        ),
    ]
