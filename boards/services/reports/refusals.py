"""What cannot be done with a report, in words."""

from __future__ import annotations

from boards.models import Report, ReportSection


class ReportError(Exception):
    """Something that cannot be done with a report; the message says why and what to do."""


class NotYoursError(ReportError):
    """The person may not do this with this report."""


class SectionConflict(ReportError):
    """Somebody saved the section meanwhile. Both versions are kept: `section` is theirs, `typed`
    is what was about to be saved.
    """

    def __init__(self, section: ReportSection, typed: str) -> None:
        who = section.updated_by or "A colleague"
        super().__init__(f"{who} saved this section while you were writing. Choose what to keep.")
        self.section, self.typed = section, typed


class DetailsConflict(ReportError):
    """Somebody saved other details meanwhile; `report` has theirs."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            "Somebody saved other details while you were writing. Theirs stand below yours: take "
            "over what you need, and save again."
        )
        self.report = report
