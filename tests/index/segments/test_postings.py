"""Postings: the same as counting by hand, in every layer, however articles fall into sections and blocks."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from fihris.index import impacts
from fihris.index.keys import EXACT, LAYERS, LEMMA, ROOT, FormKeys
from fihris.index.segments import packed
from fihris.index.segments import postings as module
from fihris.index.segments.analysed import of_keys
from fihris.index.segments.arrays import ArrayFile, written
from fihris.index.segments.forward import PART_GAP
from fihris.index.segments.gathered import Gathered
from fihris.index.segments.key_table import key_table, open_key_table, write_key_table
from fihris.index.segments.postings import Tokens, inverted, write_layer
from fihris.index.segments.segment import Layer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
"""Few for each of fifteen ways to write: the words are eight, and the articles nine at the most."""

FORMS = {
    "كتب": FormKeys(("كتب",), ("كتاب", "كتب"), ("كتب",), True),
    "كتاب": FormKeys(("كتاب",), ("كتاب",), ("كتب",), True),
    "كاتب": FormKeys(("كاتب",), ("كاتب", "كتاب", "كتب"), ("كتب", "كوت"), True),
    "مكتبه": FormKeys(("مكتبة", "مكتبه"), ("مكتبة",), ("كتب",), True),
    "مكتبة": FormKeys(("مكتبة",), ("مكتبة",), ("كتب",), True),
    "ل": FormKeys(("ل",), (), (), True),
    "في": FormKeys(("في",), ("في",), (), True),
    "هل": FormKeys(("هل",), ("هل",), (), True),
}
"""Forms with one key, several and none; in another spelling; question and function words."""
WORDS = st.lists(st.sampled_from(sorted(FORMS)), max_size=8)
ARTICLES = st.lists(st.tuples(WORDS, WORDS), max_size=9)

Article = tuple[list[str], list[str]]


@pytest.fixture
def forms_path(tmp_path: Path) -> Path:
    return tmp_path / "s1.forms"


@pytest.fixture(params=[(1 << 16, 1 << 20, 1 << 20), (2, 1 << 20, 1), (1 << 16, 3, 4), (4, 5, 2), (1, 1, 1)])
def sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have sections of a few articles, blocks of a few words, a few postings put in their places at once."""
    monkeypatch.setattr(packed, "SECTION_ARTICLES", request.param[0])
    monkeypatch.setattr(module, "_WORDS_AT_ONCE", request.param[1])
    monkeypatch.setattr(module, "_POSTINGS_AT_ONCE", request.param[2])


def gathered_of(forms_path: Path, articles: list[Article]) -> Gathered:
    """Write the forms of a segment, and return the words of its articles as they are gathered, in another order."""
    table, number = key_table(list(FORMS), of_keys(list(FORMS), FORMS.values()))
    with written(forms_path) as writer:
        write_key_table(writer, table)
    met = {form: place for place, form in enumerate(FORMS)}
    words = [met[form] for title, text in articles for form in (*title, *text)]
    path = forms_path.with_suffix(".gathered")
    np.array(words, np.uint32).tofile(path)
    lengths = [len(title) + len(text) for title, text in articles]
    titles = [len(title) for title, _ in articles]
    return Gathered(path, number, np.array(lengths, np.uint32), np.array(titles, np.uint32))


def positions(article: Article) -> list[tuple[int, str]]:
    """Return the words of an article with their positions."""
    title, text = article
    begin = len(title) + PART_GAP if title else 0
    return [*enumerate(title), *enumerate(text, begin)]


def counted(layer: str, articles: list[Article]) -> dict[str, dict[int, tuple[int, int]]]:
    """Return by key and article how often the key stands there, and where first."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for number, article in enumerate(articles):
        places = [(key, at) for at, form in positions(article) for key in getattr(FORMS[form], layer)]
        for key, often in Counter(key for key, _ in places).items():
            found.setdefault(key, {})[number] = often, min(at for one, at in places if one == key)
    return found


def score(layer: str, key: str, holding: int, length: int, mean: float, nominal: int, tf: int, first: int) -> float:
    """Return what a posting is worth, worked out as the formula is written."""
    idf = math.log(1 + (nominal - holding + 0.5) / (holding + 0.5))
    bm25 = idf * tf * 1.6 / (tf + 0.6 * (1 - 0.7 + 0.7 * length / max(mean, 1)))
    g = 0.3 if key == "هل" else 1
    h = 0.3 if key in ("هل", "في") else 1
    if layer == LEMMA:
        return g * bm25 + 0.75 * h * idf / (1 + first / 30)
    return g * bm25 * (0.4 if layer == EXACT else 1)


@pytest.mark.parametrize("layer", LAYERS)
@SAME_FOLDER
@given(ARTICLES, st.floats(0, 20), st.integers(9, 2_000))
def test_postings_are_what_counting_gives(
    forms_path: Path, sizes: None, layer: str, articles: list[Article], mean: float, nominal: int
) -> None:
    """Every key has the articles that hold it, each worth what the formula says, and its top is the largest."""
    gathered = gathered_of(forms_path, articles)
    path = forms_path.with_suffix(f".{layer}")
    done = write_layer(gathered, forms_path, path, layer, nominal, mean)
    assert done.size == path.stat().st_size
    sections = gathered.sections()
    found = Layer(ArrayFile(path), [start for start, _ in sections])
    expected = counted(layer, articles)
    lengths = [len(title) + len(text) for title, text in articles]
    for number, key in enumerate(open_key_table(ArrayFile(forms_path)).keys(layer)):
        held = expected.pop(key, {})
        runs = found.runs(number)
        assert [(run.start, run.numbers().tolist()) for run in runs] == [
            (start, sorted(article for article in held if start <= article < end)) for start, end in sections
        ]
        assert found.holding(number) == len(held)
        worth = [impact for run in runs for impact in run.impacts().tolist()]
        exact = [score(layer, key, len(held), lengths[one], mean, nominal, *held[one]) / 0.005 for one in sorted(held)]
        assert all(abs(got - max(want, 1)) <= 1 for got, want in zip(worth, exact, strict=True)), (worth, exact)
        assert int(found.tops[number]) == max(worth, default=0)
    assert expected == {}


def test_articles_without_words_do_not_shift_the_others(forms_path: Path) -> None:
    """The length that counts is that of the article itself, also behind articles without a word."""
    short: Article = ([], ["كتاب"])
    long: Article = ([], ["كتاب", *["في"] * 50])
    impacts_of = []
    for articles in ([short, long], [([], []), short, ([], []), long]):
        write_layer(gathered_of(forms_path, articles), forms_path, forms_path.with_suffix(".lemma"), LEMMA, 1024, 10)
        book = list(open_key_table(ArrayFile(forms_path)).lemmas).index("كتاب")
        (run,) = Layer(ArrayFile(forms_path.with_suffix(".lemma")), [0]).runs(book)
        impacts_of.append(run.impacts().tolist())
    assert impacts_of[0] == impacts_of[1]
    assert impacts_of[0][0] > impacts_of[0][1]


def test_words_without_a_key_have_no_postings(forms_path: Path) -> None:
    """A proclitic that stands alone is in the exact layer only."""
    gathered = gathered_of(forms_path, [([], ["ل"]), (["ل"], ["ل"])])
    for layer, held in ((EXACT, 2), (LEMMA, 0), (ROOT, 0)):
        path = forms_path.with_suffix(f".{layer}")
        write_layer(gathered, forms_path, path, layer, 1024, 1)
        found = Layer(ArrayFile(path), [0])
        assert sum(found.holding(key) for key in range(len(found.tops))) == held


def test_an_empty_segment_has_no_postings(forms_path: Path) -> None:
    """No article, no section: only the tops of the keys, all nothing."""
    write_layer(gathered_of(forms_path, []), forms_path, forms_path.with_suffix(".exact"), EXACT, 1024, 0)
    found = Layer(ArrayFile(forms_path.with_suffix(".exact")), [])
    assert (found.runs(0), found.holding(0), list(found.tops)) == ([], 0, [0] * len(FORMS))


TOKENS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(0, 50)), unique=True)


@given(
    TOKENS,
    st.sampled_from([0, 1 << 15, (1 << 26) - 6, (1 << 32) - 6]),
    st.sampled_from([0, (1 << 19) - 5]),
    st.booleans(),
    st.sampled_from([0, 3, 6, 1 << 32]),
)
def test_inverted_is_what_counting_gives(
    tokens: list[tuple[int, int, int]], first_key: int, first_article: int, with_first: bool, below: int
) -> None:
    """Tokens in any order become postings by key and article, with the count and the first position.

    Keys and articles may be as large as they can be; then positions have few bits, which are enough for these.
    """
    keys, articles, places = zip(*tokens, strict=True) if tokens else ((), (), ())
    found = inverted(
        Tokens(
            np.array(keys, np.uint32) + np.uint32(first_key),
            np.array(articles, np.uint32) + np.uint32(first_article),
            np.array(places, np.uint32) if with_first else None,
        )
    ).below(first_key + below)
    held: dict[int, dict[int, list[int]]] = {}
    for key, article, place in sorted(one for one in tokens if one[0] < below):
        held.setdefault(key + first_key, {}).setdefault(article + first_article, []).append(place)
    postings = [(article, len(at), min(at)) for by_article in held.values() for article, at in by_article.items()]
    assert found.keys.tolist() == list(held)
    assert found.counts.tolist() == [len(by_article) for by_article in held.values()]
    assert list(zip(found.articles.tolist(), found.tf.tolist(), strict=True)) == [one[:2] for one in postings]
    assert (None if found.first is None else found.first.tolist()) == (
        [one[2] for one in postings] if with_first else None
    )


@pytest.mark.parametrize(
    ("key", "article", "last"),
    [(1, 0, (1 << 32) - 1), ((1 << 32) - 1, 0, (1 << 32) - 1), ((1 << 32) - 1, (1 << 19) - 1, (1 << 13) - 1)],
)
def test_positions_beyond_the_bits_that_are_left(key: int, article: int, last: int) -> None:
    """A very late position is taken for the last that fits; it is counted all the same."""
    late = np.array([(1 << 32) - 1, (1 << 32) - 2], np.uint32)
    found = inverted(Tokens(np.full(2, key, np.uint32), np.full(2, article, np.uint32), late))
    assert (found.keys.tolist(), found.articles.tolist(), found.tf.tolist()) == ([key], [article], [2])
    assert found.first is not None
    assert found.first.tolist() == [min(last, (1 << 32) - 2)]


def test_the_formula_in_use_is_the_one_worked_out_here() -> None:
    """The figures of this file's formula are those of the engine."""
    assert (impacts.K1, impacts.B, impacts.STEP, impacts.EARLY, impacts.EARLY_REACH) == (0.6, 0.7, 0.005, 0.75, 30)
    assert (impacts.WEIGHTS, impacts.QUESTION, impacts.FUNCTION) == ({EXACT: 0.4, LEMMA: 1.0, ROOT: 1.0}, 0.3, 0.3)
