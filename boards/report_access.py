"""Who may read and who may write one report, and what everybody may call it.

Beside the permissions of `rules`, which speak of a council, these speak of one paper.
"""

from __future__ import annotations

from accounts.models import User
from boards.models import Appendix, Report, Restricted, Review


def may_write(user: User, report: Report) -> bool:
    """Whoever began it, its other authors, and governance officers."""
    council = report.board.council
    if not user.has_perm("boards.write_reports", council):
        return False
    if user.has_perm("boards.run_meetings", council):
        return True
    return is_author(user, report)


def is_author(user: User, report: Report) -> bool:
    return report.created_by_id == user.pk or report.authors.filter(user=user).exists()


def wrote(user: User, report: Report) -> bool:
    """Its authors, and whoever saved a section last: none of them signs it off."""
    return is_author(user, report) or report.sections.filter(updated_by=user).exists()


def may_read(user: User, report: Report) -> bool:
    """An open report: all who see reports. A restricted one: by role, its authors and reviewers."""
    council = report.board.council
    if report.is_open:
        return user.has_perm("boards.see_reports", council)
    return user.has_perm("boards.read_restricted", council) or _works_on(user, report)


def may_read_appendix(user: User, appendix: Appendix) -> bool:
    report = appendix.report
    if not may_read(user, report):
        return False
    council = report.board.council
    by_role = user.has_perm("boards.read_restricted", council)
    return appendix.is_open or by_role or _works_on(user, report)


def _works_on(user: User, report: Report) -> bool:
    """Of those who see reports at all; an appendix is read by whoever wrote or reviews it."""
    sees = user.has_perm("boards.see_reports", report.board.council)
    return sees and (is_author(user, report) or report.reviews.filter(reviewer=user).exists())


def may_answer(user: User, review: Review) -> bool:
    """The person asked; where nobody was named, whoever sees reports but did not write this one."""
    if review.reviewer_id is not None:
        return review.reviewer_id == user.pk
    council = review.report.board.council
    return user.has_perm("boards.see_reports", council) and not is_author(user, review.report)


def safe_title(paper: Restricted, title: str) -> str:
    """A paper's title as logs and lists may say it: a restricted one by its public title."""
    return title if paper.is_open else paper.public_title


def subject_of(report: Report) -> str:
    """What an audit event calls a report."""
    return f"Report {report.pk}: {safe_title(report, report.title)}"
