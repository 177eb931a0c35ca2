"""Numbers that are no figures: recognised, and blanked."""

from __future__ import annotations

import re
from functools import lru_cache

from performance.domain.wording import MONTHS

from .number_words import IN_WORDS

_N = rf"(?:\d+(?:\.\d+)?|{IN_WORDS})"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
MONTH = rf"(?:{MONTHS}|{_SHORT})"
_YEAR = r"(?:19|20)\d\d"
DATES = (
    rf"\b{_YEAR}\s?[-/–]\s?(?:{_YEAR}|\d\d)(?:\s?,?\s?(?:q[1-4]|quarter\s[1-4]))?\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}\b\.?,?(?:\s+{_YEAR}|\s?[’']?\d\d(?!\d|%|\s?per|\.\d))?",
    rf"\b{MONTH}\.?,?\s+\d{{1,2}}(?:st|nd|rd|th),?(?:\s+{_YEAR})?\b",
    rf"\b{MONTH}\.?,?\s+[’']?{_YEAR}\b",
    rf"\b{MONTH}[\s\-][’']?(?:1[5-9]|2\d)\b(?!\s?%|\s?per|\.\d|\s+children)",
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b",
    rf"\b{_YEAR}-\d\d-\d\d\b",
    r"\bq[1-4]\b(?:\s?[-/–]\s?q?[1-4]\b)?",
    rf"\bquarters?\s(?:[1-4]|{IN_WORDS})(?:\s?(?:and|to|-|–)\s?[1-4]\b)?",
    rf"\b(?:years?|in|of|since|by|to|from|before|after|during|and|until|end)\s+{_YEAR}s?\b(?!\s+(?:children|young|visits))",
    rf"(?<![\d,.£]){_YEAR}s?(?![\d,]|\.\d|\s?%|\s+(?:children|young))",
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\s?(?:am|pm|hours|hrs|noon)\b",
    r"\b(?:at|from|to|until)\s(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d|\s?%|\s?per)\b",
    r"\b\d{1,2}\s?(?:am|pm|noon)\b",
    r"\b(?:[01]\d|2[0-3]):[0-5]\d\b(?!\s?(?:%|split|in favour))",
)
REFERENCES = (
    r"^\s*(?:\d{1,2}\.)+\d{0,2}\.?\s+(?=[A-Z“\"])",
    r"^\s*\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s+",
    r"^\s*\d{1,2}\s+(?=[A-Z][a-z]+(?:\s+[a-z]+){0,4}$)",
    r"\b(?:sections?|paragraphs?|paras?\.?|regulations?|regs?\.?|articles?|chapters?|schedules?|parts?|items?|"
    r"minutes?|appendi(?:x|ces)|annex(?:es)?|pages?|pp?\.|tables?|figures?|figs?\.?|charts?|slides?|notes?|rules?|"
    r"versions?|editions?|stages?|phases?|levels?|bands?|grades?|tiers?|priority|priorities|principles?|"
    r"recommendations?|objectives?|outcomes?|actions?|options?|clauses?|steps?|no\.?|nos\.?|number|ref\.?|"
    r"categories|category|years?|wards?|rooms?|floors?|forms?|volume|chapter|lot|strand|theme|goals?|"
    rf"agenda item|question|question no\.)\s+(?:\d+(?:\.\d+)*[a-z]?|{IN_WORDS})"
    r"(?:\(\w+\))*(?:\s?(?:,|and|to|-|–)\s?\d+(?:\.\d+)*[a-z]?(?![\d%]|\s?%|\s?per))*(?![\d%]|[.,]\d|\s?%|\s?per\s?cent)",
    r"(?:§|#)\s?\d+(?:\.\d+)*",
    r"\b(?:ni|pn|s|c|v|a|k|u|p|h|r|ks|b|m|covid|eh|en|iso|oc)[\s-]?\d{1,3}[a-z]?\b(?!\s?%|\s?per|[.,]\d)",
    r"\b\d{4}/\d+\b",
    r"\b(?:Act|Regulations|Order|Guidance)\s+\d{4}\b",
    r"\[\d+\]|\(\d\)(?=\s*$)",
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b",
    r"\b(?:https?://|www\.)\S+",
    r"\S+@\S+",
    r"\b0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}\b|\+44[\d\s]+\d",
    r"\b24/7\b",
    r"(?<!\d\s)(?<!\w)per\s10[,\s]?000\b",
    r"\bzero[\s-]tolerance\b|\bone[\s-]to[\s-]one\b|\bone another\b|\b(?:each|no) one\b",
    r"\bone[\s-]off\b",
)
SUPPOSED = (
    rf"\b(?:a|each|every)\s+{_N}\s?(?:%|per\s?cent|percentage\s+point)\s+(?:shift|swing|change)\b",
)
MONEY = (
    r"(?:£|\$|€|GBP\s?)\s?\d[\d,.]*\d?(?:\s?(?:-|–|to)\s?£?\d[\d,.]*)?(?:\s?(?:k|m|bn|million|thousand|billion)\b)?",
    rf"\b{_N}\s?(?:million|billion|thousand|pounds|pence)\b(?!\s+(?:children|people))",
    r"\b\d+(?:\.\d+)?\s?(?:FTE|fte|posts?|WTE)\b",
)
AGES = (
    rf"\b(?:aged?|ages|born)(?:\s(?:between|of|from|over|under|at))?\s+{_N}(?:\s?(?:-|–|to|and|or)\s?{_N})*(?:\+|\s+(?:and|or)\s+(?:over|older|above|under))?",
    rf"\b{_N}(?:\s?(?:-|–|to|and|or|/)\s?{_N})*\s?[\s-]years?[\s-]olds?\b",
    rf"\b{_N}\s?(?:-|–|to|and)\s?{_N}[\s-]years?\b",
    rf"\b(?:under|over)[\s-](?:1|5|8|10|11|12|16|18|21|25|{IN_WORDS})s?\b(?!\s?%|[.,]\d|\s?per|\s+(?:children|young))",
    rf"\b{_N}(?:th|st|nd|rd)?\s+birthdays?\b",
    r"\b(?:1[0-9]|2[0-5])\+",
    r"\b(?:1[4-9]|2[0-5])\s?(?:/|-|–)\s?(?:1[4-9]|2[0-5])s?\b(?!\s?%|\s?per)",
    r"\b(?:1[4-9]|2[0-5])\s+(?:to|and)\s+(?:1[4-9]|2[0-5])s\b",
    r"\b(?:turn(?:ed|ing|s)?|reach(?:ed|ing|es)?|until|beyond|post|pre|at|age)[\s-](?:16|17|18|21|25|eighteen|sixteen)\b(?!\s?%|[.,]\d|\s?per|\s+(?:children|young))",
)
DURATIONS = (
    rf"\b{_N}(?:\s?(?:-|–|to|or|and)\s?{_N})?[\s-](?:or\s+more\s+|and\s+a\s+half\s+|full\s+|calendar\s+|consecutive\s+|continuous\s+)?"
    r"(?:working\s+days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|miles?|kilometres?|km|decades?|weekly|monthly|terms?|quarters?\b(?!\s+of)|nights?|times|sessions?|occasions)\b",
    r"\b(?:one|two|three|four|five|six|\d+)[\s-](?:fold|year|month|week|day|bed|bedroom|point|part|way|page|stage)\b",
    rf"\b(?:first|last|next|past|previous|within|every)\s+{_N}\s+(?:working\s+)?(?:days?|weeks?|months?|years?)\b",
    r"\b\d+(?:st|nd|rd|th)\b",
    r"\b(?:three|3|two|2)\s+or\s+more(?:\s+(?:placements?|homes|moves|siblings|times))?\b|\b(?:three|3)\s?\+\s*(?=placements?|homes|moves)",
    r"\b(?:fewer|less)\s+than\s+(?:three|3)\s+(?=placements?|homes|moves)",
    r"\b(?:19|nineteen)\s+to\s+(?:22|twenty-two)\s+cases\b|\b19\s+cases\s+or\s+more\b",
    r"\b(?:SDQ\s+)?scores?\s+(?:of\s+)?(?:0|14|17)\s?(?:-|–|to|or|and)\s?(?:\d+|more|over|above)\b",
    r"\b7\s?(?:-|–|to)\s?10(?:\s+(?:out\s+)?of\s+10)?\b|\b(?:\d,\s?)+\d?\s?or\s10\s+out\s+of\s+10\b",
)
_ASIDE = tuple(
    re.compile(pattern, re.I if pattern not in REFERENCES[:3] else 0)
    for pattern in (*REFERENCES, *SUPPOSED, *MONEY, *DATES, *AGES, *DURATIONS)
)


@lru_cache(maxsize=4096)
def without_asides(text: str) -> str:
    """The text with numbers that are no figures blanked; every other letter keeps its place.

    >>> without_asides("At 31 March 2021, 684").split()
    ['At', ',', '684']
    """
    for pattern in _ASIDE:
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text
