"""The JSON API: who may ask, and which council a token opens."""

from .councils import router
from .tokens import ApiRequest, Known, TokenAuth

__all__ = ["ApiRequest", "Known", "TokenAuth", "router"]
