"""The council that a token opens."""

from ninja import Field, Router, Schema
from ninja.pagination import paginate

from accounts.models import Council
from reference.api import Pages

from .tokens import ApiRequest, TokenAuth

router = Router(tags=["Councils"])
SEES = TokenAuth("accounts.see_council", public=True)


class CouncilOut(Schema):
    """A council."""

    slug: str = Field(description="Stands in every address of the council")
    name: str
    board_name: str
    area: str = Field(description="GSS code")
    area_name: str

    @staticmethod
    def resolve_area(council: Council) -> str:
        return council.area_id

    @staticmethod
    def resolve_area_name(council: Council) -> str:
        return council.area.name


@router.get("/councils", response=list[CouncilOut], auth=SEES)
@paginate(Pages)
def councils(request: ApiRequest) -> list[Council]:
    """The councils that this token opens: one."""
    return [request.council]


@router.get("/councils/{slug:council}", response=CouncilOut, auth=SEES)
def council(request: ApiRequest, council: str) -> Council:
    """One council."""
    return request.council
