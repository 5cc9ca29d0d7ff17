"""The fields of an archive as Whoosh knows them."""

import pytest
from fihris.index.schema import schema


def test_the_fields() -> None:
    """A field per layer of keys, one per layer for titles alone, the source, and what is kept whole."""
    assert schema().names() == [
        "date",
        "exact",
        "id",
        "lemma",
        "path",
        "record",
        "root",
        "sha256",
        "source_exact",
        "title_exact",
        "title_lemma",
        "title_root",
    ]


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("exact", ["في", "المتحدة", "المتحده", "كتب"]),
        ("lemma", ["في", "متحد", "كتاب", "كتب"]),
        ("title_lemma", ["في", "متحد", "كتاب", "كتب"]),
        ("root", ["في", "وحد", "كتب"]),
        ("source_exact", ["في", "المتحدة", "المتحده", "كتب"]),
        ("id", ["في المتحده كتب"]),
    ],
)
def test_the_analyzers_make_the_keys_of_an_archive(field: str, terms: list[str]) -> None:
    """The text of a query has the same keys as the text of an article."""
    assert list(schema()[field].process_text("في المتحده كتب")) == terms


def test_days_are_numbers_that_grow() -> None:
    """The terms of days sort as days do, no day first."""
    days = [0, 10101, 9991231, 20210724, 20210725]
    terms = [schema()["date"].to_bytes(day) for day in days]
    assert terms == sorted(set(terms))
