"""The JSON API of published editions and their files."""

from .editions import router

__all__ = ["router"]
