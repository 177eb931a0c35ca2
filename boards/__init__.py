"""Boards, members, meetings, agenda packs, minutes and actions."""
