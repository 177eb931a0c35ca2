"""The JSON API of measures and figures: thin over the builders that pages use."""

from ninja import Router

from . import catalogue, figures

router = Router()
router.add_router("", catalogue.router)
router.add_router("", figures.router)

__all__ = ["router"]
