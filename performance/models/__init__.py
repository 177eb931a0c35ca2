"""Indicators and targets, quarterly returns, figures and commentary."""

from .catalogue import (
    CouncilIndicator,
    Group,
    Indicator,
    PartnerArea,
    SeriesBreak,
    Target,
    Theme,
    ThemeOfficer,
)
from .figures import Commentary, Figure, FigureQuerySet, Pack, SeriesNote
from .history import HistoryMapping, ImportBatch
from .offers import Offer, OfferQuerySet
from .reminders import DigestDay, MailChoice, ReminderLine, ReminderMail
from .returns import Entry, EntryFields, EntryRevision, QuarterlyReturn, ReturnStep
from .settings import ReportingRules
from .told import GapExplanation

__all__ = [
    "Commentary",
    "CouncilIndicator",
    "DigestDay",
    "Entry",
    "EntryFields",
    "EntryRevision",
    "Figure",
    "FigureQuerySet",
    "GapExplanation",
    "Group",
    "HistoryMapping",
    "ImportBatch",
    "Indicator",
    "MailChoice",
    "Offer",
    "OfferQuerySet",
    "Pack",
    "PartnerArea",
    "QuarterlyReturn",
    "ReminderLine",
    "ReminderMail",
    "ReportingRules",
    "ReturnStep",
    "SeriesBreak",
    "SeriesNote",
    "Target",
    "Theme",
    "ThemeOfficer",
]
