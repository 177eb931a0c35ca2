"""Published editions with the checksums of their files, and the files as they were published."""

import datetime as dt
from typing import Annotated, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Field, Path, Query, Router, Schema
from ninja.errors import HttpError
from ninja.pagination import paginate

from accounts.api import ApiRequest, TokenAuth
from reference.api import Code, Pages
from reporting.dashboards import editions_asked
from reporting.models import Edition, EditionFile
from reporting.rules import editions_kept_from, kinds_not_read_by
from reporting.services import DamagedFileError, open_edition_file, record_look

router = Router(tags=["Editions"])
# A token that reads public figures only finds public editions only.
READS = TokenAuth("reporting.read_board_edition", public=True)
EditionId = Annotated[int, Field(ge=1, le=2**31 - 1)]


class FileOut(Schema):
    name: str
    form: Literal["document", "slides", "briefing"] = Field(
        description="The document itself, its slides, or one page for who takes the chair"
    )
    media_type: str
    sha256: str = Field(description="Of the file's bytes, which never change")
    size: int = Field(description="In bytes")
    address: str = Field(description="Where the API gives the file")

    @staticmethod
    def resolve_address(file: EditionFile) -> str:
        edition = file.edition
        parts = [edition.council.slug, edition.pk, file.name]
        return reverse("api:edition_file", args=parts)


class EditionOut(Schema):
    """A published document, frozen: a later change makes a new edition."""

    id: int
    kind: str
    subject: str = Field(description="Of a pack its quarter: 2020-21-Q4")
    audience: str = Field(description="public or board")
    number: int
    title: str
    published_at: dt.datetime
    pages: int
    reason: str = Field(description="Why it was published again")
    files: list[FileOut]


class EditionFilter(Schema):
    kind: Code | None = Field(None, description="performance-pack")
    subject: Code | None = Field(None, description="2020-21-Q4")
    audience: Literal["public", "board"] | None = None


@router.get("/councils/{slug:council}/editions", response=list[EditionOut], auth=READS)
@paginate(Pages)
def editions(request: ApiRequest, council: str, asked: Query[EditionFilter]) -> QuerySet[Edition]:
    """Published editions, the newest first."""
    public, without, kept = request.auth.is_public, _without(request), _kept(request)
    return editions_asked(
        request.council, public=public, without=without, kept=kept, **asked.dict()
    )


@router.get("/councils/{slug:council}/editions/{int:edition}", response=EditionOut, auth=READS)
def edition(request: ApiRequest, council: str, edition: Path[EditionId]) -> Edition:
    """One edition."""
    return _edition_or_404(request, edition)


@router.get(
    "/councils/{slug:council}/editions/{int:edition}/files/{str:name}",
    auth=READS,
    url_name="edition_file",
    openapi_extra={
        "responses": {
            200: {
                "description": "The file",
                "content": {
                    kind: {"schema": {"type": "string", "format": "binary"}}
                    for kind in ("application/pdf", "text/html")
                },
            }
        }
    },
)
def edition_file(
    request: ApiRequest, council: str, name: str, edition: Path[EditionId]
) -> HttpResponse:
    """A file, byte for byte as it was published. Every look at a board edition is recorded."""
    for file in _edition_or_404(request, edition).files.all():
        if file.name == name:
            return _download(request, file)
    raise Http404


def _without(request: ApiRequest) -> list[str]:
    """Board editions that whoever made the token may not read."""
    return kinds_not_read_by(request.auth.made_by, request.council)


def _kept(request: ApiRequest) -> set[tuple[str, str]]:
    """Board editions from which that very person is kept."""
    return editions_kept_from(request.auth.made_by, request.council)


def _edition_or_404(request: ApiRequest, number: int) -> Edition:
    public, without = request.auth.is_public, _without(request)
    held = editions_asked(request.council, public=public, without=without, kept=_kept(request))
    found = held.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _download(request: ApiRequest, file: EditionFile) -> HttpResponse:
    try:
        data = open_edition_file(file)
    except DamagedFileError as damaged:
        raise HttpError(500, "The file is damaged. Tell the operator of this service.") from damaged
    if file.edition.audience == "board":
        record_look(file=file, by=request.auth.made_by, token=str(request.auth))
    answer = HttpResponse(data, content_type=file.media_type)
    answer["ETag"] = f'"{file.sha256}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer
