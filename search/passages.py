"""The best passages of an article: whole sentences, or whole words round the matches of a long one.

A sentence is worth the sum of the weights of the different terms it holds, and a little for each match more. The
passages are taken greedily: a term that an earlier passage shows is worth less. A sentence that says the words of
one already taken (a caption printed twice) is left out, and a line of page furniture is worth next to nothing.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise, zip_longest
from typing import Final, NamedTuple

from ..index.text import sentences, words
from ..index.text.furniture import is_furniture
from .matching import Match
from .results import Passage

LONGEST: Final = 320
"""Characters; a longer sentence is cut round its matches, between words."""
REPEATED: Final = 0.1
"""What a match is worth whose term the same sentence has shown already."""
DATELINE: Final = 6
"""Words; a shorter line at the head of an article is a date, a place or a name, and is not how it opens."""
FURNITURE: Final = 0.05
"""What a line of page furniture is worth of what a sentence with the same matches is."""
LONGEST_FURNITURE: Final = 120
"""Characters; a longer line is taken for a sentence without a look at its words."""
SHOWN: Final = 0.3
"""What a term is worth that an earlier passage has shown already."""

_EDGES: Final = ("", "\n")
"""What stands before and behind a whole line."""


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
    taken: list[_Piece] = []
    alike: dict[str, list[_Piece]] = {}
    for piece in _by_worth(pieces, weights, shown):
        others = alike.setdefault(next(_keys(text, piece), ""), [])
        if not any(_says_the_same(text, piece, other) for other in others):
            others.append(piece)
            taken.append(piece)
        if len(taken) == limit:
            break
        shown.update(piece.terms)
    return tuple(
        Passage(piece.start, piece.end, tuple(match.span for match in piece.inside))
        for piece in sorted(taken, key=lambda one: one.start)
    )


class _Piece(NamedTuple):
    """A sentence or a window that may be shown."""

    start: int
    end: int
    inside: Sequence[Match]
    """Its matches."""
    terms: set[int]
    """Their terms."""
    share: float = 1.0
    """What of its worth counts."""


def _piece(start: int, end: int, inside: Sequence[Match], share: float = 1.0) -> _Piece:
    return _Piece(start, end, inside, {match.term for match in inside}, share)


def _sentence(text: str, start: int, end: int, inside: Sequence[Match]) -> _Piece:
    stands_alone = text[start - 1 : start] in _EDGES and text[end : end + 1] in _EDGES
    may_be = stands_alone and end - start <= LONGEST_FURNITURE
    return _piece(start, end, inside, FURNITURE if may_be and is_furniture(text[start:end]) else 1.0)


def _pieces(text: str, matches: Sequence[Match], longest: int) -> list[_Piece]:
    """Return the sentences that hold a match, the long ones cut, with their matches."""
    pieces: list[_Piece] = []
    at = begins = 0
    for ends in sentences.ends(text):
        if at == len(matches):
            break
        first = at
        while at < len(matches) and matches[at].span.start < ends:
            at += 1
        if at > first:
            start, end = sentences.trimmed(text, begins, ends)
            inside = matches[first:at]
            cut = end - start > longest
            pieces += _cut(text, start, end, inside, longest) if cut else [_sentence(text, start, end, inside)]
        begins = ends
    return pieces


def _by_worth(pieces: list[_Piece], weights: Sequence[float], shown: set[int]) -> Iterator[_Piece]:
    """Yield the pieces, what is worth most first, while whoever takes them adds their terms to `shown`."""
    while pieces:
        terms = len(shown)
        pieces.sort(key=lambda one: (_worth(one, weights, shown), -one.start))
        while pieces and len(shown) == terms:  # until a new term is shown, nothing changes its worth
            yield pieces.pop()


def _worth(piece: _Piece, weights: Sequence[float], shown: set[int]) -> float:
    inside, terms = piece.inside, piece.terms
    once = sum(weights[term] * (SHOWN if term in shown else 1) for term in terms)
    if len(inside) == 1:
        return piece.share * once
    more = sum(weights[match.term] for match in inside) - sum(weights[term] for term in terms)
    near = sum(0.05 for a, b in pairwise(inside) if a.term != b.term and b.span.start - a.span.end < 3)
    return piece.share * (once + REPEATED * more + near)


def _says_the_same(text: str, one: _Piece, other: _Piece) -> bool:
    """Tell whether two pieces are the same words, however they are spelled."""
    if text[one.start : one.end] == text[other.start : other.end]:
        return True
    return all(a == b for a, b in zip_longest(_keys(text, one), _keys(text, other)))


def _keys(text: str, piece: _Piece) -> Iterator[str]:
    """Yield the exact keys of a piece's words; most often the first is enough."""
    return chain.from_iterable(map(words.keys, text[piece.start : piece.end].split(" ")))


def _cut(text: str, start: int, end: int, inside: Sequence[Match], longest: int) -> Iterator[_Piece]:
    """Cut a long sentence into windows of whole words, each round a run of matches that lie close."""
    free = start
    left = deque(inside)
    while left:
        run = [left.popleft()]
        reach = run[0].span.start + longest * 3 // 4
        while left and left[0].span.end <= reach:
            run.append(left.popleft())
        spare = max(0, longest - (run[-1].span.end - run[0].span.start)) // 2
        until = left[0].span.start if left else end
        first = _word_edge(text, max(free, run[0].span.start - spare), run[0].span.start, start)
        last = _word_edge_back(text, min(until, run[-1].span.end + spare), run[-1].span.end, end)
        yield _piece(first, last, run)
        free = last


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
    opening = next((one for one in sentences.split(text) if _is_line_of_text(text, *one)), None)
    start, end = opening or next(sentences.split(text), (0, 0))
    if start == end:
        return ()
    return (Passage(start, _word_edge_back(text, min(end, start + longest), min(end, start + 1), end), ()),)


def _is_line_of_text(text: str, start: int, end: int) -> bool:
    return len(list(islice(words.split(text[start:end]), DATELINE))) == DATELINE
