"""Headings of a Word document beside those of the board’s template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]?\s+(?=\S)", re.I)
EMPTY_WORDS = frozenset({"the", "of", "and", "for", "to", "a", "any", "including"})


@dataclass(frozen=True)
class Matched:
    """`texts` by the key of the section; `unmatched` headings stand within the section before."""

    texts: dict[str, str]
    unmatched: tuple[str, ...]


def match_headings(
    headings: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]
) -> Matched:
    """`headings` are (key, heading) of the template, `found` (heading, text) of the document.

    >>> match_headings([("legal", "Legal comments")], [("5. Legal Comments", "None")]).texts
    {'legal': 'None'}

    What stands before the first heading that is known goes into the first section.
    """
    by_words = {words_of(heading): key for key, heading in headings}
    first = headings[0][0] if headings else ""
    texts: dict[str, list[str]] = {}
    unmatched = []
    at = first
    for heading, text in found:
        key = _key(heading, by_words)
        if key:
            at = key
        elif heading:
            unmatched.append(heading)
            texts.setdefault(at, []).append(f"## {heading}")
        if text:
            texts.setdefault(at, []).append(text)
    return Matched({key: "\n\n".join(said) for key, said in texts.items()}, tuple(unmatched))


def words_of(heading: str) -> frozenset[str]:
    """What a heading says, without its number, plural and small words."""
    text = NUMBER.sub("", heading).casefold()
    words = re.findall(r"[a-z]+", text)
    return frozenset(word.rstrip("s") for word in words if word not in EMPTY_WORDS)


def _key(heading: str, by_words: dict[frozenset[str], str]) -> str:
    """The same words, or one heading’s words all in the other’s."""
    words = words_of(heading)
    if not words:
        return ""
    if words in by_words:
        return by_words[words]
    near = [key for known, key in by_words.items() if known and (known <= words or words <= known)]
    return near[0] if len(near) == 1 else ""
