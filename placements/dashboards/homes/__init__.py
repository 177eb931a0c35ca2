"""Homes for our children: one builder for the dashboard, its downloads and the statement."""

from .building import homes_page
from .download import view_lines
from .parts import GapCell, GapLine, HomesPage, HomesView, Section

__all__ = ["GapCell", "GapLine", "HomesPage", "HomesView", "Section", "homes_page", "view_lines"]
