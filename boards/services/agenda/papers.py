"""Papers that come by themselves: left out, put back, and kept once an edition prints them."""

from __future__ import annotations

import datetime as dt

from accounts.models import User
from boards.models import AgendaItem, Meeting, PaperFile
from boards.packs.agenda import AgendaPack, OpenPaper
from boards.packs.agenda.made_here import KINDS
from reporting.services import read_kept_file

from ..reports.files import PDF, keep_paper
from .changing import AgendaError, changing
from .ordering import Done

HTML = "text/html"


def leave_paper_out(*, item: AgendaItem, out: bool, by: User) -> Done:
    """Takes the paper that comes by itself out of the agenda, or back in; the item stays. Raises
    AgendaError for an item that has none.
    """
    with changing(item.meeting, by=by, action="agenda.paper_left_out") as change:
        if item.kind not in KINDS or item.report_id is not None:
            raise AgendaError(f"{item.title} has no paper that comes by itself.")
        AgendaItem.objects.filter(pk=item.pk).update(paper_left_out=out)
        change.words = f"{item.title}: its paper {'left out' if out else 'put back'}."
        change.undoes = True
    item.paper_left_out = out
    return Done(change.words)


def keep_papers_made_here(*, meeting: Meeting, pack: AgendaPack, by: User, at: dt.datetime) -> None:
    """Gives the files of papers that were made of what is on record their rows: without them a
    sweep would take what an edition printed.
    """
    council = meeting.board.council
    for one in pack.papers:
        paper = one.paper
        if not isinstance(paper, OpenPaper) or not paper.made_here:
            continue
        for sha256, kind, ending in ((paper.sha256, PDF, "pdf"), (paper.page, HTML, "html")):
            if PaperFile.objects.filter(council=council, sha256=sha256).exists():
                continue
            keep_paper(
                council=council,
                data=read_kept_file(sha256, f"The file of {paper.label}"),
                name=f"{meeting.slug}-item-{paper.key}.{ending}",
                pages=paper.pages,
                media_type=kind,
                made_here=True,
                by=by,
                at=at,
            )
