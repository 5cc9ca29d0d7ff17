"""What checking a draft gives back: its claims in their order, and what the archive prints of each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...index.article import Article
from ...index.text.attribution import NOBODY, Attribution
from ...index.text.figures import Figure
from ..quotations.values import Quotation

Kind = Literal["quotation", "statement", "figure", "date", "sentence"]
"""What a draft says that can be looked up.

`quotation`: words between quotation marks, or a block of them. `statement`: what somebody is said to have said, in
words that may not be theirs. `figure`: a number with what it counts. `date`: a day, a month or a year. `sentence`: any
sentence in which nobody speaks; it is told of only where an article denies what it says.
"""

Days = tuple[date, date]
"""The first day and the last."""

Status = Literal["found", "altered", "missing"]
"""What became of a claim: an article prints it; articles print something near to it; or nothing of it is found."""

STATUSES: tuple[Status, ...] = ("found", "altered", "missing")

Against = Literal["", "figure", "date", "negation"]
"""By what an article may contradict a draft: another figure, another day, or words that deny what the other says."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a draft says."""

    kind: Kind
    start: int
    end: int
    """`text[start:end]` of the draft is what it says, without the quotation marks."""
    sentence: tuple[int, int]
    """The sentence of the draft in which it stands, or begins, as offsets."""
    said: Attribution = NOBODY
    """Who said it by the draft, and the verb of saying."""
    figure: Figure | None = None
    """The number of a `figure`; its offsets are those of the draft."""
    days: Days | None = None
    """The first and the last day of a `date`: the same of a day, those of a month or a year."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What an article prints where it tells of the same as the draft."""

    article: Article
    start: int
    end: int
    """`article.text[start:end]` answers the claim: a figure with its noun, a day, a sentence, or words that deny."""
    sentence: tuple[int, int]
    """The passage in which that stands, as offsets into the text."""
    likeness: float
    """How much of what the draft's sentence is about the passage holds, by how rare its words are; from 0 to 1."""
    figure: Figure | None = None
    """Its figure; offsets are those of the text."""
    days: Days | None = None
    against: Against = ""
    """By what it may contradict the draft; nothing where it does not, or is too far from it to say so."""
    ours: tuple[int, int] = (0, 0)
    """The words of the draft that it may contradict, as offsets; empty where it does not."""

    @property
    def text(self) -> str:
        """What is printed."""
        return self.article.text[self.start : self.end]

    @property
    def passage(self) -> str:
        """The passage around it."""
        return self.article.text[slice(*self.sentence)]


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, and what the archive has of it."""

    claim: Claim
    status: Status
    quotation: Quotation | None = None
    """Where the words of a quotation or a statement are printed."""
    same: tuple[Printed, ...] = ()
    """Where an article prints the same figure or the same day, what is nearest to the draft first."""
    others: tuple[Printed, ...] = ()
    """Other figures for the same noun, other days, or a sentence that says it in other words; the nearest first."""
    against: tuple[Printed, ...] = ()
    """Those articles that may contradict the draft, each with the words that do; a person decides."""


@dataclass(frozen=True, slots=True)
class Report:
    """A draft, and a finding for each of its claims in their order."""

    text: str
    """The draft; all offsets of claims count its characters."""
    findings: tuple[Finding, ...] = ()
    took_ms: float = 0.0

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many claims there are of each status."""
        counted = Counter(finding.status for finding in self.findings)
        return {status: counted[status] for status in STATUSES}

    @property
    def is_sound(self) -> bool:
        """Whether all is found as the draft has it, and nothing speaks against it."""
        return all(one.status == "found" and not one.against for one in self.findings)
