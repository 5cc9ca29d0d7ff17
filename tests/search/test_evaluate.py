"""Which articles match: the engine beside a brute-force reading of the same articles."""

import datetime as dt
from collections.abc import Sequence as Rows
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from fihris import Archive, Article
from fihris.search.evaluate import Match
from fihris.search.matching import Matcher
from fihris.search.query import (
    And,
    Days,
    Every,
    Field,
    Fuzzy,
    Must,
    Name,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    Said,
    Sequence,
    Word,
)
from hypothesis import given, settings
from hypothesis import strategies as st

FORMS = {
    "النفط": "نفط", "نفط": "نفط", "الحكومة": "حكومة", "حكومته": "حكومة",
    "قمر": "قمر", "سمك": "سمك", "جبل": "جبل", "g20": "g20",
}  # fmt: skip
"""Words of the corpora, as exact keys, and which of them are forms of one word."""
PATTERNS = ("*", "ال*", "*ط", "ح*ه", "?مر", "*م?", "g2?", "لا*")
MISSPELT = {
    ("نفظ", 1): {"نفط"},
    ("لنفط", 1): {"النفط", "نفط"},
    ("قرم", 1): {"قمر"},
    ("الحكومه", 1): {"الحكومة"},
    ("سك", 1): {"سمك"},
    ("غواصة", 2): set[str](),
}
"""Misspelt words, how many letters may be wrong, and the words of the corpora that may have been meant."""


class Row(NamedTuple):
    """An article as its words."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    source: tuple[str, ...]
    author: tuple[str, ...]
    category: tuple[str, ...]
    day: dt.date | None

    def parts(self, field: Field) -> list[tuple[str, ...]]:
        return [self.title, self.text] if not field else [getattr(self, field)]

    def article(self, number: int) -> Article:
        title, text, source, author, category = map(" ".join, self[:-1])
        return Article(str(number), text, title, self.day, "", source, "", author, category)


KEYS = st.sampled_from(sorted(FORMS))
FIELDS: st.SearchStrategy[Field] = st.sampled_from(["", "", "", "title", "source", "author", "category"])
DAYS = st.none() | st.dates(dt.date(2021, 7, 1), dt.date(2021, 7, 6))
ROWS = st.builds(Row, *(st.lists(KEYS, max_size=size).map(tuple) for size in (3, 6, 2, 1, 1)), DAYS)
PHRASES = st.lists(KEYS, min_size=1, max_size=3).map(tuple)
LEAVES: st.SearchStrategy[Node] = (
    st.builds(Word, KEYS, FIELDS)
    | st.builds(Phrase, PHRASES, FIELDS, st.sampled_from(["exact", "lemma"]))
    | st.builds(
        Phrase,
        PHRASES,
        st.sampled_from(["", "title", "source"]),
        st.sampled_from(["exact", "lemma"]),
        slop=st.integers(1, 3),
    )
    | st.builds(Pattern, st.sampled_from(PATTERNS), FIELDS)
    | st.builds(lambda word, field: Fuzzy(word[0], word[1], field), st.sampled_from(sorted(MISSPELT)), FIELDS)
    | st.just(Every())
    | st.builds(Days, DAYS, DAYS)
    | st.builds(Name, st.lists(KEYS, max_size=2).map(tuple), st.sampled_from(["source", "author", "category"]))
    | st.just(Name((), "date"))
)


def branches(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    marked = st.lists(parts | st.builds(Must, parts), min_size=2, max_size=3).map(tuple)
    return st.builds(Sequence, marked) | st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)


TREES = st.recursive(LEAVES, branches, max_leaves=6)


def in_a_row(part: tuple[str, ...], phrase: Phrase) -> bool:
    """Tell whether words stand in a row, with up to so many others between two of them."""
    meant = FORMS if phrase.layer == "lemma" else {form: form for form in FORMS}
    steps = range(1, phrase.slop + 2)

    def from_here(at: int, keys: tuple[str, ...]) -> bool:
        here = at < len(part) and meant[part[at]] == meant[keys[0]]
        return here and (len(keys) == 1 or any(from_here(at + step, keys[1:]) for step in steps))

    return any(from_here(at, phrase.keys) for at in range(len(part)))


def stands_in(row: Row, node: Days | Name) -> bool:
    """Tell whether an article stands inside a filter."""
    if isinstance(node, Days):
        return row.day is not None and (node.first or dt.date.min) <= row.day <= (node.last or dt.date.max)
    return row.day is None if node.field == "date" else getattr(row, node.field) == node.keys


def holds(row: Row, node: Node, match: Match) -> bool:  # noqa: C901 -- one case a kind of node
    """Tell whether an article matches, by the definition of each kind of node."""
    of = partial(holds, row, match=match)
    match node:
        case Days() | Name():
            return stands_in(row, node)
        case Word(key, "source" | "author" | "category" as name):
            return key in getattr(row, name)
        case Word(key, field):
            return any(FORMS[one] == FORMS[key] for part in row.parts(field) for one in part)
        case Phrase(_, field):
            return any(in_a_row(part, node) for part in row.parts(field))
        case Fuzzy(key, distance, field):
            return any(one in MISSPELT[key, distance] for part in row.parts(field) for one in part)
        case Pattern(pattern, field):
            return any(fnmatchcase(one, pattern) for part in row.parts(field) for one in part)
        case Every():
            return True
        case Said():
            raise AssertionError("statements have tests of their own: test_attributed")
        case Must(part):
            return of(part)
        case Not(part):
            return not of(part)
        case Or(parts):
            return any(map(of, parts))
        case Sequence(parts) if match == "any" and any(isinstance(part, Must) for part in parts):
            return all(of(part) for part in parts if isinstance(part, Must | Not))
        case And(parts) | Sequence(parts):
            wanted = [of(part) for part in parts if not isinstance(part, Not)]
            excluded = any(of(part.part) for part in parts if isinstance(part, Not))
            join = any if isinstance(node, Sequence) and match == "any" and wanted else all
            return bool(parts) and join(wanted) and not excluded


def found(archive: Archive, tree: Node, match: Match) -> list[str]:
    results = archive.search(Query("", tree), limit=100, match=match, passages=0)
    assert results.total == len(results.hits)
    return sorted(hit.article.id for hit in results.hits)


def archive_of(path: Path, rows: Rows[Row]) -> Archive:
    """Return an archive made in two commits, some articles of the first replaced by the second."""
    archive = Archive.create(path)
    archive.add([rows[-1 - number].article(number) for number in range(len(rows) // 2)])
    archive.add([row.article(number) for number, row in enumerate(rows)])
    return archive


@settings(max_examples=60)
@given(rows=st.lists(ROWS, min_size=1, max_size=6), trees=st.lists(TREES, min_size=4, max_size=8))
def test_the_engine_finds_what_the_definition_finds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], trees: list[Node]
) -> None:
    """Any tree over any articles, both ways of joining words."""
    archive = archive_of(tmp_path_factory.mktemp("oracle"), rows)
    for tree in trees:
        for match in ("any", "all"):
            expected = [str(number) for number, row in enumerate(rows) if holds(row, tree, match)]
            assert found(archive, tree, match) == expected, (tree, match)


@settings(max_examples=20)
@given(rows=st.lists(ROWS, min_size=1, max_size=6), leaves=st.lists(LEAVES, min_size=4, max_size=8))
def test_what_is_found_can_be_shown(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], leaves: list[Node]
) -> None:
    """A word, phrase or pattern finds an article if and only if words of it can be marked there."""
    archive = archive_of(tmp_path_factory.mktemp("shown"), rows)
    for leaf in leaves:
        if isinstance(leaf, Every | Days | Name) or leaf.field not in ("", "title"):  # type: ignore[union-attr]
            continue
        marked = [
            str(number)
            for number, row in enumerate(rows)
            if Matcher(leaf, archive.terms_of(), "title").matches(" ".join(row.title))
            or Matcher(leaf, archive.terms_of()).matches(" ".join(row.text))
        ]
        assert found(archive, leaf, "any") == marked, leaf


def test_a_phrase_does_not_reach_from_title_to_text(tmp_path: Path) -> None:
    """The last words of a title and the first of the text are no phrase."""
    archive = Archive.create(tmp_path)
    archive.add([Article(id="1", title="قمر جبل", text="سمك نفط")])
    counts = {query: archive.search(query).total for query in ('"قمر جبل"', '"جبل سمك"', '"سمك نفط"')}
    assert counts == {'"قمر جبل"': 1, '"جبل سمك"': 0, '"سمك نفط"': 1}


@pytest.mark.parametrize(
    ("query", "any_ids", "all_ids"),
    [
        ("النفط", ["market 5", "oil"], ["market 5", "oil"]),
        ("أسعار النفط", ["market 5", "oil"], ["market 5", "oil"]),
        ("الحكومة واشنطن", ["market 5", "visit"], ["visit"]),
        ("الحكومة NOT واشنطن", ["market 5"], ["market 5"]),
        ("النفط و الخميس", ["oil"], ["oil"]),
        ("الخميس أو الجمهورية", ["cup", "oil"], ["cup", "oil"]),
        ("«أسعار النفط»", ["oil"], ["oil"]),
        ("«النفط أسعار»", [], []),
        ("عنوان:عاصفة", ["dust"], ["dust"]),
        ("عنوان:برميل", [], []),
        ("مصدر:الصباح", ["dust", "visit"], ["dust", "visit"]),
        ('مصدر:"نشرة الاقتصاد" NOT عنوان:أسعار', ["market 5"], ["market 5"]),
        ("النفط مصدر:الصباح", [], []),
        ("الحكومة مصدر:الاقتصاد", ["market 5"], ["market 5"]),
        ("مصدر:الصباح مصدر:الاقتصاد", ["dust", "market 5", "oil", "visit"], ["dust", "market 5", "oil", "visit"]),
        ("مصدر:=الصباح", [], []),
        ("مصدر:=«نشرة الصباح»", ["dust", "visit"], ["dust", "visit"]),
        ('مصدر:=""', ["cup"], ["cup"]),
        ("كاتب:ليلى", ["oil"], ["oil"]),
        ("تصنيف:اقتص*", ["oil"], ["oil"]),
        ('تصنيف:=""', ["cup", "dust", "market 5", "visit"], ["cup", "dust", "market 5", "visit"]),
        ("تاريخ:2021", ["oil", "visit"], ["oil", "visit"]),
        ("تاريخ:تموز 2021 النفط", ["oil"], ["oil"]),
        ("تاريخ:[15 إلى 24 تموز 2021]", ["oil"], ["oil"]),
        ("تاريخ:..2020", ["cup"], ["cup"]),
        ("تاريخ:2021-07-16..", ["visit"], ["visit"]),
        ("* -تاريخ:2021", ["cup", "dust", "market 5"], ["cup", "dust", "market 5"]),
        ('تاريخ:=""', ["dust", "market 5"], ["dust", "market 5"]),
        ("+الحكومة واشنطن", ["market 5", "visit"], ["visit"]),
        ("+الحكومة +واشنطن", ["visit"], ["visit"]),
        ("+الحكومة النفط -واشنطن", ["market 5"], ["market 5"]),
        ("+في النفط", ["cup", "dust", "market 5", "oil", "visit"], ["market 5", "oil"]),
        ("جمهو*", [], []),
        ("*جمهو*", ["cup"], ["cup"]),
        ("البرم؟ل", ["oil"], ["oil"]),
        ("2500", ["cup"], ["cup"]),
        ("٢٬٥٠٠", ["cup"], ["cup"]),
        ("*", ["cup", "dust", "market 5", "oil", "visit"], ["cup", "dust", "market 5", "oil", "visit"]),
        ("NOT النفط", ["cup", "dust", "visit"], ["cup", "dust", "visit"]),
        ("", [], []),
        ("غواصة", [], []),
    ],
)
def test_found(archive: Archive, query: str, any_ids: list[str], all_ids: list[str]) -> None:
    """What each kind of query finds among the shared articles."""
    for match, ids in (("any", any_ids), ("all", all_ids)):
        results = archive.search(query, match=match)  # type: ignore[arg-type]
        assert sorted(hit.article.id for hit in results.hits) == ids


def test_the_limit_counts_hits_not_matches(archive: Archive) -> None:
    """`total` says how many match, shown or not."""
    for limit in (0, 1, 3, 5, 50):
        results = archive.search("*", limit=limit)
        assert (len(results.hits), results.total) == (min(limit, 5), 5)
        assert [hit.rank for hit in results.hits] == list(range(1, min(limit, 5) + 1))
