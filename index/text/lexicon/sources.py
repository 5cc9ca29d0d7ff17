"""Reads what the lexicon is built from: the tables of arramooz, and our own TOML files beside this module."""

import re
import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..folding import fold
from .classes import Part, Trait
from .costs import Count
from .names import Name, names_of
from .verbs import Verb, without_marks

OWN_DATA: Final = Path(__file__).parent
"""The folder of names.toml, nouns.toml, spellings.toml, plurals.toml, verbs.toml, roots.toml and stopwords.toml."""

PARTS: Final = {
    "noun": Part.NOUN, "noun_quant": Part.NOUN, "adj": Part.ADJECTIVE, "adj_comp": Part.ADJECTIVE,
    "adj_num": Part.ADJECTIVE, "noun_prop": Part.NAME, "verb": Part.VERB,
}  # fmt: skip
"""Word types of the frequency list; every other is a function word."""

ADJECTIVAL: Final = ("فاعل", "مفعول", "صفة", "منسوب", "صيغة", "تفضيل")
"""Word types of arramooz that take a feminine and a plural in ون: participles, adjectives, nisbas, elatives."""

OWN_TRAITS: Final = {
    "nouns": Trait.FEMININE_PLURAL | Trait.DUAL,
    "adjectives": Trait.ALL,
    "persons": Trait.ALL,
}
"""The tables of nouns.toml and how their words inflect."""

VOWELS: Final = {"a": "فتحة", "i": "كسرة", "u": "ضمة"}
"""The vowel of the imperfect as verbs.toml has it, and its Arabic name."""


class Noun(NamedTuple):
    """One row of the noun table of arramooz."""

    spelling: str
    root: str
    traits: Trait
    adjectival: bool
    plurals: tuple[str, ...] = ()
    """Its broken plurals, folded."""
    singular: str = ""
    """The singular, where the row itself is a plural."""


class SourceVerb(NamedTuple):
    """A verb and its root."""

    verb: Verb
    root: str

    @property
    def spelling(self) -> str:
        """The verb without its vowels."""
        return without_marks(self.verb.vocalized)


def _arramooz(name: str) -> sqlite3.Connection:
    return sqlite3.connect(str(files("arramooz").joinpath("data", name)))


def read_counts() -> Iterator[Count]:
    """Yield the lines of the frequency list, names of one letter left out."""
    query = "select unvocalized, vocalized, word_type, freq from wordfreq order by id"
    for spelling, vocalized, kind, count in _arramooz("wordfreq.sqlite").execute(query):
        yield Count(without_marks(spelling), vocalized, PARTS.get(kind, Part.FUNCTION), count)


def read_nouns() -> Iterator[Noun]:
    """Yield the rows of the noun table."""
    query = (
        "select unvocalized, root, broken_plural, number, single, wordtype,"
        " feminable, masculin_plural, feminin_plural, dualable from nouns order by id"
    )
    for spelling, root, plurals, number, single, kind, *flags in _arramooz("arabicdictionary.sqlite").execute(query):
        adjectival = any(word in kind for word in ADJECTIVAL)
        is_plural = bool(number and "جمع" in number and single)
        yield Noun(
            without_marks(spelling),
            root or "",
            noun_traits(adjectival, *(bool(flag) for flag in flags)),
            adjectival,
            tuple(_listed_plurals(plurals or "")),
            without_marks(single) if is_plural else "",
        )


def noun_traits(adjectival: bool, feminine: bool, masculine_plural: bool, feminine_plural: bool, dual: bool) -> Trait:
    """Return the traits behind the flags of a row; adjectives have a feminine, and with it a plural in ون."""
    traits = Trait.NONE
    if feminine or adjectival:
        traits |= Trait.FEMININE
    if masculine_plural or traits:
        traits |= Trait.MASCULINE_PLURAL
    if feminine_plural:
        traits |= Trait.FEMININE_PLURAL
    if dual:
        traits |= Trait.DUAL
    return traits


def _listed_plurals(cell: str) -> Iterator[str]:
    """Yield the broken plurals of a cell: free text, where + marks a suffix and brackets a remark."""
    for part in re.split("[;،,]", re.sub(r"\(.*", "", cell)):
        words = part.split()
        if words and "+" not in part:
            plural = fold(words[0])
            if len(plural) >= 3:
                yield plural


def read_verbs() -> Iterator[SourceVerb]:
    """Yield the verbs of arramooz."""
    query = "select vocalized, root, future_type, transitive from verbs order by id"
    for vocalized, root, future, transitive in _arramooz("arabicdictionary.sqlite").execute(query):
        yield SourceVerb(Verb(vocalized, future, bool(transitive)), root or "")


def read_toml(name: str, folder: Path = OWN_DATA) -> dict[str, Any]:
    """Read one of our own files."""
    return tomllib.loads((folder / name).read_text("utf-8"))


def read_own_verbs(folder: Path = OWN_DATA) -> Iterator[SourceVerb]:
    """Yield the verbs of verbs.toml."""
    for row in read_toml("verbs.toml", folder).get("verb", ()):
        yield SourceVerb(Verb(row["vocalized"], VOWELS[row["future"]], row["transitive"]), row["root"])


def read_own_nouns(folder: Path = OWN_DATA) -> Iterator[tuple[str, Trait]]:
    """Yield the words of nouns.toml with their traits."""
    tables = read_toml("nouns.toml", folder)
    for table, traits in OWN_TRAITS.items():
        for spelling in tables[table]["words"]:
            yield spelling, traits


def read_names(folder: Path = OWN_DATA) -> Iterator[Name]:
    """Yield the entries of names.toml, table by table."""
    yield from names_of(read_toml("names.toml", folder))


def read_plurals(folder: Path = OWN_DATA) -> Iterator[tuple[str, list[str]]]:
    """Yield the plurals of plurals.toml, each with its singulars."""
    yield from _flat(read_toml("plurals.toml", folder))


def read_roots(folder: Path = OWN_DATA) -> Iterator[tuple[str, str]]:
    """Yield the lemmas of roots.toml, each with its root, empty for a word that has none."""
    yield from _flat(read_toml("roots.toml", folder))


def _flat(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value)
        else:
            yield key, value
