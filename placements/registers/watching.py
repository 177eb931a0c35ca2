"""Registers of how good homes are between inspections, and of the recruitment of foster carers."""

from __future__ import annotations

from placements.models import (
    Concern,
    MonitoringReport,
    PlanStep,
    ProviderReview,
    Recommendation,
    Recruitment,
    RiskScore,
    Visit,
)

from .declaring import Box, Register

WATCHING = "Quality"
FOSTERING = "Fostering"
MARK = "From 1, no worry, to 5"

REVIEWS = Register(
    key="reviews",
    name="Provider reviews",
    one="provider review",
    group=WATCHING,
    model=ProviderReview,
    council="provider__council",
    told="Meetings with a provider. The next falls due six months later.",
    empty="No provider has been reviewed yet.",
    boxes=(
        Box("provider", "Provider", filtered=True),
        Box("held_on", "Held on"),
        Box("by_role", "Held by", "A role, not a person"),
        Box("summary", "Summary", shown=False),
    ),
    identity=("provider", "held_on", "by_role"),
    search=("provider__name", "summary"),
    related=("provider",),
)
RISKS = Register(
    key="risks",
    name="Risk scores",
    one="risk score",
    group=WATCHING,
    model=RiskScore,
    council="setting__provider__council",
    told="Five marks of a home, and their sum: how often it is visited follows from it.",
    empty="No home has been scored. Until then every home is visited as one of middling risk.",
    boxes=(
        Box("setting", "Home", filtered=True),
        Box("scored_on", "Scored on"),
        Box("performance", "Performance", MARK),
        Box("viability", "Viability", MARK),
        Box("inspections", "Inspections", MARK),
        Box("history", "History", MARK),
        Box("complexity", "Complexity of needs", MARK),
    ),
    identity=("setting", "scored_on"),
    search=("setting__name",),
    related=("setting",),
)
VISITS = Register(
    key="visits",
    name="Visits",
    one="visit",
    group=WATCHING,
    model=Visit,
    council="setting__provider__council",
    told="Somebody of the council saw a home. The next visit is due by the home’s risk score.",
    empty="No visit has been recorded.",
    boxes=(
        Box("setting", "Home", filtered=True),
        Box("visited_on", "Visited on"),
        Box("by_role", "Visited by", "A role, not a person"),
        Box("summary", "Summary", "Name no child", shown=False),
    ),
    identity=("setting", "visited_on", "by_role"),
    search=("setting__name", "summary"),
    related=("setting",),
)
CONCERNS = Register(
    key="concerns",
    name="Concerns",
    one="concern",
    group=WATCHING,
    model=Concern,
    council="setting__provider__council",
    told="Something that somebody worries about in a home, until it is settled.",
    empty="No concern has been raised.",
    boxes=(
        Box("setting", "Home", filtered=True),
        Box("raised_on", "Raised on"),
        Box("source", "Source", "For example visit, complaint, Ofsted"),
        Box("about", "What it is about", "Name no child"),
        Box("settled_on", "Settled on"),
        Box("outcome", "Outcome", shown=False),
    ),
    identity=("setting", "raised_on", "about"),
    search=("setting__name", "about", "source"),
    related=("setting",),
)
STEPS = Register(
    key="steps",
    name="Steps of action plans",
    one="step",
    group=WATCHING,
    model=PlanStep,
    council="setting__provider__council",
    told="What a home is to do, who answers for it and by when.",
    empty="No home has an action plan.",
    boxes=(
        Box("setting", "Home", filtered=True),
        Box("concern", "For the concern", shown=False),
        Box("what", "What is to be done"),
        Box("owner", "Who answers for it", "A role, not a person"),
        Box("due_on", "Due on"),
        Box("done_on", "Done on"),
    ),
    identity=("setting", "what"),
    search=("setting__name", "what", "owner"),
    related=("setting", "concern__setting"),
)
MONITORING = Register(
    key="monitoring",
    name="Regulation 44 reports",
    one="regulation 44 report",
    group=WATCHING,
    model=MonitoringReport,
    council="setting__provider__council",
    told="The independent person’s monthly visits to children’s homes, and when the report came.",
    empty="No report has been recorded.",
    boxes=(
        Box("setting", "Home", filtered=True),
        Box("visited_on", "Visited on"),
        Box("received_on", "Report received on"),
    ),
    identity=("setting", "visited_on"),
    search=("setting__name",),
    related=("setting",),
    offered=True,
)
RECOMMENDATIONS = Register(
    key="recommendations",
    name="Recommendations",
    one="recommendation",
    group=WATCHING,
    model=Recommendation,
    council="report__setting__provider__council",
    told="What a regulation 44 report asks of a home.",
    empty="No recommendation has been recorded.",
    boxes=(
        Box("report", "Report", filtered=True),
        Box("what", "What it asks"),
        Box("due_on", "Due on"),
        Box("done_on", "Done on"),
    ),
    identity=("report", "what"),
    search=("report__setting__name", "what"),
    related=("report__setting",),
)
RECRUITMENT = Register(
    key="recruitment",
    name="Recruitment of foster carers",
    one="month of recruitment",
    group=FOSTERING,
    model=Recruitment,
    council="council",
    told="From the first enquiry to approval, and de-registrations, by month.",
    empty="Enter each month’s numbers, or upload them from a spreadsheet.",
    boxes=(
        Box("month", "Month", "For example April 2021"),
        Box("stage", "Stage", filtered=True),
        Box("households", "Households"),
        Box("places", "Places", "Where they are known"),
    ),
    identity=("month", "stage"),
    offered=True,
)
