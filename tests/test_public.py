"""The package's public face, and the examples in its docstrings."""

import datetime as dt
import doctest
import pkgutil
from importlib import import_module
from pathlib import Path

import fihris
import pytest
from fihris import Archive, Article, FihrisError
from fihris.search.results import Hit, Passage, Results, Span

FOLDERS = [import_module(f"fihris.{name}") for name in ("index", "search")]
OFFLINE = "fihris.index.text.lexicon."
"""Needs what only a developer has installed."""
MODULES = ["fihris"] + [
    module.name
    for folder in FOLDERS
    for module in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}.")
    if not module.name.startswith(OFFLINE)
]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_docstrings_hold(module: str) -> None:
    """What a docstring shows is what happens."""
    assert doctest.testmod(import_module(module)).failed == 0


def test_some_docstrings_have_examples() -> None:
    """The test above is about something."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [one for name in MODULES for one in finder.find(import_module(name)) if one.examples]
    assert len(examples) >= 4


def test_the_public_names() -> None:
    """Three names and the version, each listed by `dir`."""
    assert fihris.__all__ == ["Archive", "Article", "FihrisError", "__version__"]
    assert (fihris.Archive, fihris.Article, fihris.FihrisError) == (Archive, Article, FihrisError)


def test_create_add_search(tmp_path: Path) -> None:
    """The whole of it in five lines: articles in, hits with spans into the raw text out."""
    archive = Archive.create(tmp_path / "archive")
    archive.add(
        [
            Article(id="1", title="حكومة جديدة", text="أُعلنت الحكومةُ أمس. وانتهت الأزمة.", date=dt.date(2021, 7, 25)),
            Article(id="2", text="هدأت الجبهة."),
        ]
    )
    results = Archive.open(tmp_path / "archive").search("حكومته")
    assert isinstance(results, Results)
    (hit,) = results.hits
    assert hit == Hit(
        rank=1,
        score=hit.score,
        article=archive.article("1"),
        title_spans=(Span(0, 5, "lemma"),),
        passages=(Passage(0, 20, (Span(7, 15, "lemma"),)),),
    )
    assert (results.query.understood_as, results.total, results.left_out) == ("حكومته", 1, 0)
    assert hit.passages[0].text(hit.article) == "أُعلنت الحكومةُ أمس."
    assert [hit.article.text[span.start : span.end] for span in hit.passages[0].spans] == ["الحكومةُ"]
    assert results.took_ms > 0


def test_articles_are_values() -> None:
    """Equal when their fields are, hashable, and never changed."""
    one, other = (Article(id="1", text="نص", extra={"a": "b"}) for _ in range(2))
    assert one == other
    assert len({one, other}) == 1
    with pytest.raises(AttributeError):
        one.text = "آخر"  # type: ignore[misc]


def test_every_error_is_of_one_family(tmp_path: Path) -> None:
    """Whoever catches `FihrisError` catches what fihris raises on purpose."""
    with pytest.raises(FihrisError, match="no archive at"):
        Archive.open(tmp_path)
    with pytest.raises(FihrisError, match="no article"):
        Archive.create(tmp_path).article("1")
