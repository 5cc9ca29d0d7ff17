"""The Whoosh analyzers: thin adapters over `index.text`, composed with ``|``.

A *tokenizer* turns text into tokens, a *filter* turns tokens into tokens, an *analyzer* is a tokenizer and its
filters. Whoosh yields one token object over and over, so nothing here may keep one. Each word keeps its position
and its offsets into the raw text through every filter; a word that a filter drops leaves its position empty, so
that a phrase is a phrase.

    >>> [(token.text, token.pos) for token in analyzer(EXACT)("قال لـ«الصحيفة»", positions=True)]
    [('قال', 0), ('ل', 1), ('الصحيفة', 2)]
    >>> [(token.text, token.pos) for token in analyzer(LEMMA)("قال لـ«الصحف»", positions=True)]
    [('قال', 0), ('صحيفة', 2)]
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from whoosh.analysis import Analyzer, Filter, Token, Tokenizer

from .keys import EXACT, LEMMA, ROOT, exact_keys, lemma_keys, root_keys
from .segments.forward import PART_GAP
from .text import words

PART_END: Final = "\u2029"
"""Ends a part of an article (its title): no phrase reaches across. Unicode's paragraph separator."""


class WordTokenizer(Tokenizer):  # type: ignore[misc]
    """Words of a text as exact keys, with offsets into the raw text."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    __hash__ = None  # type: ignore[assignment]

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **others: Any,
    ) -> Iterator[Token]:
        """Yield the words of `value`; the parameters are those of every Whoosh tokenizer."""
        token = Token(positions, chars, removestops=removestops, mode=mode, **others)
        position = start_pos
        for part_start, part in _parts(value):
            for word in _words_of(part):
                token.text = word.key
                token.boost = 1.0
                token.stopped = False
                if keeporiginal:
                    token.original = part[word.start : word.end]
                if positions:
                    token.pos = position
                if chars:
                    token.startchar = start_char + part_start + word.start
                    token.endchar = start_char + part_start + word.end
                position += 1
                yield token
            position += PART_GAP if position > start_pos else 0


@lru_cache(maxsize=4)
def _words_of(part: str) -> tuple[words.Word, ...]:
    """Return the words of a part; each layer of keys asks for them in its turn."""
    return tuple(words.split(part))


def _parts(value: str) -> Iterator[tuple[int, str]]:
    start = 0
    for part in value.split(PART_END):
        yield start, part
        start += len(part) + 1


class KeyFilter(Filter):  # type: ignore[misc]
    """Replace each exact key by other keys of the same word, all at its position."""

    def __init__(self, keys_of: Callable[[str], tuple[str, ...]]) -> None:
        self.keys_of = keys_of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeyFilter) and self.keys_of is other.keys_of

    __hash__ = None  # type: ignore[assignment]

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        """Yield a token for each key of each word."""
        for token in tokens:
            for key in self.keys_of(token.text):
                token.text = key
                yield token


KEYS_OF: Final = {EXACT: exact_keys, LEMMA: lemma_keys, ROOT: root_keys}
"""What gives each layer its keys."""


def analyzer(layer: str) -> Analyzer:
    """Return the analyzer of a layer of keys."""
    return WordTokenizer() | KeyFilter(KEYS_OF[layer])
