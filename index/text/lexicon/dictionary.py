"""The dictionary as it is being built: every form with its lemmas, places, inflections and costs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .classes import Form, Inflection, Part, Place


class Lemma(NamedTuple):
    """A lemma: its folded letters in canonical spelling, and whether it is a noun, a verb or a function word.

    Nouns, adjectives and names are all `Part.NOUN` here; `Dictionary.part_of` tells them apart.
    """

    letters: str
    part: Part


class Reading(NamedTuple):
    """One way to read a form."""

    lemma: Lemma
    place: Place
    cost: float
    """-ln of the probability of lemma and inflection together, in nats."""
    inflection: Inflection


class Dictionary:
    """Forms and their readings; of two readings with one lemma and place the cheaper stays."""

    def __init__(self, canonical: Callable[[str], str]) -> None:
        """`canonical` gives the exact key of a folded spelling: lemmas are kept in canonical spelling."""
        self._canonical = canonical
        self._forms: dict[str, dict[tuple[Lemma, Place], tuple[float, Inflection]]] = defaultdict(dict)
        self._lemmas: dict[tuple[str, Part], Lemma] = {}
        self.parts: dict[str, Part] = {}
        """The part of speech of nominal lemmas that are not nouns."""
        self.roots: dict[str, list[str]] = defaultdict(list)
        """Every root that a source gives a folded lemma, as often as it does."""

    def __len__(self) -> int:
        return len(self._forms)

    def lemma(self, letters: str, part: Part) -> Lemma:
        """Return the lemma of a folded headword."""
        key = letters, part
        if key not in self._lemmas:
            self._lemmas[key] = Lemma(self._canonical(letters), part)
        return self._lemmas[key]

    def add(self, lemma: Lemma, forms: Iterable[Form], cost: float) -> None:
        """Add forms of a lemma that costs so much, each under its own letters and its exact key."""
        for letters, place, own, inflection in forms:
            if len(letters) < 2:
                continue
            key = lemma, place
            for spelling in {letters, self._canonical(letters)}:
                readings = self._forms[spelling]
                if key not in readings or cost + own < readings[key][0]:
                    readings[key] = cost + own, inflection

    def make_dearer(self, form: str, right: set[str], extra: float) -> None:
        """Make the nominal readings of a form dearer, those of the folded lemmas `right` apart."""
        kept = {self._canonical(letters) for letters in right}
        readings = self._forms[form]
        for (lemma, place), (cost, inflection) in readings.items():
            if lemma.part is Part.NOUN and lemma.letters not in kept:
                readings[lemma, place] = cost + extra, inflection

    def keep_among_best(self, form: str, lemma: Lemma, within: float) -> None:
        """Make the readings of a form as one lemma no dearer than its cheapest reading and so much."""
        readings = self._forms[form]
        limit = min((cost for cost, _ in readings.values()), default=0.0) + within
        for key, (cost, inflection) in readings.items():
            if key[0] == lemma and cost > limit:
                readings[key] = limit, inflection

    def forms(self) -> Iterator[str]:
        """Yield every form."""
        return iter(self._forms)

    def lemmas(self) -> set[Lemma]:
        """Return every lemma."""
        return set(self._lemmas.values())

    def readings(self, form: str) -> Iterator[Reading]:
        """Yield the readings of a form, nothing for one that the dictionary does not hold."""
        for (lemma, place), (cost, inflection) in self._forms.get(form, {}).items():
            yield Reading(lemma, place, cost, inflection)

    def part_of(self, lemma: Lemma) -> Part:
        """Return the part of speech of a lemma."""
        return self.parts.get(lemma.letters, Part.NOUN) if lemma.part is Part.NOUN else lemma.part
