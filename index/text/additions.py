"""A user's own names and spellings, beside the frozen lexicon, which stays as it is.

One TOML file in the formats of lexicon/names.toml and lexicon/spellings.toml: tables of names, and `[[class]]` for
spellings. For example::

    [people]
    "كاظمي" = { article = true }

    [[class]]
    spellings = ["غوغل", "غوقل"]
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ..errors import BadInput
from .folding import fold
from .lexicon.classes import Form, Inflection, Part, Place, Trait
from .lexicon.frozen import LemmaRecord, Lexicon, encoded
from .lexicon.layout import INFLECTION_SHIFT, STEPS
from .lexicon.names import Name, names_of
from .lexicon.nouns import inflect
from .spellings import Spellings, variants_of

NAME_COST: Final = 6.0
"""A user's name is as probable as a name that the press knows well, in nats."""


def load_additions(path: Path, base: Path | None = None) -> Lexicon:
    """Return the lexicon with the names and spellings of a user's file; raises `BadInput`."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(f"{path} cannot be read as TOML: {error}") from None
    lexicon = Lexicon(base) if base else Lexicon()
    try:
        _add_spellings(lexicon, tables)
        for name in names_of({key: table for key, table in tables.items() if key != "class"}):
            _add_name(lexicon, name)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{path} is not a file of names and spellings: {error!r}") from None
    return lexicon


def _add_spellings(lexicon: Lexicon, tables: dict[str, Any]) -> None:
    own = tuple(variants_of(tables))
    if own:
        known = lexicon.spellings
        lexicon.spellings = Spellings((*known.variants, *own), known.guarded)


def _add_name(lexicon: Lexicon, name: Name) -> None:
    canonical = lexicon.spellings.canonical
    place = Place.FREE if name.takes_article else Place.NAME
    letters = fold(name.spelling)
    if name.people:
        _add(lexicon, letters, Part.ADJECTIVE, inflect(name.spelling, Trait.ALL))
    else:
        _add(lexicon, letters, Part.NAME, iter([Form(letters, place, 0.0, Inflection.BASE)]))
    if name.nisba:
        _add(lexicon, fold(name.nisba), Part.ADJECTIVE, inflect(name.nisba, Trait.ALL))
    if name.plural:
        plural = (form._replace(inflection=Inflection.BROKEN_PLURAL) for form in inflect(name.plural, Trait.NONE))
        _add(lexicon, canonical(fold(name.nisba or name.spelling)), Part.ADJECTIVE, plural)


def _add(lexicon: Lexicon, letters: str, part: Part, forms: Iterator[Form]) -> None:
    number = lexicon.add_lemma(LemmaRecord(lexicon.spellings.canonical(letters), part, "", False))
    for form in forms:
        cost = round((NAME_COST + form.cost) * STEPS)
        entry = number, int(form.place) | form.inflection << INFLECTION_SHIFT, cost
        lexicon.added.setdefault(encoded(lexicon.spellings.canonical(form.letters)), []).append(entry)
