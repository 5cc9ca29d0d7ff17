"""A word of a query to the keys it is looked for under, in each layer.

A word that the lexicon does not know is most often a name. Its one-letter proclitics are no more known in the
query than they were in the articles, so such a word is also looked for with and without one, wherever the archive
holds that.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from ..index.keys import LEMMA, FormKeys, keys, keys_of_all
from ..index.segments.snapshot import Snapshot
from ..index.text.characters import is_arabic
from ..index.text.function_words import is_function_word
from .query import Node, Word

PROCLITICS: Final = ("و", "ف", "ب", "ك", "ل", "وب", "ول")
"""What may stand before an unknown word without being seen for what it is."""
MOST_KEPT: Final = 1 << 15
"""Words whose terms are kept."""
SHORTEST: Final = 4
"""Letters that an unknown word has at the least without a proclitic."""


def only_ranks(node: Node) -> bool:
    """Tell whether a part of a query adds to the score of what other parts find, and finds nothing itself."""
    return isinstance(node, Word) and not node.layer and not node.field and is_function_word(node.key)


class Terms(NamedTuple):
    """What one word of a query is looked for under; of the alternatives of a layer the best counts."""

    exact: tuple[str, ...]
    lemma: tuple[str, ...]
    root: tuple[str, ...]


TermsOf = Callable[[Word], Terms]
"""What gives a word its terms."""


def terms_in(snapshot: Snapshot) -> TermsOf:
    """Return what gives each word its terms in one snapshot; a word is worked out once."""
    return lru_cache(MOST_KEPT)(lambda word: terms(word, snapshot))


def terms(word: Word, snapshot: Snapshot) -> Terms:
    """Return the keys of a word of a query; a snapshot that holds the word's form knows them already."""
    match word.layer:
        case "exact":
            return Terms(keys(word.key).exact[:1], (), ())
        case "root":
            return Terms((), (), _root_terms(word.key))
        case _:
            found = snapshot.form_keys(word.key) or form_keys(word.key)
            others = () if found.known else _with_and_without(found.lemma, snapshot)
            lemmas = found.lemma if is_arabic(word.key[0]) else found.lemma[:1]  # a date's parts are not the date
            return Terms(found.exact[:1], (*lemmas, *others), found.root)


def form_keys(form: str) -> FormKeys:
    """Return the keys of a form that no article has."""
    (found,) = keys_of_all((form,))
    return found


def _root_terms(form: str) -> tuple[str, ...]:
    """Return a root that was typed as such, and the roots of the word if it is one."""
    return tuple(dict.fromkeys((form, *keys(form).root)))


def _with_and_without(lemmas: tuple[str, ...], snapshot: Snapshot) -> tuple[str, ...]:
    lemma = lemmas[0] if lemmas else ""
    if len(lemma) < SHORTEST or not is_arabic(lemma[0]):
        return ()
    longer = [proclitic + lemma for proclitic in PROCLITICS]
    shorter = [lemma[1:]] if lemma[0] in PROCLITICS and len(lemma) > SHORTEST else []
    return tuple(one for one in longer + shorter if snapshot.holding(LEMMA, one))
