"""The best passages of an article: whole sentences, or whole words round the matches of a long one.

A sentence is worth the sum of the weights of the different terms it holds, and a little for each match more. The
passages are taken greedily: a term that an earlier passage shows is worth less. A sentence that says the words of
one already taken (a caption printed twice) is left out.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ..index.text import sentences, words
from .matching import Match
from .results import Passage

LONGEST: Final = 320
"""Characters; a longer sentence is cut round its matches, between words."""
REPEATED: Final = 0.1
"""What a match is worth whose term the same sentence has shown already."""
DATELINE: Final = 6
"""Words; a shorter line at the head of an article is a date, a place or a name, and is not how it opens."""
SHOWN: Final = 0.3
"""What a term is worth that an earlier passage has shown already."""


def best(
    text: str, matches: Sequence[Match], weights: Sequence[float], limit: int, longest: int = LONGEST
) -> tuple[Passage, ...]:
    """Return up to `limit` passages in the order of the text.

    `matches` are the matching words in order, `weights` the worth of each term. A text without a match gives its
    first sentence.
    """
    if limit < 1:
        return ()
    pieces = _pieces(text, matches, longest)
    if not pieces:
        return _opening(text, longest)
    shown: set[int] = set()
    taken: dict[str, tuple[int, int, list[Match]]] = {}
    while pieces and len(taken) < limit:
        piece = max(pieces, key=lambda one: (_worth(one[2], weights, shown), -one[0]))
        pieces.remove(piece)
        taken.setdefault(" ".join(words.keys(text[piece[0] : piece[1]])), piece)
        shown.update(match.term for match in piece[2])
    return tuple(
        Passage(start, end, tuple(match.span for match in inside))
        for start, end, inside in sorted(taken.values(), key=lambda one: one[0])
    )


_Piece = tuple[int, int, list[Match]]


def _pieces(text: str, matches: Sequence[Match], longest: int) -> list[_Piece]:
    """Return the sentences that hold a match, the long ones cut, with their matches."""
    pieces: list[_Piece] = []
    at = 0
    for start, end in sentences.split(text):
        inside = []
        while at < len(matches) and matches[at].span.start < end:
            inside.append(matches[at])
            at += 1
        if inside:
            pieces += [(start, end, inside)] if end - start <= longest else _cut(text, start, end, inside, longest)
    return pieces


def _worth(inside: Sequence[Match], weights: Sequence[float], shown: set[int]) -> float:
    terms = {match.term for match in inside}
    once = sum(weights[term] * (SHOWN if term in shown else 1) for term in terms)
    more = sum(weights[match.term] for match in inside) - sum(weights[term] for term in terms)
    near = sum(0.05 for a, b in pairwise(inside) if a.term != b.term and b.span.start - a.span.end < 3)
    return once + REPEATED * more + near


def _cut(text: str, start: int, end: int, inside: list[Match], longest: int) -> list[_Piece]:
    """Cut a long sentence into windows of whole words, each round a run of matches that lie close."""
    windows: list[_Piece] = []
    free = start
    while inside:
        reach = inside[0].span.start + longest * 3 // 4
        run = [match for match in inside if match.span.end <= reach] or inside[:1]
        inside = inside[len(run) :]
        spare = max(0, longest - (run[-1].span.end - run[0].span.start)) // 2
        until = min(end, inside[0].span.start) if inside else end
        first = _word_edge(text, max(free, run[0].span.start - spare), run[0].span.start, start)
        last = _word_edge_back(text, min(until, run[-1].span.end + spare), run[-1].span.end, end)
        windows.append((first, last, run))
        free = last
    return windows


def _word_edge(text: str, at: int, limit: int, start: int) -> int:
    """Return the first place from `at` on, up to `limit`, where a word begins after white space."""
    if at == start:
        return at
    while at < limit and not (text[at - 1].isspace() and not text[at].isspace()):
        at += 1
    return at


def _word_edge_back(text: str, at: int, limit: int, end: int) -> int:
    """Return the last place from `at` back, down to `limit`, where a word ends before white space."""
    if at == end:
        return at
    while at > limit and not (text[at].isspace() and not text[at - 1].isspace()):
        at -= 1
    return at


def _opening(text: str, longest: int) -> tuple[Passage, ...]:
    found = list(sentences.split(text))
    if not found:
        return ()
    lines = (one for one in found if len(words.keys(text[slice(*one)])) >= DATELINE)
    start, end = next(lines, found[0])
    return (Passage(start, _word_edge_back(text, min(end, start + longest), min(end, start + 1), end), ()),)
