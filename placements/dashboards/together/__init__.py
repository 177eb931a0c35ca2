"""Homes across councils that plan together."""

from .building import together_page
from .partners import Partner, partners_of
from .parts import SharedProvider, TogetherPage, together_lines

__all__ = [
    "Partner",
    "SharedProvider",
    "TogetherPage",
    "partners_of",
    "together_lines",
    "together_page",
]
