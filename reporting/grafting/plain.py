"""Streams that are written plainly, as those that are printed here, read without a parser.

A token that is not on a short list makes a stream one for the parser: words, comments, pictures
within the stream, marks that say more than a number, operators that no space divides from what they
work on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A name, an operator of letters, or a row of brackets, numbers and strings in hexadecimal digits.
TOKEN = re.compile(
    rb"/[\w.+-]+|[A-Za-z]{1,3}[*0-9]?|(?:[\[\]]|<[0-9A-Fa-f]*>|[-+]?[0-9.]+)+|<</MCID|[0-9]+>>"
)
OPERATORS = frozenset(
    b"b B b* B* BDC BMC BT c cm CS cs d d0 d1 Do EMC ET f F f* G g gs h i j J K k l M m n q Q re "
    b"RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf TJ Tj TL Tm Tr Ts Tw Tz v w W W* y".split()
)
# An operator, and for an opening its tag and the number in it, if any.
Mark = tuple[str, str, int | None]


def marks(data: bytes, watched: frozenset[bytes]) -> Iterator[Mark] | None:
    """The watched operators of a stream in order; None for one that the parser has to read.

    >>> list(marks(b"/P <</MCID 4>> BDC q [<01> 2] TJ Q EMC", frozenset({b"BDC", b"TJ", b"EMC"})))
    [('BDC', '/P', 4), ('TJ', '', None), ('EMC', '', None)]
    >>> marks(b"(BDC) Tj", frozenset({b"Tj"})) is None
    True
    """
    tokens = data.split()
    for token in set(tokens) - OPERATORS:
        if token[:1].isalpha() or not TOKEN.fullmatch(token):
            return None
    places = [place for place, token in enumerate(tokens) if token in watched]
    found = []
    for place in places:
        name = tokens[place]
        mark = _opening(tokens, place) if name in (b"BDC", b"BMC") else ("", None)
        if mark is None:
            return None
        found.append((name.decode(), *mark))
    return iter(found)


def _opening(tokens: list[bytes], place: int) -> tuple[str, int | None] | None:
    """Tag and number of an opening; None for one that is written otherwise."""
    if tokens[place] == b"BMC":
        tag = tokens[place - 1] if place else b""
        return (tag.decode(), None) if tag[:1] == b"/" else None
    if place < 3 or tokens[place - 2] != b"<</MCID" or tokens[place - 3][:1] != b"/":
        return None
    number = tokens[place - 1].removesuffix(b">>")
    return (tokens[place - 3].decode(), int(number)) if number.isdigit() else None
