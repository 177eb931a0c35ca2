"""Figure check: do the numbers in a paper's prose agree with the figures that are held?

    documents (`document`) -> numbers (`numbers`, `aside`) and names (`naming`)
    -> claims (`claims`: `attributing`, `dating`, `claiming`, `doubting`, `cells`)
    -> findings (`comparing`, `following`, `directions`, `shares`, `wholes`, `between`), and `small`

Text + catalogue + figures -> findings; no Django, no clock, no files.
"""

from .check import check_documents
from .document import Block, Document, Kind
from .known import Fact, Known, Role, Topic, named
from .lexicon import Lexicon, phrase
from .naming import plain_name
from .report import ALARMS, Finding, Report, SmallCount, Status
from .small import small_counts

__all__ = [
    "ALARMS", "Block", "Document", "Fact", "Finding", "Kind", "Known", "Lexicon", "Report", "Role",
    "SmallCount", "Status", "Topic", "check_documents", "named", "phrase", "plain_name",
    "small_counts",
]  # fmt: skip
