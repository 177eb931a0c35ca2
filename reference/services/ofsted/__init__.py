"""Ofsted's register of children's social care: a published file into a release, kept for good."""

from .importing import Outcome, RegisterReport, import_ofsted
from .loading import load_register
from .refusals import RegisterRefused

__all__ = ["Outcome", "RegisterRefused", "RegisterReport", "import_ofsted", "load_register"]
