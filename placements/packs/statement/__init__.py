"""The sufficiency statement and the market position for providers: one builder, one template."""

from .building import next_number, statement_pack
from .parts import KINDS, MARKET, SUFFICIENCY, StatementPack

__all__ = ["KINDS", "MARKET", "SUFFICIENCY", "StatementPack", "next_number", "statement_pack"]
