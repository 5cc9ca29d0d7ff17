"""Whoosh as it comes, beside our engine: the same articles in an index of its own, and our queries in its terms."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fihris import Archive, Article
from fihris.index.analyzer import PART_END
from fihris.index.keys import EXACT, LAYERS, LEMMA, ROOT, keys
from fihris.index.schema import DATE, SOURCE, TITLE, schema
from fihris.index.segments.stored import to_day
from fihris.index.text import words
from fihris.search import query as ours
from fihris.search.evaluate import Match, without_function_words
from fihris.search.terms import TermsOf
from fihris.search.whoosh_search import ImpactWeighting
from hypothesis import strategies as st
from whoosh import query as theirs
from whoosh.filedb.filestore import RamStorage
from whoosh.matching import DisjunctionMaxMatcher, WrappingMatcher
from whoosh.query.wrappers import WrappingQuery

Tree = Any

FORMS = (
    "نفط", "النفط", "بالنفط", "حكومته", "الحكومة", "وقف", "موقف", "كتب", "كتاب", "مكتبة", "المتحده", "المتحدة",
    "لترامب", "ترامب", "من", "في", "ماذا", "2500", "g20",
)  # fmt: skip
"""Forms of one lemma, words of one root, readings to choose from, two spellings of a word, function words, numbers."""
COMMON = ("النفط", "كتب", "في", "المتحده")
"""Words that every other word is one of, so that phrases are found."""
SOURCES = ("", "نشرة النفط", "كتب الحكومة", "نشرة")
DAYS = (None, dt.date(2020, 1, 2), dt.date(2021, 7, 15), dt.date(2021, 7, 25))


class Step(NamedTuple):
    """One commit."""

    add: tuple[Article, ...]
    remove: tuple[str, ...]
    merge: bool


def texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(FORMS) | st.sampled_from(COMMON), max_size=most).map(" ".join)


IDS = st.sampled_from([f"a{number}" for number in range(9)])
ARTICLES = st.builds(
    Article,
    id=IDS,
    title=texts(4),
    text=texts(14),
    source=st.sampled_from(SOURCES),
    date=st.sampled_from(DAYS),
    path=st.sampled_from(["", "/x/b.txt", "/x/a.txt"]),
    sha256=st.sampled_from(["", "ab" * 32, "another"]),
)
STEPS = st.lists(
    st.builds(Step, st.lists(ARTICLES, max_size=5).map(tuple), st.lists(IDS, max_size=2).map(tuple), st.booleans()),
    min_size=1,
    max_size=4,
)


def made(path: Path, steps: list[Step]) -> Archive:
    """Return an archive after some commits; it holds what it should."""
    archive = Archive.create(path)
    expected: dict[str, Article] = {}
    for step in steps:
        with archive.writer() as writer:
            for article in step.add:
                writer.put(article)
            for identifier in step.remove:
                writer.remove(identifier)
        expected |= {article.id: article for article in step.add}
        expected = {name: article for name, article in expected.items() if name not in step.remove}
        if step.merge:
            archive.merge()
    assert {article.id: article for article in articles_of(archive)} == expected
    return archive


def articles_of(archive: Archive) -> list[Article]:
    """Return the articles in the order of their numbers."""
    return [archive.snapshot.article(number) for number in archive.snapshot.live_numbers().tolist()]


def stock_of(archive: Archive) -> Any:
    return stock_searcher(articles_of(archive), archive.manifest.mean_length)


def to_document(article: Article) -> dict[str, Any]:
    """Return an article as the fields that Whoosh indexes."""
    whole = f"{article.title}{PART_END}{article.text}"
    return {
        "id": article.id,
        "sha256": article.sha256,
        "path": article.path,
        **dict.fromkeys(LAYERS, whole),
        **{TITLE + layer: article.title for layer in LAYERS},
        SOURCE: article.source,
        DATE: to_day(article.date),
    }


def stock_searcher(articles: Sequence[Article], mean_length: float) -> Any:
    """Return a searcher over an index that Whoosh makes of articles, ranked by our formula.

    Whoosh counts a word once for each of its keys, and keeps lengths in one byte; the formula counts words.
    """
    index = RamStorage().create_index(schema())
    with index.writer() as writer:
        for article in articles:
            writer.add_document(**to_document(article))
    searcher = index.searcher(weighting=ImpactWeighting(mean_length))
    lengths = [len(words.keys(one.title)) + len(words.keys(one.text)) for one in articles]
    searcher.doc_field_length = lambda number, _field, _default=0: lengths[number]
    return searcher


def walked(searcher: Any, query: Tree) -> dict[str, float]:
    """Return the articles that match and their scores, walked one by one.

    What Whoosh's own search does on the way, putting simpler matchers in the place of spent ones, loses conditions.
    """
    found: dict[str, float] = {}
    matcher = query.matcher(searcher, searcher.context())
    while matcher.is_active():
        found[searcher.stored_fields(matcher.id())["id"]] = matcher.score()
        matcher.next()
    return found


class Worthless(WrappingQuery):  # type: ignore[misc]
    """Matches what its part matches, and adds nothing to a score."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        return WrappingMatcher(self.child.matcher(searcher, context), boost=0.0)


class AnyOf(theirs.Or):  # type: ignore[misc]
    """An `Or` that keeps articles worth nothing: what Whoosh takes for small indexes drops them."""

    matcher_type = theirs.Or.DEFAULT_MATCHER


class BestMatcher(DisjunctionMaxMatcher):  # type: ignore[misc]
    """Takes the better of the parts that hold the current article; Whoosh's also asks a part that is further on."""

    def score(self) -> float:
        here = [part for part in (self.a, self.b) if part.is_active() and part.id() == self.id()]
        return max(float(part.score()) for part in here)


class BestOf(theirs.DisjunctionMax):  # type: ignore[misc]
    """A `DisjunctionMax` that is what its name says."""

    def _matcher(self, subs: Any, searcher: Any, context: Any) -> Any:
        return self._tree_matcher(subs, BestMatcher, searcher, context, None)


class Translator:
    """Translates one of our queries to Whoosh's."""

    def __init__(self, searcher: Any, terms_of: TermsOf, match: Match) -> None:
        self._reader = searcher.reader()
        self._terms_of = terms_of
        self._match = match
        self._only_ranked: list[Tree] = []
        self.parts = 0
        """How many postings an article's score may be the sum of."""

    def whole(self, tree: ours.Node) -> Tree:
        """Return the query of a whole tree: what finds, and what only adds to the score."""
        found = self._of(tree)
        bonus = [*self._only_ranked, *self._roots(tree)]
        return theirs.AndMaybe(found, AnyOf(bonus)) if bonus else found

    def _roots(self, tree: ours.Node) -> Iterator[Tree]:
        for word in ours.leaves(tree):
            if isinstance(word, ours.Word) and not word.layer and word.field != "source":
                yield self._best(ROOT, self._terms_of(word).root)

    def _best(self, field: str, alternatives: Sequence[str]) -> Tree:
        """Return alternative keys of one word, of which the best counts."""
        self.parts += 1
        return BestOf([theirs.Term(field, key) for key in alternatives])

    def _of(self, node: ours.Node) -> Tree:
        match node:
            case (
                ours.Word(_, "source")
                | ours.Phrase(_, "source")
                | ours.Pattern(_, "source")
                | ours.Fuzzy(_, _, "source")
            ):
                return Worthless(_source(node))
            case ours.Word():
                return self._word(node)
            case ours.Phrase():
                return self._phrase(node)
            case ours.Pattern() | ours.Fuzzy():
                return self._pattern(node)
            case ours.Every():
                return Worthless(theirs.Every())
            case ours.Not():
                return self._all((node,))
            case ours.Sequence(parts) if self._match == "any":
                wanted = without_function_words(parts)
                self._only_ranked += [self._of(part) for part in parts if part not in wanted]
                return self._joined(wanted, AnyOf)
            case ours.Sequence(parts) | ours.And(parts):
                return self._all(parts)
            case ours.Or(parts):
                return AnyOf([self._of(part) for part in parts])

    def _all(self, parts: Sequence[ours.Node]) -> Tree:
        return self._joined(parts, theirs.And)

    def _joined(self, parts: Sequence[ours.Node], join: type) -> Tree:
        wanted = [self._of(part) for part in parts if not isinstance(part, ours.Not)]
        unwanted = [self._unwanted(part.part) for part in parts if isinstance(part, ours.Not)]
        if not parts:
            return theirs.NullQuery
        found = join(wanted) if wanted else Worthless(theirs.Every())
        return theirs.And([found, *(Worthless(theirs.Not(one)) for one in unwanted)]) if unwanted else found

    def _unwanted(self, part: ours.Node) -> Tree:
        """Return what excludes; nothing in it adds to a score."""
        kept, self._only_ranked = self._only_ranked, []
        found = self._of(part)
        self._only_ranked = kept
        return found

    def _word(self, word: ours.Word) -> Tree:
        terms = self._terms_of(word)
        layers = [layer for layer in (LAYERS if word.layer else (EXACT, LEMMA)) if getattr(terms, layer)]
        found = AnyOf([self._best(layer, getattr(terms, layer)) for layer in layers])
        if not word.field:
            return found
        in_title = [theirs.Term(TITLE + layer, key) for layer in layers for key in getattr(terms, layer)]
        return theirs.Require(found, AnyOf(in_title))

    def _phrase(self, phrase: ours.Phrase) -> Tree:
        layer, found = phrase.layer, [getattr(keys(form), phrase.layer)[:1] for form in phrase.keys]
        if not all(found):
            layer, found = EXACT, [keys(form).exact[:1] for form in phrase.keys]
        title = TITLE if phrase.field else ""
        in_a_row = _in_a_row(title + layer, [key for (key,) in found], phrase.slop)
        return theirs.Require(theirs.And([self._best(layer, some) for some in found]), in_a_row)

    def _pattern(self, pattern: ours.Pattern | ours.Fuzzy) -> Tree:
        expanded = _expanding(pattern, EXACT)._btexts(self._reader)
        found = self._best(EXACT, [key.decode() if isinstance(key, bytes) else key for key in expanded])
        return theirs.Require(found, _expanding(pattern, TITLE + EXACT)) if pattern.field else found


def _source(node: ours.Leaf) -> Tree:
    match node:
        case ours.Phrase(forms, slop=slop):
            return _in_a_row(SOURCE, [keys(form).canonical for form in forms], slop)
        case ours.Pattern() | ours.Fuzzy():
            return _expanding(node, SOURCE)
        case ours.Word(form):
            return theirs.Term(SOURCE, keys(form).canonical)


def _in_a_row(field: str, forms: list[str], slop: int) -> Tree:
    return theirs.Phrase(field, forms, slop=slop + 1) if len(forms) > 1 else theirs.Term(field, forms[0])


def _expanding(pattern: ours.Pattern | ours.Fuzzy, field: str) -> Tree:
    match pattern:
        case ours.Pattern(text):
            return theirs.Wildcard(field, text)
        case ours.Fuzzy(key, distance):
            return theirs.FuzzyTerm(field, key, maxdist=distance, prefixlength=0)
