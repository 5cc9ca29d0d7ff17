"""The three keys of a word, fine to coarse: exact, lemma, root.

Everything here is a pure function of the word's orthographic form (`text.folding.fold`) and of the words in use: the
frozen lexicon, and what a user adds to it in `words_file`. It is worked out once a form and kept.
"""

import gc
import os
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from pyarabic.araby import HEH, TEH_MARBUTA

from .errors import BadInput
from .text import morphology
from .text.consonants import consonants
from .text.lexicon.frozen import DEFAULT_PATH, Lexicon, default_lexicon
from .text.lexicon.layout import HEADER

EXACT: Final = "exact"
LEMMA: Final = "lemma"
ROOT: Final = "root"
LAYERS: Final = (EXACT, LEMMA, ROOT)
"""The layers of keys, the finest first."""


class Keys(NamedTuple):
    """The keys of one word; several of a layer stand at one position, the likeliest first."""

    exact: tuple[str, ...]
    """The key of its spelling class, then the form as it was written where that is another."""
    lemma: tuple[str, ...]
    """The lemmas of its likely readings; empty for a proclitic letter that stands alone."""
    root: tuple[str, ...]
    """The roots of those lemmas, where they are known and not only guessed."""

    @property
    def canonical(self) -> str:
        """The one exact key that all spellings of the word share."""
        return self.exact[0]


class FormKeys(NamedTuple):
    """All that an index keeps of a word's form."""

    exact: tuple[str, ...]
    """As in `Keys`."""
    lemma: tuple[str, ...]
    """As in `Keys`."""
    root: tuple[str, ...]
    """What the root layer holds: the roots, else the consonants of the likeliest lemma."""
    known: bool
    """The words in use hold the form, in any of its spellings."""


@cache
def keys(form: str) -> Keys:
    """Return the keys of a folded word."""
    ((canonical,), (found,)) = looked_up((form,), _OneByOne())
    return Keys(_exact(canonical, form), found.lemmas, found.roots)


def keys_of_all(forms: Sequence[str]) -> list[FormKeys]:
    """Return what an index keeps of folded words, in their order; of many, about eight microseconds a form."""
    # Millions of small tuples, not one cycle among them: looking for cycles would take a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _form_keys(forms, *looked_up(forms, _OneByOne()))
    finally:
        if collecting:
            gc.enable()


def _form_keys(forms: Sequence[str], canonical: list[str], found: list[morphology.Keys]) -> list[FormKeys]:
    return [
        FormKeys(_exact(key, form), lemmas, roots or instead_of_roots(lemmas), known)
        for form, key, (lemmas, roots, known) in zip(forms, canonical, found, strict=True)
    ]


def instead_of_roots(lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the root layer holds of a word without a root, given its lemmas."""
    return tuple(map(consonants, lemmas[:1]))


def _exact(canonical: str, form: str) -> tuple[str, ...]:
    return (canonical,) if canonical == form else (canonical, form)


class Words(Protocol):
    """The words in use, asked for many forms at once."""

    def canonical(self, forms: Sequence[str]) -> list[str]:
        """Return the canonical spellings of folded words."""

    def keys(self, forms: Sequence[str]) -> list[morphology.Keys]:
        """Return what `morphology.keys` says of exact keys."""


class _OneByOne:
    """The words in use, one form after the other."""

    def __init__(self) -> None:
        self._lexicon = lexicon_in_use()

    def canonical(self, forms: Sequence[str]) -> list[str]:
        return list(map(self._lexicon.spellings.canonical, forms))

    def keys(self, forms: Sequence[str]) -> list[morphology.Keys]:
        return morphology.keys(forms, self._lexicon)


def looked_up(forms: Sequence[str], words: Words) -> tuple[list[str], list[morphology.Keys]]:
    """Return the canonical spellings of folded words, and what is found under them."""
    canonical = words.canonical(forms)
    found = words.keys(canonical)
    if places := [place for place, form in enumerate(forms) if form.endswith(HEH)]:
        _mean_teh_marbuta(forms, places, canonical, found, words)
    return canonical, found


def _mean_teh_marbuta(
    forms: Sequence[str], places: list[int], canonical: list[str], found: list[morphology.Keys], words: Words
) -> None:
    """Replace what was found of forms in ه by that of the ة that was meant, where that is how they are read.

    المتحده is المتحدة, and كتابه is no misspelling.
    """
    lexicon = lexicon_in_use()
    meant = [forms[place][: -len(HEH)] + TEH_MARBUTA for place in places]
    spelled = words.canonical(meant)
    ours = words.keys([forms[place] for place in places])
    theirs, right = words.keys(meant), words.keys(spelled)
    for place, spelling, one, other, meaning in zip(places, spelled, ours, theirs, right, strict=True):
        if one.lemmas[:1] != other.lemmas[:1] or not meaning.known:
            continue
        if not morphology.has_pronoun(canonical[place], lexicon):
            canonical[place] = spelling
            found[place] = meaning._replace(known=found[place].known)


def exact_keys(form: str) -> tuple[str, ...]:
    """Return the exact keys of a folded word."""
    return keys(form).exact


def lemma_keys(form: str) -> tuple[str, ...]:
    """Return the lemma keys of a folded word."""
    return keys(form).lemma


def root_keys(form: str) -> tuple[str, ...]:
    """Return what the root layer holds of a folded word: its roots, else the consonants of its likeliest lemma."""
    found = keys(form)
    return found.root or instead_of_roots(found.lemma)


def is_known(form: str) -> bool:
    """Tell whether the words in use hold a folded word, in any of its spellings."""
    lexicon = lexicon_in_use()
    (found,) = morphology.keys((lexicon.spellings.canonical(form),), lexicon)
    return found.known


def _own_words() -> Path | None:
    """Return the file of a user's own words if there is one; raises `BadInput` for one that was named and is not."""
    path = words_file()
    if path.exists():
        return path
    if os.environ.get("FIHRIS_WORDS"):
        raise BadInput(f"$FIHRIS_WORDS names {path}, which is not there; make it, or unset the variable")
    return None


def words_file() -> Path:
    """Return the file of a user's own names and spellings: `$FIHRIS_WORDS`, else words.toml in their settings."""
    if named := os.environ.get("FIHRIS_WORDS"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("fihris") / "words.toml"


@cache
def lexicon_in_use() -> Lexicon:
    """Return the lexicon with a user's additions; raises `BadInput` for a file that holds none."""
    own = _own_words()
    if own is None:
        return default_lexicon()
    from .text.additions import load_additions

    return load_additions(own)


@cache
def version() -> str:
    """Return what tells one set of words from another: an archive is searched with the words it was made with."""
    with DEFAULT_PATH.open("rb") as file:
        _, _, checksum = HEADER.unpack(file.read(HEADER.size))
    own = _own_words()
    added = "+" + sha256(own.read_bytes()).hexdigest()[:8] if own else ""
    return f"{checksum:08x}{added}"
