import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reference", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                ("code", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("order", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                (
                    "name",
                    models.CharField(
                        help_text="In plain words: Children seen on time", max_length=80
                    ),
                ),
                (
                    "second_line",
                    models.CharField(
                        blank=True, help_text="Under the name in tables", max_length=120
                    ),
                ),
                ("full_name", models.CharField(max_length=240)),
                ("tells", models.TextField(help_text="What it tells a councillor")),
                (
                    "questions",
                    models.JSONField(default=list, help_text="Two or three to ask when it worsens"),
                ),
                ("definition", models.TextField()),
                ("numerator", models.CharField(blank=True, help_text="In words", max_length=240)),
                ("denominator", models.CharField(blank=True, help_text="In words", max_length=240)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "percent"),
                            ("count", "number"),
                            ("per_10000", "per 10,000"),
                            ("days", "days"),
                            ("score", "score"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decimals", models.PositiveSmallIntegerField(default=1)),
                (
                    "polarity",
                    models.CharField(
                        choices=[
                            ("high", "higher is better"),
                            ("low", "lower is better"),
                            ("range", "inside the range is better"),
                            ("none", "neither higher nor lower is better"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("month", "every month"),
                            ("quarter", "every quarter"),
                            ("term", "every academic term"),
                            ("year", "every year"),
                            ("dated", "on a date that the officer states"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("period_end", "as at period end"),
                            ("over_period", "over the period"),
                            ("average", "average over the period"),
                            ("rolling_12", "rolling 12 months"),
                            ("year_to_date", "year to date"),
                            ("outturn", "year-end outturn"),
                            ("not_stated", "basis not stated"),
                        ],
                        help_text="The default",
                        max_length=12,
                    ),
                ),
                ("outturn_too", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "principles",
                    models.JSONField(default=list, help_text="Numbers of the seven principles"),
                ),
                ("counts_people", models.BooleanField(default=True)),
                (
                    "small_cohort",
                    models.BooleanField(
                        default=False,
                        help_text="Its percentage alone could give a small number away",
                    ),
                ),
                (
                    "partition",
                    models.SlugField(
                        blank=True,
                        help_text="Measures that are parts of one whole share this",
                        max_length=60,
                    ),
                ),
                ("source", models.CharField(max_length=240)),
                ("aliases", models.JSONField(default=list)),
                (
                    "council",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_indicators",
                        to="accounts.council",
                    ),
                ),
                (
                    "published",
                    models.ForeignKey(
                        blank=True,
                        help_text="The published statistic it is compared with",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="reference.publishedseries",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="performance.theme",
                    ),
                ),
            ],
            options={
                "ordering": ["theme__order", "order", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "code"), name="indicator_code_once", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuarterlyReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.CharField(max_length=40)),
                ("ends_on", models.DateField(help_text="Last day of the quarter")),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Draft"),
                            ("submitted", "Submitted"),
                            ("signed_off", "Signed off"),
                            ("reopened", "Reopened"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("reopened_reason", models.CharField(blank=True, max_length=240)),
                ("signed_off_times", models.PositiveSmallIntegerField(default=0)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="accounts.council",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="performance.theme",
                    ),
                ),
            ],
            options={
                "ordering": ["-ends_on", "theme__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "theme", "quarter"), name="return_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("counts", "Counts"),
                            ("value", "Only the value"),
                            ("unavailable", "Not available"),
                        ],
                        max_length=11,
                    ),
                ),
                ("numerator", models.CharField(blank=True, max_length=200)),
                ("denominator", models.CharField(blank=True, max_length=200)),
                ("value", models.CharField(blank=True, max_length=200)),
                ("unavailable_reason", models.CharField(blank=True, max_length=240)),
                ("provisional", models.BooleanField(default=False)),
                ("final_due_on", models.CharField(blank=True, max_length=40)),
                (
                    "confirmed",
                    models.CharField(
                        blank=True,
                        help_text="The surprising value that the officer confirmed",
                        max_length=200,
                    ),
                ),
                (
                    "reported_direction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nothing reported"),
                            ("improving", "Improving"),
                            ("static", "Static"),
                            ("worsening", "Worsening"),
                        ],
                        max_length=10,
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=240)),
                ("comment", models.TextField(blank=True)),
                ("period", models.CharField(max_length=80)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("period_end", "as at period end"),
                            ("over_period", "over the period"),
                            ("average", "average over the period"),
                            ("rolling_12", "rolling 12 months"),
                            ("year_to_date", "year to date"),
                            ("outturn", "year-end outturn"),
                            ("not_stated", "basis not stated"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asked",
                    models.BooleanField(
                        default=True, help_text="The catalogue asks for it this quarter"
                    ),
                ),
                ("comment_offered", models.TextField(blank=True, help_text="Last quarter's words")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.area",
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
                (
                    "group",
                    models.ForeignKey(
                        default="all",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.group",
                    ),
                ),
                (
                    "comment_on",
                    models.ForeignKey(
                        blank=True,
                        help_text="The measure whose comment covers this one too",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
                (
                    "quarterly_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="performance.quarterlyreturn",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "ordering": [
                    "indicator__order",
                    "indicator__code",
                    "-asked",
                    "period",
                    "basis",
                    "group",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "quarterly_return",
                            "indicator",
                            "group",
                            "area",
                            "period",
                            "basis",
                        ),
                        name="entry_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commentary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "text",
                    models.TextField(blank=True, help_text="Empty in a version that withdraws it"),
                ),
                (
                    "unchanged",
                    models.BooleanField(default=False, help_text="The same words as last quarter"),
                ),
                ("signed_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commentaries",
                        to="accounts.council",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
                (
                    "indicators",
                    models.ManyToManyField(related_name="commentaries", to="performance.indicator"),
                ),
                (
                    "reported_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commentaries",
                        to="performance.quarterlyreturn",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "commentaries",
                "ordering": ["reported_in", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reported_in", "indicator", "version"),
                        name="commentary_version_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnStep",
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
                            ("opened", "Opened"),
                            ("submitted", "Submitted for sign-off"),
                            ("sent_back", "Sent back"),
                            ("signed_off", "Signed off"),
                            ("reopened", "Reopened"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=240)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quarterly_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="performance.quarterlyreturn",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SeriesBreak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("source", "Change of source"),
                            ("definition", "Change of definition"),
                            ("limits", "Usual range recalculated"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True, help_text="A word for the left side", max_length=60
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        blank=True, help_text="A word for the right side", max_length=60
                    ),
                ),
                ("reason", models.CharField(max_length=240)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="series_breaks",
                        to="accounts.council",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaks",
                        to="performance.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "indicator", "from_on"), name="series_break_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "printed",
                    models.CharField(help_text="The value as the source prints it", max_length=60),
                ),
                (
                    "when",
                    models.CharField(help_text="What the source says of the time", max_length=120),
                ),
                ("text", models.CharField(max_length=400)),
                ("written_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="series_notes",
                        to="accounts.council",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        default="all",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.group",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="performance.indicator",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "indicator", "group", "printed", "when"),
                        name="series_note_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_on",
                    models.DateField(help_text="First day of the first period it holds for"),
                ),
                (
                    "low",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True),
                ),
                (
                    "high",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        decimal_places=2,
                        default=5,
                        help_text="Points, or percent of a count or rate",
                        max_digits=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=240)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="accounts.council",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="performance.indicator",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "indicator", "from_on"), name="target_from_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__isnull", False), ("high__isnull", False), _connector="OR"
                        ),
                        name="target_has_a_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__isnull", True),
                            ("high__isnull", True),
                            ("low__lte", models.F("high")),
                            _connector="OR",
                        ),
                        name="target_range_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tolerance__gte", 0)), name="target_tolerance_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeOfficer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_officers",
                        to="accounts.council",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="officers",
                        to="performance.theme",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "user", "theme"), name="theme_officer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("counts", "Counts"),
                            ("value", "Only the value"),
                            ("unavailable", "Not available"),
                        ],
                        max_length=11,
                    ),
                ),
                ("numerator", models.CharField(blank=True, max_length=200)),
                ("denominator", models.CharField(blank=True, max_length=200)),
                ("value", models.CharField(blank=True, max_length=200)),
                ("unavailable_reason", models.CharField(blank=True, max_length=240)),
                ("provisional", models.BooleanField(default=False)),
                ("final_due_on", models.CharField(blank=True, max_length=40)),
                (
                    "confirmed",
                    models.CharField(
                        blank=True,
                        help_text="The surprising value that the officer confirmed",
                        max_length=200,
                    ),
                ),
                (
                    "reported_direction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nothing reported"),
                            ("improving", "Improving"),
                            ("static", "Static"),
                            ("worsening", "Worsening"),
                        ],
                        max_length=10,
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=240)),
                ("comment", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("saved", "Saved"),
                            ("conflict", "Waits for a choice between two versions"),
                            ("set_aside", "The other version was kept"),
                        ],
                        default="saved",
                        max_length=10,
                    ),
                ),
                ("period", models.CharField(max_length=80)),
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
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="performance.entry",
                    ),
                ),
                (
                    "comment_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["entry", "revision", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "conflict")),
                        fields=["entry"],
                        name="conflicts_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.BooleanField(default=True)),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="The council's own name for it", max_length=80
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="accounts.council",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="performance.indicator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "indicator"), name="council_indicator_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.CharField(max_length=40)),
                ("meeting_on", models.DateField(blank=True, null=True)),
                (
                    "item",
                    models.CharField(blank=True, help_text="Agenda item number", max_length=20),
                ),
                (
                    "presented_by",
                    models.CharField(blank=True, help_text="Director or author", max_length=200),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="packs",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("council", "quarter"), name="pack_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=40)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("period_end", "as at period end"),
                            ("over_period", "over the period"),
                            ("average", "average over the period"),
                            ("rolling_12", "rolling 12 months"),
                            ("year_to_date", "year to date"),
                            ("outturn", "year-end outturn"),
                            ("not_stated", "basis not stated"),
                        ],
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("numerator", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("denominator", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("value", models.DecimalField(decimal_places=6, max_digits=14, null=True)),
                ("decimals_held", models.PositiveSmallIntegerField(default=1)),
                ("unavailable_reason", models.CharField(blank=True, max_length=240)),
                ("population_vintage", models.CharField(blank=True, max_length=60)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("entered", "Entered"),
                            ("imported", "Imported"),
                            ("computed", "Computed"),
                            ("overridden", "Overridden"),
                        ],
                        max_length=10,
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=240)),
                (
                    "standing",
                    models.CharField(
                        choices=[("provisional", "Provisional"), ("final", "Final")], max_length=11
                    ),
                ),
                ("final_due_on", models.DateField(null=True)),
                (
                    "reported_direction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nothing reported"),
                            ("improving", "Improving"),
                            ("static", "Static"),
                            ("worsening", "Worsening"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version_reason", models.CharField(blank=True, max_length=240)),
                ("entered_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.area",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="accounts.council",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        default="all",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.group",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="performance.indicator",
                    ),
                ),
                (
                    "reported_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="performance.quarterlyreturn",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "ends_on", "version"],
                "indexes": [
                    models.Index(fields=["council", "ends_on"], name="figure_by_council_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "council",
                            "area",
                            "indicator",
                            "group",
                            "period",
                            "basis",
                            "version",
                        ),
                        name="figure_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False),
                            models.Q(("unavailable_reason", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="figure_value_or_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lte", models.F("ends_on"))),
                        name="figure_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="figure_version_from_one"
                    ),
                ],
            },
        ),
    ]
