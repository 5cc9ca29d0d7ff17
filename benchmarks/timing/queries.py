"""The queries: four kinds, a thousand of each to measure and as many others to warm up with.

They are drawn once from the whole collection, so they are the same for every engine and every number of articles.
No query holds punctuation or a word that is an operator to some engine: every engine is asked the same words.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from .articles import SEED, Article, read

STOP_WORDS: Final = Path(__file__).parents[2] / "index" / "text" / "lexicon" / "stopwords.toml"
PHRASES: Final = "phrases"

_SPELLINGS: Final = str.maketrans("أإآٱى", "ااااي")
_MARKS: Final = dict.fromkeys((*range(0x64B, 0x653), 0x670, 0x640))
_WORDS: Final = re.compile(r"\w+")
_ARABIC: Final = "[ء-غف-ي]"
_ADJACENT: Final = re.compile(rf"(?<![\w\u064b-\u0652]){_ARABIC}{{2,}} {_ARABIC}{{2,}}(?![\w\u064b-\u0652])")
_LONG_ENOUGH: Final = re.compile(rf"{_ARABIC}{{3,}}")
_OPERATORS: Final = frozenset("و أو او ليس AND OR NOT and or not NEAR".split())


@dataclass(frozen=True)
class Queries:
    """The queries of one kind."""

    kind: str
    measured: list[str]
    warm_up: list[str]


def make(source: Path, count: int) -> list[Queries]:
    """Return `count` queries of every kind to measure, and `count` others; a small source may have none of a kind."""
    articles = list(read(source))
    drawn = (_draw(kind, draw(articles, Random(f"{SEED} {kind}")), count) for kind, draw in _KINDS.items())
    return [queries for queries in drawn if queries.measured]


def _draw(kind: str, candidates: Iterator[str], count: int) -> Queries:
    """Take the first different queries; a source that is too small gives each half of what it has."""
    found: dict[str, None] = {}
    for candidate in candidates:
        found[candidate] = None
        if len(found) == 2 * count:
            break
    half = min(count, len(found) // 2)
    queries = list(found)
    return Queries(kind, queries[:half], queries[half : 2 * half])


def _titles(articles: list[Article], random: Random) -> Iterator[list[str]]:
    """Yield the words of titles that only one article has and somebody wrote, in any order."""
    seen: dict[str, int] = {}
    for article in articles:
        seen[article.title] = seen.get(article.title, 0) + 1
    single = [title for title, times in seen.items() if times == 1 and not title.startswith("AUTO")]
    random.shuffle(single)
    for title in single:
        words = _words(title)
        if len(words) >= 4 and _OPERATORS.isdisjoint(words):
            yield words


def _headlines(articles: list[Article], random: Random) -> Iterator[str]:
    for words in _titles(articles, random):
        yield " ".join(words)


def _runs(articles: list[Article], random: Random) -> Iterator[str]:
    for words in _titles(articles, random):
        length = random.choice((2, 3))
        start = random.randrange(len(words) - length + 1)
        run = words[start : start + length]
        if any(_is_content(word) for word in run):
            yield " ".join(run)


def _single_words(articles: list[Article], random: Random) -> Iterator[str]:
    """Yield words of texts, a word as often as it occurs."""
    for text in _texts(articles, random):
        word = random.choice(_words(text) or [""])
        if _LONG_ENOUGH.fullmatch(word) and _is_content(word):
            yield word


def _phrases(articles: list[Article], random: Random) -> Iterator[str]:
    """Yield two words that stand side by side in a text, at least one of them no function word."""
    for text in _texts(articles, random):
        adjacent = _ADJACENT.search(text, random.randrange(len(text)))
        if adjacent and _OPERATORS.isdisjoint(words := adjacent.group().split()) and any(map(_is_content, words)):
            yield f'"{adjacent.group()}"'


_KINDS: Final[dict[str, Callable[[list[Article], Random], Iterator[str]]]] = {
    "headlines": _headlines,
    "two or three words": _runs,
    "single words": _single_words,
    PHRASES: _phrases,
}


def _texts(articles: list[Article], random: Random) -> Iterator[str]:
    """Yield texts, each as often as its length asks for, so that every word has the same chance."""
    lengths = [len(article.text) for article in articles]
    for article in random.choices(articles, lengths, k=100_000):
        yield article.text


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.translate(_MARKS))


def _is_content(word: str) -> bool:
    return len(word) >= 3 and word.translate(_SPELLINGS) not in _function_words()


@cache
def _function_words() -> frozenset[str]:
    lists = tomllib.loads(STOP_WORDS.read_text(encoding="utf-8"))
    words = lists["question"]["words"] + lists["function"]["words"]
    return frozenset(word.translate(_SPELLINGS) for word in words)
