"""Shares: a count of a whole beside its percentage, the two sides of a split, and of whom it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from reference.domain.rounding import percentage

from .claims import Claim, Reading, is_aside
from .comparing import Verdict, may_alarm
from .following import SLACK
from .known import Known, Role
from .numbers import Form, blank
from .report import Status


def broken_share(claim: Claim, siblings: Sequence[Claim]) -> str:
    """ "10 of the 22 (54.5%)": what is wrong, where the percentage told beside a count is not its
    share; of the percentage as of the count.
    """
    for count, share in pairwise(siblings):
        if claim not in (count, share) or count.number.form is not Form.SHARE:
            continue
        if share.number.form is not Form.PERCENT or share.topics != count.topics or share.change:
            continue
        if is_aside(share.part) and count.number.second:
            right = percentage(count.number.value, count.number.second, share.number.places)
            if abs(right - share.number.value) > SLACK.get(share.number.places, Decimal(1)) / 2:
                return f"{count.number.text} is {right:f}%, not {share.number.text}."
    return ""


def broken_ratio(claim: Claim) -> Verdict | None:
    """ "53.6:46.6": the two sides of a split of a percentage make 100."""
    number = claim.number
    if number.form is not Form.RATIO or number.second is None:
        return None
    total = number.value + number.second
    if total == 100 or not 95 <= total <= 105:
        return None
    return Verdict(Status.CONTRADICTS, claim.topic.now, f"The two sides make {total:f}, not 100.")


def wrong_whole(claim: Claim, known: Known, reading: Reading) -> Verdict | None:
    """A share of fostered children that is told as one of all children in care."""
    topic = claim.topic
    if (
        not topic.whole
        or topic.now is None
        or not may_alarm(claim)
        or claim.role is not Role.ACTUAL
    ):
        return None
    if claim.number.form not in (Form.PERCENT, Form.FRACTION):
        return None
    lexicon = known.lexicon
    clause = f"{claim.part.number.text}{claim.part.tail[:90]}"
    text = reading.text
    for mention in (one for one in reading.mentions if topic in one.topics):
        text = blank(text, mention.start, mention.end)
    if not lexicon.says("whole:all", clause) or lexicon.says(f"whole:{topic.whole}", text):
        return None
    words = f"{topic.text(topic.now)} is a share of: {topic.denominator.lower()}."
    return Verdict(Status.CONTRADICTS, topic.now, words)
