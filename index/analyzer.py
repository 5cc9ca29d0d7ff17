"""The Whoosh analyzers: thin adapters over `index.text`, composed with ``|``.

A *tokenizer* turns text into tokens, a *filter* turns tokens into tokens, an *analyzer* is a tokenizer and its
filters. Whoosh yields one token object over and over, so nothing here may keep one. Each word keeps its position
and its offsets into the raw text through every filter; a word that a filter drops leaves its position empty, so
that a phrase is a phrase.

    >>> [(token.text, token.pos) for token in exact_analyzer()("قال لـ«الصحيفة»", positions=True)]
    [('قال', 0), ('ل', 1), ('الصحيفة', 2)]
    >>> [(token.text, token.pos) for token in stem_analyzer()("قال لـ«الصحيفة»", positions=True)]
    [('قال', 0), ('صحيف', 2)]
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from whoosh.analysis import Analyzer, Filter, Token, Tokenizer

from .text import words
from .text.stemming import stem

PART_END: Final = "\u2029"
"""Ends a part of an article (its title): no phrase reaches across. Unicode's paragraph separator."""

PART_GAP: Final = 10
"""How many positions stay empty between two parts."""


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
            for word in words.split(part):
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
            position += PART_GAP


def _parts(value: str) -> Iterator[tuple[int, str]]:
    start = 0
    for part in value.split(PART_END):
        yield start, part
        start += len(part) + 1


class KeyFilter(Filter):  # type: ignore[misc]
    """Replace each exact key by other keys of the same word, all at its position."""

    def __init__(self, keys_of: Callable[[str], tuple[str, ...]]) -> None:
        self.keys_of = keys_of
        self._known: dict[str, tuple[str, ...]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeyFilter) and self.keys_of is other.keys_of

    __hash__ = None  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, Any]:
        return {"keys_of": self.keys_of, "_known": {}}  # what is cached stays out of pickles

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        """Yield a token for each key of each word."""
        known = self._known
        for token in tokens:
            word = token.text
            keys = known.get(word)
            if keys is None:
                keys = known[word] = self.keys_of(word)
            for key in keys:
                token.text = key
                yield token


def stem_keys(word: str) -> tuple[str, ...]:
    """Return the stem of an exact key, and the parts of a dotted date beside it."""
    found = stem(word)
    return (found, *words.date_parts(word)) if found else ()


def exact_analyzer() -> Analyzer:
    """Return the analyzer of exact keys: orthography folded, nothing else."""
    return WordTokenizer()


def stem_analyzer() -> Analyzer:
    """Return the analyzer of stems: exact keys without clitics and endings."""
    return WordTokenizer() | KeyFilter(stem_keys)
