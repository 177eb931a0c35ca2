import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_people_on_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("placements", "0002_files_of_returns"),
    ]

    operations = [
        migrations.CreateModel(
            name="Intention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("foster", "Foster household"),
                            ("home", "Children’s home"),
                            ("supported", "Supported accommodation"),
                            ("school", "Residential special school"),
                            ("secure", "Secure children’s home"),
                            ("parent-and-child", "Parent and child placement"),
                            ("short-breaks", "Short breaks"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "mark",
                    models.PositiveSmallIntegerField(blank=True, help_text="1 to 12", null=True),
                ),
                ("owner", models.CharField(help_text="A role", max_length=100)),
                ("made_on", models.DateField()),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intentions",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mark", None), ("mark__range", (1, 12)), _connector="OR"
                        ),
                        name="intention_of_a_mark",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on", None),
                            ("done_on__gte", models.F("made_on")),
                            _connector="OR",
                        ),
                        name="intention_done_after_it_was_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IntentionProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.TextField()),
                (
                    "intention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="placements.intention",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "intention progress",
                "ordering": ["intention", "on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="KeptForecast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("mark", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "content",
                    models.JSONField(
                        default=dict, help_text="Numbers of children, never of a child"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_forecasts",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "from_on", "mark"), name="forecast_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("own", "The council’s own"),
                            ("other-council", "Another council"),
                            ("private", "Private"),
                            ("voluntary", "Voluntary"),
                            ("public", "Health or other public body"),
                        ],
                        max_length=15,
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=200)),
                (
                    "contact",
                    models.CharField(blank=True, help_text="A role, not a person", max_length=200),
                ),
                (
                    "urn",
                    models.CharField(
                        blank=True, help_text="An agency’s own URN at Ofsted", max_length=12
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="providers",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "name"), name="provider_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("in-house", "In house"),
                            ("block", "Block contract"),
                            ("framework", "Framework"),
                            ("dynamic", "Dynamic purchasing system"),
                            ("spot", "Spot purchase"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(blank=True, help_text="The last day; none: no end", null=True),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Places that a block contract pays for", null=True
                    ),
                ),
                (
                    "warn_months",
                    models.PositiveSmallIntegerField(
                        default=6,
                        help_text="Months before its end from which it is shown as running out",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="accounts.council",
                    ),
                ),
                (
                    "providers",
                    models.ManyToManyField(
                        blank=True, related_name="contracts", to="placements.provider"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "name"), name="contract_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="contract_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until_on", models.DateField(help_text="The new last day")),
                ("agreed_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="placements.contract",
                    ),
                ),
            ],
            options={
                "ordering": ["contract", "until_on"],
            },
        ),
        migrations.CreateModel(
            name="Lot",
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
                            ("foster", "Foster household"),
                            ("home", "Children’s home"),
                            ("supported", "Supported accommodation"),
                            ("school", "Residential special school"),
                            ("secure", "Secure children’s home"),
                            ("parent-and-child", "Parent and child placement"),
                            ("short-breaks", "Short breaks"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lots",
                        to="placements.contract",
                    ),
                ),
            ],
            options={
                "ordering": ["contract", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "name"), name="lot_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceBand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="Standard, enhanced, complex", max_length=100)),
                ("from_on", models.DateField()),
                (
                    "weekly",
                    models.DecimalField(decimal_places=2, help_text="Pounds a week", max_digits=8),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="placements.lot",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="placements.provider",
                    ),
                ),
            ],
            options={
                "ordering": ["lot", "name", "from_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekly__gt", 0)), name="band_has_a_price"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedPlaces",
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
                            ("foster", "Foster household"),
                            ("home", "Children’s home"),
                            ("supported", "Supported accommodation"),
                            ("school", "Residential special school"),
                            ("secure", "Secure children’s home"),
                            ("parent-and-child", "Parent and child placement"),
                            ("short-breaks", "Short breaks"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("phase", models.PositiveSmallIntegerField(default=1)),
                ("opens_on", models.DateField()),
                ("places", models.PositiveSmallIntegerField()),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("exclusive", "For this council alone"),
                            ("shared", "Shared with others"),
                        ],
                        default="exclusive",
                        max_length=10,
                    ),
                ),
                ("age_from", models.PositiveSmallIntegerField(default=0)),
                ("age_to", models.PositiveSmallIntegerField(default=17)),
                ("district", models.CharField(blank=True, help_text="GSS code", max_length=9)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("opened", "Opened"),
                            ("dropped", "Given up"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="placements.provider",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "planned places",
                "ordering": ["opens_on", "name", "phase"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provider", "name", "phase"), name="phase_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_to__gte", models.F("age_from")), ("age_to__lte", 25)
                        ),
                        name="planned_ages_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("by_role", models.CharField(help_text="Who held it, as a role", max_length=100)),
                ("summary", models.TextField(blank=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="placements.provider",
                    ),
                ),
            ],
            options={
                "ordering": ["provider", "-held_on"],
            },
        ),
        migrations.CreateModel(
            name="Recruitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(help_text="Its first day")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("enquiry", "Enquiries"),
                            ("visit", "Initial visits"),
                            ("application", "Applications"),
                            ("approval", "Approvals"),
                            ("deregistration", "De-registrations"),
                        ],
                        max_length=15,
                    ),
                ),
                ("households", models.PositiveSmallIntegerField()),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recruitment",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "recruitment",
                "ordering": ["month", "stage"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "month", "stage"), name="stage_once_a_month"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedScenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("kind", models.SlugField(max_length=30)),
                ("numbers", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenarios",
                        to="accounts.council",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "name"), name="scenario_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Search",
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
                            ("foster", "Foster household"),
                            ("home", "Children’s home"),
                            ("supported", "Supported accommodation"),
                            ("school", "Residential special school"),
                            ("secure", "Secure children’s home"),
                            ("parent-and-child", "Parent and child placement"),
                            ("short-breaks", "Short breaks"),
                            ("other", "Other"),
                        ],
                        help_text="What was looked for",
                        max_length=20,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Still looking"),
                            ("matched", "Matched"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searches",
                        to="placements.child",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "searches",
                "ordering": ["-opened_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("outcome", "open")),
                            models.Q(
                                models.Q(("ended_on__gte", models.F("opened_on"))),
                                models.Q(("outcome", "open"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="search_that_ended_has_an_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "No answer yet"),
                            ("offered", "Offered a place"),
                            ("declined", "Declined"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="placements.provider",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="placements.search",
                    ),
                ),
            ],
            options={
                "ordering": ["search", "asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Setting",
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
                            ("foster", "Foster household"),
                            ("home", "Children’s home"),
                            ("supported", "Supported accommodation"),
                            ("school", "Residential special school"),
                            ("secure", "Secure children’s home"),
                            ("parent-and-child", "Parent and child placement"),
                            ("short-breaks", "Short breaks"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "urn",
                    models.CharField(
                        blank=True, help_text="As Ofsted writes it: SC012345", max_length=12
                    ),
                ),
                ("district", models.CharField(blank=True, help_text="GSS code", max_length=9)),
                ("registered_on", models.DateField(blank=True, null=True)),
                (
                    "opened_on",
                    models.DateField(
                        blank=True, help_text="Of a household: approved on", null=True
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(blank=True, help_text="First day it was closed", null=True),
                ),
                ("age_from", models.PositiveSmallIntegerField(default=0)),
                (
                    "age_to",
                    models.PositiveSmallIntegerField(
                        default=17, help_text="The last age that may live"
                    ),
                ),
                (
                    "specialisms",
                    models.JSONField(
                        default=list, help_text="As fixtures/specialisms.csv names them"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settings",
                        to="placements.provider",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "name"), name="setting_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_to__gte", models.F("age_from")), ("age_to__lte", 25)
                        ),
                        name="setting_ages_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("opened_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="setting_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("raised_on", models.DateField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Visit, complaint, Ofsted", max_length=100
                    ),
                ),
                ("about", models.TextField()),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concerns",
                        to="placements.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_on", None),
                            ("settled_on__gte", models.F("raised_on")),
                            _connector="OR",
                        ),
                        name="concern_settled_after_it_was_raised",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonitoringReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visited_on", models.DateField()),
                ("received_on", models.DateField(blank=True, null=True)),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="monitoring",
                        to="placements.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["setting", "-visited_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("setting", "visited_on"), name="report_44_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on", None),
                            ("received_on__gte", models.F("visited_on")),
                            _connector="OR",
                        ),
                        name="report_44_received_after_the_visit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("in-house", "In house"),
                            ("block", "Block contract"),
                            ("framework", "Framework"),
                            ("dynamic", "Dynamic purchasing system"),
                            ("spot", "Spot purchase"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "plan",
                    models.CharField(
                        choices=[
                            ("foster", "Foster household"),
                            ("home", "Children’s home"),
                            ("supported", "Supported accommodation"),
                            ("school", "Residential special school"),
                            ("secure", "Secure children’s home"),
                            ("parent-and-child", "Parent and child placement"),
                            ("short-breaks", "Short breaks"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, help_text="The day on which the child left", null=True
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("planned", "As planned"),
                            ("carer", "Carer or provider gave notice"),
                            ("behaviour", "Needs could not be met there"),
                            ("safety", "Allegation or safeguarding"),
                            ("closed", "Home closed or was suspended"),
                            ("child", "Child asked or left"),
                            ("other", "Another reason, unplanned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first_choice", models.BooleanField(help_text="None: nobody has said", null=True)),
                ("suspended_reason", models.TextField(blank=True)),
                ("below_good_reason", models.TextField(blank=True)),
                ("below_good_follow_up", models.TextField(blank=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="placements.child",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="placements.lot",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="placements",
                        to="placements.search",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="placements.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "indexes": [
                    models.Index(fields=["setting", "starts_on"], name="placement_by_setting")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ending", ""), ("ends_on", None)),
                            models.Q(
                                models.Q(("ends_on__gt", models.F("starts_on"))),
                                models.Q(("ending", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="placement_that_ended_says_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutcomeScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reviewed_on", models.DateField()),
                (
                    "outcome",
                    models.SlugField(help_text="As fixtures/outcomes.csv names it", max_length=30),
                ),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="placements.placement",
                    ),
                ),
            ],
            options={
                "ordering": ["placement", "reviewed_on", "outcome"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("placement", "reviewed_on", "outcome"), name="score_once_a_review"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                        name="score_from_1_to_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Irregular",
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
                            ("unregistered", "Home that is not registered"),
                            ("kin", "Family on temporary approval"),
                        ],
                        max_length=15,
                    ),
                ),
                ("from_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "approved_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day of the temporary approval or of the order",
                        null=True,
                    ),
                ),
                ("reason", models.TextField()),
                ("court_order_on", models.DateField(blank=True, null=True)),
                ("ofsted_told_on", models.DateField(blank=True, null=True)),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="irregulars",
                        to="placements.placement",
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="irregular_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "kin"), _negated=True),
                            models.Q(("approved_until", None), _negated=True),
                            _connector="OR",
                        ),
                        name="temporary_approval_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("social_care", models.DecimalField(decimal_places=2, max_digits=8)),
                ("education", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                ("health", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                (
                    "framework",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="placements.placement",
                    ),
                ),
            ],
            options={
                "ordering": ["placement", "from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("placement", "from_on"), name="price_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("education__gte", 0), ("health__gte", 0), ("social_care__gte", 0)
                        ),
                        name="prices_are_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.GreaterThan(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("social_care"), "+", models.F("education")
                                ),
                                "+",
                                models.F("health"),
                            ),
                            0,
                        ),
                        name="a_week_has_a_price",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("social_care"), "+", models.F("education")
                                ),
                                "+",
                                models.F("health"),
                            ),
                            30000,
                        ),
                        name="a_week_costs_no_fortune",
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
                ("what", models.TextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="placements.monitoringreport",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RiskScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scored_on", models.DateField()),
                ("performance", models.PositiveSmallIntegerField()),
                ("viability", models.PositiveSmallIntegerField()),
                ("inspections", models.PositiveSmallIntegerField()),
                ("history", models.PositiveSmallIntegerField()),
                ("complexity", models.PositiveSmallIntegerField()),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="placements.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["setting", "-scored_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("setting", "scored_on"), name="risk_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("complexity__range", (1, 5)),
                            ("history__range", (1, 5)),
                            ("inspections__range", (1, 5)),
                            ("performance__range", (1, 5)),
                            ("viability__range", (1, 5)),
                        ),
                        name="risk_marks_from_1_to_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField()),
                ("owner", models.CharField(help_text="A role", max_length=100)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "concern",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="steps",
                        to="placements.concern",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="placements.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Places",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("registered", models.PositiveSmallIntegerField()),
                ("usable", models.PositiveSmallIntegerField()),
                ("reserved", models.PositiveSmallIntegerField(default=0)),
                ("blocked", models.PositiveSmallIntegerField(default=0)),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="Why places are capped, reserved or blocked"
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="placements.setting",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "places",
                "ordering": ["setting", "from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("setting", "from_on"), name="places_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("usable__lte", models.F("registered"))),
                        name="usable_places_are_registered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "usable__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("reserved"), "+", models.F("blocked")
                                ),
                            )
                        ),
                        name="reserved_and_blocked_places_are_usable",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("blocked", 0), ("reserved", 0), ("usable", models.F("registered"))
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="places_less_than_registered_have_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("inspected_on", models.DateField()),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires-improvement", "Requires improvement to be good"),
                            ("inadequate", "Inadequate"),
                            ("strong", "Consistently strong service delivery"),
                            ("inconsistent", "Inconsistent quality of service delivery"),
                            ("weak", "Serious or widespread weaknesses"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="placements.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["setting", "-inspected_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("setting", "inspected_on"), name="judgement_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sharing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partner",
                    models.SlugField(help_text="The other council, as its address names it"),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("supply", "Numbers of homes, places, vacancies and gaps"),
                            ("prices", "Those, and prices and spending by provider"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "agreement",
                    models.CharField(help_text="The agreement’s reference", max_length=200),
                ),
                ("from_on", models.DateField()),
                (
                    "until_on",
                    models.DateField(
                        blank=True, help_text="First day it no longer holds", null=True
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharings",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ["council", "partner", "what"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gt", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="sharing_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(help_text="Its first day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("foster", "Foster household"),
                            ("home", "Children’s home"),
                            ("supported", "Supported accommodation"),
                            ("school", "Residential special school"),
                            ("secure", "Secure children’s home"),
                            ("parent-and-child", "Parent and child placement"),
                            ("short-breaks", "Short breaks"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("budget", models.DecimalField(decimal_places=2, max_digits=11)),
                (
                    "forecast",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True),
                ),
                (
                    "actual",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spending",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "spending",
                "ordering": ["month", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "month", "kind"), name="spending_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("budget__gte", 0),
                            models.Q(("forecast", None), ("forecast__gte", 0), _connector="OR"),
                            models.Q(("actual", None), ("actual__gte", 0), _connector="OR"),
                        ),
                        name="spending_is_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_at", models.DateField()),
                ("title", models.CharField(default="Sufficiency statement", max_length=200)),
                ("introduction", models.TextField(blank=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ["-as_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "as_at"), name="statement_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkResponse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mark",
                    models.PositiveSmallIntegerField(help_text="1 to 12, as fixtures/marks.csv"),
                ),
                ("response", models.TextField(blank=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("partly", "Partly met"),
                            ("not-met", "Not met"),
                            ("unknown", "Not judged yet"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="placements.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["statement", "mark"],
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "mark"), name="mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("mark__range", (1, 12))), name="twelve_marks"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                (
                    "until_on",
                    models.DateField(
                        blank=True, help_text="First day it no longer holds", null=True
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suspensions",
                        to="placements.provider",
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gt", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="suspension_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visited_on", models.DateField()),
                ("by_role", models.CharField(help_text="Who went, as a role", max_length=100)),
                ("summary", models.TextField(blank=True)),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="placements.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["setting", "-visited_on"],
            },
        ),
        migrations.CreateModel(
            name="ForecastBreak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forecast_breaks",
                        to="accounts.council",
                    ),
                ),
            ],
            options={
                "ordering": ["first"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="break_ends_after_it_begins",
                    )
                ],
            },
        ),
    ]
