"""Names in the format of names.toml, for the build and for a user's own file."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

PEOPLES: Final = "peoples"
"""The table whose keys are the relative adjectives of peoples."""


class Name(NamedTuple):
    """One entry of names.toml."""

    spelling: str
    takes_article: bool
    nisba: str
    plural: str
    people: bool
    """The entry is the nisba of a people itself."""


def names_of(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[Name]:
    """Yield the names of tables in the format of names.toml."""
    for subject, entries in tables.items():
        for spelling, entry in entries.items():
            yield Name(
                spelling,
                bool(entry.get("article", False)),
                str(entry.get("nisba", "")),
                str(entry.get("plural", "")),
                subject == PEOPLES,
            )
