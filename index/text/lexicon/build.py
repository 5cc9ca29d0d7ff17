"""Builds the frozen lexicon from its sources: ``python -m fihris.index.text.lexicon.build [FILE]``.

Needs arramooz-pysqlite and libqutrub, which fihris itself does not; PROVENANCE.md names their versions.
"""

import sys
from pathlib import Path

from ..clitics import ARTICLE, Proclitic
from ..folding import fold
from ..spellings import Spellings, look_alikes, variants_of
from . import sources
from .classes import Place
from .compiling import Compiler
from .dictionary import Dictionary
from .freeze import freeze
from .frozen import DEFAULT_PATH
from .headwords import Sources
from .rooting import all_roots


def read_sources(folder: Path = sources.OWN_DATA) -> Sources:
    """Read every source; our own files are in `folder`."""
    stopwords = sources.read_toml("stopwords.toml", folder)
    return Sources(
        counts=list(sources.read_counts()),
        nouns=list(sources.read_nouns()),
        verbs=list(sources.read_verbs()),
        own_verbs=list(sources.read_own_verbs(folder)),
        names=list(sources.read_names(folder)),
        own_nouns=list(sources.read_own_nouns(folder)),
        spellings=Spellings(variants_of(sources.read_toml("spellings.toml", folder))),
        plurals=list(sources.read_plurals(folder)),
        roots=dict(sources.read_roots(folder)),
        function_words=frozenset(stopwords["function"]["words"]),
        irregular=stopwords["forms"],
        numerals=stopwords["numerals"],
    )


def guarded(spellings: Spellings, dictionary: Dictionary) -> Spellings:
    """Return the spelling classes with the words that only look like a proclitic and a spelling."""

    def is_other(spelling: str, proclitic: Proclitic, key: str) -> bool:
        word = proclitic.letters + spelling
        if any(one.lemma.letters != key for one in dictionary.readings(word)):
            return True
        after_article = proclitic.parts[-1] == ARTICLE[0]
        return after_article and any(
            one.lemma.letters != key and one.place is Place.FREE for one in dictionary.readings(spelling)
        )

    return Spellings(spellings.variants, sorted(look_alikes(spellings.variants, is_other)))


def build(path: Path = DEFAULT_PATH, folder: Path = sources.OWN_DATA) -> None:
    """Write the lexicon to `path`."""
    read = read_sources(folder)
    dictionary = Compiler(read).compile()
    overrides = {fold(lemma): root for lemma, root in read.roots.items()}
    nisbas = {fold(name.nisba): fold(name.spelling) for name in read.names if name.nisba}
    freeze(dictionary, all_roots(dictionary, overrides, nisbas), guarded(read.spellings, dictionary), path)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_PATH)
