"""Registers of who runs homes, the homes, their places and how they were judged."""

from __future__ import annotations

from placements.models import Judgement, Places, PlannedPlaces, Provider, Setting, Suspension

from .declaring import Box, Register

HOMES = "Homes and who runs them"

PROVIDERS = Register(
    key="providers",
    name="Providers",
    one="provider",
    group=HOMES,
    model=Provider,
    council="council",
    told="Whoever runs homes for the council’s children, the council itself among them.",
    empty="Enter the council itself first, as the provider of its own foster homes.",
    boxes=(
        Box("name", "Name"),
        Box("sector", "Sector", filtered=True),
        Box("owner", "Owner", "Who owns it, as Ofsted prints it. Leave it empty if nobody else"),
        Box("contact", "Contact", "A role, not a person", shown=False),
        Box("urn", "URN", "An agency’s own number at Ofsted"),
    ),
    identity=("name",),
    search=("name", "owner", "urn"),
    page="placements:provider",
)
SUSPENSIONS = Register(
    key="suspensions",
    name="Suspensions",
    one="suspension",
    group=HOMES,
    model=Suspension,
    council="provider__council",
    told="From a day until another no child is placed with a provider, unless somebody says why.",
    empty="No provider has been suspended.",
    boxes=(
        Box("provider", "Provider", filtered=True),
        Box("from_on", "From"),
        Box("until_on", "Until", "The first day on which it no longer holds"),
        Box("reason", "Reason"),
    ),
    identity=("provider", "from_on"),
    search=("provider__name", "reason"),
    related=("provider",),
)
SETTINGS = Register(
    key="settings",
    name="Homes and foster households",
    one="home",
    group=HOMES,
    model=Setting,
    council="provider__council",
    told="Every setting where children live or could live. Names are for the council alone.",
    empty="Enter the providers first, then their homes here or from a spreadsheet.",
    boxes=(
        Box("name", "Name", "Of a household: a reference, not the carers’ names"),
        Box("provider", "Provider", filtered=True),
        Box("kind", "Kind", filtered=True),
        Box("urn", "URN", "As Ofsted writes it, for example SC012345"),
        Box("district", "District", "Its name, for example Nottingham", filtered=True),
        Box("registered_on", "Registered on", shown=False),
        Box("opened_on", "Opened on", "Of a household: approved on", shown=False),
        Box("closed_on", "Closed on", "The first day it was closed"),
        Box("age_from", "Youngest age", usual=0),
        Box("age_to", "Oldest age", usual=17),
        Box("specialisms", "What it specialises in", shown=False),
    ),
    identity=("provider", "name"),
    search=("name", "urn", "provider__name"),
    related=("provider",),
    checked=True,
    page="placements:setting",
)
PLACES = Register(
    key="places",
    name="Places over time",
    one="line of places",
    group=HOMES,
    model=Places,
    council="setting__provider__council",
    told="How many places a home had from a day on, until its next line.",
    empty="Without places no home has a vacancy. Enter a line for each home.",
    boxes=(
        Box("setting", "Home", filtered=True),
        Box("from_on", "From"),
        Box("registered", "Registered places", "As Ofsted or the panel approved"),
        Box("usable", "Usable places", "Fewer where it is capped below registration"),
        Box("reserved", "Reserved", "Of the usable: for others, or for emergencies", usual=0),
        Box("blocked", "Blocked", "Of the usable: cannot be filled for now", usual=0),
        Box("reason", "Why places are capped, reserved or blocked"),
    ),
    identity=("setting", "from_on"),
    search=("setting__name", "reason"),
    related=("setting",),
    checked=True,
)
PLANNED = Register(
    key="planned",
    name="Planned places",
    one="phase of planned places",
    group=HOMES,
    model=PlannedPlaces,
    council="provider__council",
    told="Places that will open, one line a phase.",
    empty="No places are planned.",
    boxes=(
        Box("name", "Name of the plan"),
        Box("provider", "Provider", filtered=True),
        Box("kind", "Kind", filtered=True),
        Box("phase", "Phase", usual=1),
        Box("opens_on", "Opens on"),
        Box("places", "Places"),
        Box("use", "For whom", usual="exclusive"),
        Box("age_from", "Youngest age", shown=False, usual=0),
        Box("age_to", "Oldest age", shown=False, usual=17),
        Box("district", "District", "Its name, for example Nottingham", shown=False),
        Box("status", "Status", filtered=True, usual="planned"),
    ),
    identity=("provider", "name", "phase"),
    search=("name", "provider__name"),
    related=("provider",),
)
JUDGEMENTS = Register(
    key="judgements",
    name="Judgements",
    one="judgement",
    group=HOMES,
    model=Judgement,
    council="setting__provider__council",
    told="What inspections said, where the council recorded it itself. What Ofsted published wins "
    "over a line of the same day.",
    empty="Judgements that Ofsted published need not be entered: they are read by URN.",
    boxes=(
        Box("setting", "Home", filtered=True),
        Box("inspected_on", "Inspected on"),
        Box("grade", "Judgement", filtered=True),
    ),
    identity=("setting", "inspected_on"),
    search=("setting__name",),
    related=("setting",),
    checked=True,
)
