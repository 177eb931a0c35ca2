"""Specifications of charts: the cohort's, and those of homes (`homes`)."""

from .cohort import flows_chart, homes_chart, months_chart, share_chart

__all__ = ["flows_chart", "homes_chart", "months_chart", "share_chart"]
