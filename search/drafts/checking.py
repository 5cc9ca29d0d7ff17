"""A draft against an archive: each of its claims looked up, in its order."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Final

from ...index.errors import BadInput
from ...index.text import sentences
from ...index.text.folding import fold
from ...index.text.words import spans
from ..quotations.finding import LONGEST
from .context import Term, clause, nearest, terms
from .denying import Opposed, opposed
from .figures import SHARED, SHOWN, compare_days, compare_figures
from .finding import claims
from .looking import Looker, Near
from .values import Claim, Finding, Printed, Report, Status

if TYPE_CHECKING:
    from ...index.article import Article
    from ..local import Archive
    from ..quotations.values import Place, Quotation

Quote = Callable[[str], "Quotation"]
"""What looks up a quotation."""
LONGEST_DRAFT: Final = 20_000
"""Words; a text of more is a book, which would be looked up for minutes."""
FEWEST: Final = 4
"""Words that say something: of a sentence that another may deny, and of a clause that is looked for by itself."""
DENYING: Final = 0.75
"""Likeness from which a passage may deny a sentence."""
IN_OTHER_WORDS: Final = 0.7
"""Likeness from which a passage says what a statement does."""
_STATUS: Final[dict[str, Status]] = {
    "verbatim": "found", "same_words": "found", "altered": "altered", "part_found": "altered", "not_found": "missing",
}  # fmt: skip


def check(archive: "Archive", quote: Quote, text: str) -> Report:
    """Return what an archive has of each claim of a draft, its quotations looked up by `quote`; see `Archive.check`.

    Raises `BadInput` for a draft of more than `LONGEST_DRAFT` words.
    """
    began = perf_counter()
    if len(text) > LONGEST_DRAFT and (length := sum(1 for _ in spans(text))) > LONGEST_DRAFT:
        raise BadInput(
            f"the draft has {length:,} words; check takes up to {LONGEST_DRAFT:,}: give its parts one by one"
        )
    said = claims(text)
    checker = _Checker(archive, quote, text, [one for one in said if one.kind in ("figure", "date")])
    found = tuple(filter(None, map(checker.finding, said)))
    return Report(text, found, (perf_counter() - began) * 1000)


class _Checker:
    """Looks up the claims of one draft; what is near to a sentence is looked for once."""

    def __init__(self, archive: "Archive", quote: Quote, text: str, counted: Sequence[Claim]) -> None:
        """Keep a draft; its figures and days are `counted`: what may differ, and not what it is about."""
        self._text = text
        self._apart = [(one.figure.start, one.figure.end) if one.figure else (one.start, one.end) for one in counted]
        self._quote = quote
        self._looker = Looker(archive)
        self._terms: dict[tuple[int, int], list[Term]] = {}

    def finding(self, claim: Claim) -> Finding | None:
        """Return what is found of a claim; nothing of a sentence that nothing speaks against."""
        match claim.kind:
            case "quotation":
                return self._of_quotation(claim)
            case "statement":
                return self._of_statement(claim)
            case "figure":
                near = self._near_to(claim, *self._needed(claim))
                return _compared(claim, *compare_figures(self._text, claim, near))
            case "date":
                return _compared(claim, *compare_days(claim, self._near_to(claim)))
            case _:
                against = tuple(self._denied(claim, claim.sentence))
                return Finding(claim, "altered", against=against) if against else None

    def _quoted(self, claim: Claim) -> "Quotation":
        """Look up the words of a claim; of one that is longer than any quotation its beginning."""
        said = self._text[claim.start : claim.end]
        ends = [end for _, end in islice(spans(said), LONGEST + 1)]
        return self._quote(said[: ends[LONGEST - 1]] if len(ends) > LONGEST else said)

    def _of_quotation(self, claim: Claim) -> Finding:
        found = self._quoted(claim)
        against: tuple[Printed, ...] = ()
        if found.verdict == "not_found":
            against = tuple(self._denied(claim, (claim.start, claim.end)))
        elif found.verdict == "altered":
            against = tuple(self._turned(claim, found.places))
        return Finding(claim, _STATUS[found.verdict], found, against=against)

    def _turned(self, claim: Claim, places: Sequence["Place"]) -> Iterator[Printed]:
        """Yield the places of a quotation that was altered so that it says the contrary."""
        for place in places[:SHOWN]:
            if place.part == "text":
                bounds = (_begin_of_sentence(place), place.end)
                printed = place.article.text[slice(*bounds)]
                if opposing := opposed(self._text[claim.start : claim.end], printed):
                    yield self._opposing(claim.start, opposing, place.article, bounds, place.similarity)

    def _opposing(
        self, start: int, found: Opposed, article: "Article", bounds: tuple[int, int], likeness: float
    ) -> Printed:
        """Return words of a passage that deny what the draft says from a character on, or say what it denies."""
        first, last = (bounds[0] + offset for offset in found.theirs)
        ours = (start + found.ours[0], start + found.ours[1])
        return Printed(article, first, last, bounds, likeness, against="negation", ours=ours)

    def _of_statement(self, claim: Claim) -> Finding:
        """Look up what somebody is said to have said: its words, else passages that say it in others."""
        found = self._quoted(claim)
        status = _STATUS[found.verdict]
        if status == "found":
            return Finding(claim, status, found)
        near = [one for one in self._near_to(claim) if one.likeness >= IN_OTHER_WORDS]
        others = tuple(_whole(one) for one in near[:SHOWN])
        against = tuple(self._denied(claim, (claim.start, claim.end)))
        return Finding(claim, "altered" if others else status, found, others=others, against=against)

    def _denied(self, claim: Claim, span: tuple[int, int]) -> Iterator[Printed]:
        """Yield the passages that deny what a part of the draft says, or say what it denies."""
        start, end = span
        if len(self._about(span)) < FEWEST:
            return
        shown = 0
        for near in self._near_to(claim):
            is_near = near.likeness >= DENYING and near.shared >= SHARED
            if found := opposed(self._text[start:end], near.text) if is_near else None:
                yield self._opposing(start, found, near.article, (near.start, near.end), near.likeness)
                shown += 1
            if shown == SHOWN:
                return

    def _needed(self, claim: Claim) -> list[str]:
        counted = claim.figure.counted(self._text) if claim.figure else ""
        return [fold(counted)] if counted else []

    def _near_to(self, claim: Claim, *needed: str) -> list[Near]:
        """Return the passages near to the sentence of a claim, or to the claim itself where it is words of someone."""
        spoken = claim.kind in ("quotation", "statement")
        span = (claim.start, claim.end) if spoken else claim.sentence
        about = self._about_clause(span, claim.start) if needed else nearest(self._about(span), span[0])
        return self._looker.near(about, needed)

    def _about_clause(self, span: tuple[int, int], at: int) -> list[Term]:
        """Return what the clause of a sentence is about in which a figure stands; of a short one, the sentence."""
        found = self._about(clause(self._text, span, at))
        return nearest(found if len(found) >= FEWEST else self._about(span), at)

    def _about(self, span: tuple[int, int]) -> list[Term]:
        if span not in self._terms:
            self._terms[span] = terms(self._text, *span, self._apart)
        return self._terms[span]


def _compared(claim: Claim, same: list[Printed], others: list[Printed]) -> Finding:
    status: Status = "found" if same else "altered" if others else "missing"
    against = tuple(one for one in others if one.against) if not same else ()
    return Finding(claim, status, same=tuple(same), others=tuple(others), against=against)


def _begin_of_sentence(place: "Place") -> int:
    """Return where the sentence of a place begins: a word that denies may stand right before what corresponds."""
    first, text = place.before[0], place.article.text
    *ends, _ = sentences.ends(text[first : place.start])
    return first + ends[-1] if ends else first


def _whole(near: Near) -> Printed:
    return Printed(near.article, near.start, near.end, (near.start, near.end), near.likeness)
