"""A query's tree to Whoosh's, layer by layer.

A word matches through its exact key or its lemma. Its root only adds to the score of what matches: nothing is found
through a root that was not asked for. Nor is anything found through a function word that stands side by side with
other words: in «من فاز بالكأس» it adds to the score. A phrase matches on exact keys, or on lemmas where it says so; a
pattern on the exact keys that it expands to.
"""

from collections.abc import Callable, Iterator
from collections.abc import Sequence as Parts
from typing import Any, Final, Literal, TypeAlias

from whoosh import query as whoosh_query

from ..index.keys import EXACT, LAYERS, LEMMA, ROOT, keys
from ..index.schema import SOURCE, TITLE
from .query import And, Every, Field, Node, Not, Or, Pattern, Phrase, Sequence, Word, leaves
from .ranking import WEIGHTS, word_weight
from .terms import TermsOf, only_ranks

Match = Literal["any", "all"]
WhooshQuery: TypeAlias = Any  # whoosh.query.Query: its types do not hold under strict checking

NOTHING: Final = whoosh_query.NullQuery


def to_whoosh(tree: Node, match: Match, terms_of: TermsOf) -> WhooshQuery:
    """Return Whoosh's tree of a query; `match` says how words side by side are joined."""
    translator = _Translator(match, terms_of)
    found = translator.translate(tree)
    bonus = [*translator.only_ranked, *_roots(tree, terms_of)]
    return whoosh_query.AndMaybe(found, whoosh_query.Or(bonus)) if bonus else found


def _roots(tree: Node, terms_of: TermsOf) -> Iterator[WhooshQuery]:
    """Yield what the roots of a query's ranked words add to the score."""
    words = [leaf for leaf in leaves(tree) if isinstance(leaf, Word)]
    for word in words:
        if not word.layer and word.field != "source" and (roots := terms_of(word).root):
            yield _best_of(word, ROOT, roots)


def _best_of(word: Word, layer: str, alternatives: Parts[str]) -> WhooshQuery:
    """Return what a word is worth through a layer: its readings exclude each other, so the best of them counts."""
    field, boost = _field(layer, word.field), WEIGHTS[layer] * word_weight(word.key)
    found = [whoosh_query.Term(field, key, boost=boost) for key in alternatives]
    return found[0] if len(found) == 1 else whoosh_query.DisjunctionMax(found)


def _field(layer: str, field: Field) -> str:
    """Return the field of the archive that holds a layer of the title, the source or the whole article."""
    return TITLE + layer if field == "title" else SOURCE if field == "source" else layer


def without_function_words(parts: Parts[Node]) -> tuple[Node, ...]:
    """Return the parts of a sequence that an article may match through: all of them if none is a content word."""
    content = tuple(part for part in parts if not only_ranks(part))
    return content if any(not isinstance(part, Not) for part in content) else tuple(parts)


class _Translator:
    """Translates the nodes of one query."""

    def __init__(self, match: Match, terms_of: TermsOf) -> None:
        self._match = match
        self._terms_of = terms_of
        self.only_ranked: list[WhooshQuery] = []
        """What adds to the score of what matches otherwise."""

    def translate(self, node: Node) -> WhooshQuery:
        match node:
            case Word():
                return self._word(node)
            case Phrase():
                return _phrase(node)
            case Pattern(pattern, field):
                return _pattern(pattern, _field(EXACT, field))
            case Every():
                return whoosh_query.Every()
            case Not():
                return self._joined([node], whoosh_query.And)
            case Sequence(parts) if self._match == "any":
                wanted = without_function_words(parts)
                self.only_ranked += [self.translate(part) for part in parts if part not in wanted]
                return self._joined(wanted, whoosh_query.Or)
            case Sequence(parts):
                return self._joined(parts, whoosh_query.And)
            case And(parts):
                return self._joined(parts, whoosh_query.And)
            case Or(parts):
                return whoosh_query.Or([self.translate(part) for part in parts])

    def _joined(self, parts: Parts[Node], join: Callable[[list[WhooshQuery]], WhooshQuery]) -> WhooshQuery:
        """Join the parts that are wanted; take away what a `Not` among them excludes."""
        wanted = [self.translate(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.translate(part.part) for part in parts if isinstance(part, Not)]
        if not wanted and not unwanted:
            return NOTHING
        found = (wanted[0] if len(wanted) == 1 else join(wanted)) if wanted else whoosh_query.Every()
        nothing = [whoosh_query.ConstantScoreQuery(whoosh_query.Not(one), 0.0) for one in unwanted]
        return whoosh_query.And([found, *nothing]) if nothing else found

    def _word(self, word: Word) -> WhooshQuery:
        if word.field == "source":
            return whoosh_query.Term(SOURCE, keys(word.key).canonical)
        terms = self._terms_of(word)
        layers = LAYERS if word.layer else (EXACT, LEMMA)
        found = [_best_of(word, layer, some) for layer in layers if (some := getattr(terms, layer))]
        return whoosh_query.Or(found) if found else NOTHING


def _phrase(phrase: Phrase) -> WhooshQuery:
    layer = EXACT if phrase.field == "source" else phrase.layer
    found = [getattr(keys(form), layer)[:1] for form in phrase.keys]
    field = _field(layer, phrase.field)
    if not all(found):  # a proclitic that stands alone has no lemma: the phrase has only its exact words
        found, field = [keys(form).exact[:1] for form in phrase.keys], _field(EXACT, phrase.field)
    if len(found) == 1:
        return whoosh_query.Term(field, found[0][0])
    return whoosh_query.Phrase(field, [key for (key,) in found])


def _pattern(pattern: str, field: str) -> WhooshQuery:
    if pattern.endswith("*") and not any(sign in pattern[:-1] for sign in "*?"):
        return whoosh_query.Prefix(field, pattern[:-1])
    return whoosh_query.Wildcard(field, pattern)
