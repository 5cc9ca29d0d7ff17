"""Articles to the fields of the archive and back."""

import datetime as dt

from fihris import Article
from fihris.index.schema import schema, to_article, to_document
from hypothesis import given
from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ARTICLES = st.builds(
    Article,
    id=TEXT,
    text=TEXT,
    title=TEXT,
    date=st.none() | st.dates(),
    date_source=st.sampled_from(["", "metadata", "dateline", "caption"]),
    source=TEXT,
    url=TEXT,
    author=TEXT,
    category=TEXT,
    path=TEXT,
    sha256=TEXT,
    extra=st.dictionaries(TEXT, TEXT, max_size=3),
)


@given(ARTICLES)
def test_articles_come_back_as_they_were(article: Article) -> None:
    """No field of an article is altered by being kept, whatever characters it holds."""
    assert to_article(to_document(article)) == article


@given(ARTICLES)
def test_a_document_fits_the_schema(article: Article) -> None:
    """Every field of a document is one of the schema, and the other way round."""
    assert set(to_document(article)) == set(schema().names())


def test_dates_are_kept_in_their_order() -> None:
    """A day is a number that grows with time; no day is the smallest."""
    days = [None, dt.date(1, 1, 1), dt.date(999, 12, 31), dt.date(2021, 7, 25)]
    numbers = [to_document(Article(id="1", text="", date=day))["date"] for day in days]
    assert numbers == [0, 10101, 9991231, 20210725]
