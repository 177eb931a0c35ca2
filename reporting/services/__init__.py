"""Writes of this floor: published editions and the builds that make them."""

from reporting.domain.editions import CellRow, EditionFigureRow, NewFile

from .builds import (
    BuildRefusedError,
    Lease,
    LeaseLostError,
    ask_build,
    fail_build,
    finish_build,
    progress_of,
    report_progress,
    run_build,
    take_back_expired,
    take_build,
)
from .disclosure_rules import DisclosureRulesError, set_disclosure_rules
from .editions import (
    NothingChangedError,
    NumberTakenError,
    PublishError,
    publish_edition,
    record_look,
    under_a_free_number,
)
from .files import DamagedFileError, keep_file, open_edition_file, read_kept_file, sweep_orphans
from .withdrawal import WithdrawError, withdraw_edition

__all__ = [
    "BuildRefusedError",
    "CellRow",
    "DamagedFileError",
    "DisclosureRulesError",
    "EditionFigureRow",
    "Lease",
    "LeaseLostError",
    "NewFile",
    "NothingChangedError",
    "NumberTakenError",
    "PublishError",
    "WithdrawError",
    "ask_build",
    "fail_build",
    "finish_build",
    "keep_file",
    "open_edition_file",
    "progress_of",
    "publish_edition",
    "read_kept_file",
    "record_look",
    "report_progress",
    "run_build",
    "set_disclosure_rules",
    "sweep_orphans",
    "take_back_expired",
    "take_build",
    "under_a_free_number",
    "withdraw_edition",
]
