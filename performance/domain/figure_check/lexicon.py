"""Words that people use: phrases that name a measure, and cues (target, last year, of those who).

The words are data: `fixtures/indicator_aliases.csv` and `figure_check_words.csv`. A phrase is words
with one space between: `a|b` either, `dent*` any ending, `...` up to five words, `word?` may be
missing, `=Reading` with its capital. A phrase that begins with `#` stands right behind its number:
"# children in care".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

GAP = r"[\s\-–/,’'“”\"()]+"
SOME_WORDS = r"(?:[\w’'&-]+[\s,]+){0,5}?"
FOLLOWS = "#"
WORDS_APART = "..."
AS_WRITTEN = "="


@dataclass(frozen=True)
class Phrase:
    """`key` is a piece of text without which the phrase cannot occur: looked for first, it saves
    most of the searching. `size` says how telling the phrase is: the longer wins.
    """

    pattern: re.Pattern[str]
    key: str
    size: int
    follows: bool = False

    def found_in(self, text: str, lowered: str) -> Iterator[re.Match[str]]:
        if self.key in lowered:
            yield from self.pattern.finditer(text)


@lru_cache(maxsize=4096)
def phrase(text: str) -> Phrase:
    """A phrase as it is written in the data.

    >>> bool(phrase("dental check* ... up to date").pattern.search("Dental checks are up to date"))
    True
    """
    words = text.split()
    follows = words[0] == FOLLOWS
    words = words[1:] if follows else words
    plain = [word for word in words if word != WORDS_APART and not word.endswith("?")]
    single = [word for word in plain if "|" not in word]
    key = max((word.rstrip("*").lower() for word in single), key=len, default="")
    # Apostrophes and hyphens are written in several ways.
    key = max(re.split(r"[^a-z0-9]+", key), key=len)
    pattern = re.compile(rf"\b{_expression(words)}(?!\w)", re.I)
    return Phrase(pattern, key, len(" ".join(plain)), follows)


def _expression(words: list[str]) -> str:
    parts = []
    for number, word in enumerate(words):
        last = number == len(words) - 1
        if word == WORDS_APART:
            parts.append(SOME_WORDS)
        elif word.endswith("?"):
            parts.append(f"(?:{_word(word[:-1])}{GAP})?")
        else:
            parts.append(_word(word) + ("" if last else GAP))
    return "".join(parts)


def _word(word: str) -> str:
    if word.startswith(AS_WRITTEN):
        return f"(?-i:{_letters(word.removeprefix(AS_WRITTEN))})"
    choices = (_letters(choice) for choice in word.split("|"))
    return f"(?:{'|'.join(choices)})"


def _letters(word: str) -> str:
    stem = re.escape(word.rstrip("*").strip(",").replace("’", "'"))
    stem = stem.replace("'", "[’']?").replace(r"\-", r"[\s\-–]?")
    return stem + (r"\w*" if word.endswith("*") else "")


class Lexicon:
    """Cues by kind, each one pattern."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        by_kind: dict[str, list[str]] = {}
        for kind, text in cues:
            by_kind.setdefault(kind, []).append(text)
        self._patterns: Mapping[str, re.Pattern[str]] = {
            kind: _either(texts) for kind, texts in by_kind.items()
        }

    def pattern(self, kind: str) -> re.Pattern[str]:
        """Raises KeyError for a kind that the data does not have."""
        return self._patterns[kind]

    def says(self, kind: str, text: str) -> bool:
        return bool(self._patterns[kind].search(text))

    def last(self, kind: str, text: str) -> re.Match[str] | None:
        """The cue that stands furthest right."""
        found = None
        for found in self._patterns[kind].finditer(text):  # noqa: B007
            pass
        return found


def _either(texts: list[str]) -> re.Pattern[str]:
    longest_first = sorted(texts, key=len, reverse=True)
    alternatives = "|".join(_expression(text.split()) for text in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.I)
