"""Every write of a report: its life from the first draft to sign-off, its files."""

from boards.domain.findings import Finding
from boards.packs.report_findings import why_not_ready

from .accounting import cells_of_reports, figures_of_reports
from .files import keep_paper, note_reading, open_paper
from .naming import name_reader, unname_reader
from .recommending import Step, set_recommendations
from .refusals import DetailsConflict, NotYoursError, ReportError, SectionConflict
from .restricting import set_openness
from .reviewing import answer_review, ask_reviewer, withdraw_review
from .signing import Asked, reopen_report, sign_off_report, submit_report
from .writing import begin_report, change_details, save_section, set_authors

__all__ = [
    "Asked",
    "DetailsConflict",
    "Finding",
    "NotYoursError",
    "ReportError",
    "SectionConflict",
    "Step",
    "answer_review",
    "ask_reviewer",
    "begin_report",
    "cells_of_reports",
    "change_details",
    "figures_of_reports",
    "keep_paper",
    "name_reader",
    "note_reading",
    "open_paper",
    "reopen_report",
    "save_section",
    "set_authors",
    "set_openness",
    "set_recommendations",
    "sign_off_report",
    "submit_report",
    "unname_reader",
    "why_not_ready",
    "withdraw_review",
]
