"""A query's tree to Whoosh's, layer by layer.

A word matches through any layer of its keys, and its score is the weighted sum of them. A phrase matches on exact
keys alone, a pattern on the exact keys that it expands to.
"""

from collections.abc import Callable
from collections.abc import Sequence as Parts
from typing import Any, Final, Literal, TypeAlias

from whoosh import query as whoosh_query

from ..index.analyzer import stem_keys
from ..index.schema import EXACT, SOURCE, STEM, TITLE
from .query import And, Every, Node, Not, Or, Pattern, Phrase, Sequence, Word
from .ranking import WEIGHTS

Match = Literal["any", "all"]
WhooshQuery: TypeAlias = Any  # whoosh.query.Query: its types do not hold under strict checking

NOTHING: Final = whoosh_query.NullQuery


def to_whoosh(node: Node, match: Match) -> WhooshQuery:
    """Return Whoosh's tree of a query; `match` says how words side by side are joined."""
    match_of_parts = whoosh_query.Or if match == "any" else whoosh_query.And
    match node:
        case Word():
            return _word(node)
        case Phrase():
            return _phrase(node)
        case Pattern(pattern, field):
            return _pattern(pattern, _field(EXACT, field))
        case Every():
            return whoosh_query.Every()
        case Not(part):
            return whoosh_query.And([whoosh_query.Every(), whoosh_query.Not(to_whoosh(part, match))])
        case Sequence(parts):
            return _joined(parts, match_of_parts, match)
        case And(parts):
            return _joined(parts, whoosh_query.And, match)
        case Or(parts):
            return whoosh_query.Or([to_whoosh(part, match) for part in parts])


def _joined(parts: Parts[Node], join: Callable[[list[WhooshQuery]], WhooshQuery], match: Match) -> WhooshQuery:
    """Join the parts that are wanted; take away what a `Not` among them excludes."""
    wanted = [to_whoosh(part, match) for part in parts if not isinstance(part, Not)]
    unwanted = [whoosh_query.Not(to_whoosh(part.part, match)) for part in parts if isinstance(part, Not)]
    if not wanted and not unwanted:
        return NOTHING
    found = (wanted[0] if len(wanted) == 1 else join(wanted)) if wanted else whoosh_query.Every()
    return whoosh_query.And([found, *unwanted]) if unwanted else found


def _field(layer: str, field: str) -> str:
    return TITLE + layer if field == "title" else SOURCE if field == "source" else layer


def _word(word: Word) -> WhooshQuery:
    if word.field == "source":
        return whoosh_query.Term(SOURCE, word.key)
    layers = [(EXACT, word.key)] + [(STEM, key) for key in stem_keys(word.key)[:1]]
    return whoosh_query.Or(
        [whoosh_query.Term(_field(layer, word.field), key, boost=WEIGHTS[layer]) for layer, key in layers]
    )


def _phrase(phrase: Phrase) -> WhooshQuery:
    field = _field(EXACT, phrase.field)
    if len(phrase.keys) == 1:
        return whoosh_query.Term(field, phrase.keys[0])
    return whoosh_query.Phrase(field, list(phrase.keys))


def _pattern(pattern: str, field: str) -> WhooshQuery:
    if pattern.endswith("*") and not any(sign in pattern[:-1] for sign in "*?"):
        return whoosh_query.Prefix(field, pattern[:-1])
    return whoosh_query.Wildcard(field, pattern)
