"""The performance pack of a quarter: one builder, one frozen dataclass, two audiences."""

from .parts import EXEMPT, KIND, QuarterlyPack
from .quarterly import next_number, quarterly_pack

__all__ = ["EXEMPT", "KIND", "QuarterlyPack", "next_number", "quarterly_pack"]
