"""Who says it, in a query: the tree of «قائل:الكاظمي العلاقة», made of the parts that stand side by side."""

from .query import And, Every, Leaf, Must, Node, Not, Or, Said, Sequence, is_filter, unmarked


def with_speakers(parts: list[Node]) -> list[Node]:
    """Return parts that stand side by side, what is said put together with who says it; of two speakers either.

    What no statement can hold, such as a word of the title, only adds to the score, or excludes.
    """
    lone = [part for part in map(unmarked, parts) if isinstance(part, Said) and not part.parts]
    if not lone:
        return parts
    others = [part for part in parts if unmarked(part) not in lone]
    said = tuple(unmarked(part) for part in others if is_of_words(part))
    rest = [part for part in others if not is_of_words(part)]
    found = Said(lone[0].speaker if len(lone) == 1 else Or(tuple(one.speaker for one in lone)), said)
    is_needed = any(not isinstance(part, Not) and not is_filter(unmarked(part)) for part in rest)
    return [Must(found) if is_needed else found, *rest]


def is_of_words(node: Node, *, with_exclusions: bool = True) -> bool:
    """Tell whether a part of a query is nothing but words, so that a statement may hold it."""
    match node:
        case Sequence(parts) | And(parts) | Or(parts):
            return all(is_of_words(part, with_exclusions=with_exclusions) for part in parts)
        case Not(part) | Must(part):
            return with_exclusions and is_of_words(part)
        case Every():
            return with_exclusions
        case _:
            return isinstance(node, Leaf) and not node.field


def has_speaker(node: Node) -> bool:
    """Tell whether a part of a query asks who says it."""
    match node:
        case Sequence(parts) | And(parts) | Or(parts):
            return any(map(has_speaker, parts))
        case Not(part) | Must(part):
            return has_speaker(part)
        case _:
            return isinstance(node, Said)
