"""Quotations, cut from articles at random, and what is done to them; of 8 to 40 words, the short ones of 4 to 7.

| kind | what is asked for |
|---|---|
| verbatim | the words as they are printed |
| re-spelled | without hamza, ي for ى, ه for ة; some with other marks, digits or vowels, or without punctuation |
| altered | one, two or three words changed, dropped, added or changed places with the one before |
| in parts | one to six words left out for an ellipsis, or «وأضاف» put between two halves |
| short | one word changed, dropped, added or changed places with the one before: too few words to be called altered |
| absent | cut from articles that the archive does not hold, and none of whose runs of eight words it holds |
"""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final, NamedTuple

from fihris.index.text import words

from .held_out import HeldOut

BANDS: Final = ((8, 12), (13, 20), (21, 40))
"""Fewest and most words of a quotation; the bands take turns."""
SHORT: Final = (4, 7)
MOST_EDITS: Final = 3
RUN: Final = 8
"""Words of a run that an archive which holds it is taken to print by more than chance."""

_ARABIC: Final = re.compile("[ء-ي]{2,}")
_HAMZAS: Final = re.compile("[أإآ]")
_EASTERN: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ELLIPSES: Final = (" ... ", " … ", " [...] ", "..")
_JOINTS: Final = ("»، وأضاف: «", "»، وأضاف الوزير: «", "»، وتابع «", '"، وقال: "', '". وأكد أيضا: "')


class Drawn(NamedTuple):
    """A quotation, and what is right to say of it."""

    kind: str
    text: str
    right: frozenset[str]
    """The verdicts that are right."""
    original: str = ""
    """As it is printed."""
    source: str = ""
    """The id of the article that it was cut from; empty for one that is printed nowhere."""
    edits: int = 0

    @property
    def band(self) -> tuple[int, int]:
        """The band that it belongs to by the words it was cut with."""
        length = len(self.original.split())
        return next(band for band in (SHORT, *BANDS) if band[0] <= length <= band[1])


class Drawer:
    """Draws quotations of an archive: the same for the same seed."""

    def __init__(self, held: HeldOut, seed: int) -> None:
        self._held = held
        self._random = Random(seed)
        self._pool = self._words(2000)

    def _words(self, count: int) -> list[str]:
        """Return words of random places of random articles: each as likely as it is frequent."""
        found: list[str] = []
        while len(found) < count:
            text = self._held.archive.article(self._random.choice(self._held.ids)).text
            if known := _ARABIC.findall(text):
                found += self._random.choices(known, k=5)
        return found

    def draw(self, kind: str, count: int) -> Iterator[Drawn]:
        """Yield so many quotations of a kind."""
        make = _MAKERS[kind]
        number = 0
        while number < count:
            fewest, most = BANDS[number % len(BANDS)] if kind != "short" else SHORT
            edits = number // len(BANDS) % MOST_EDITS + 1
            source = "" if kind == "absent" else self._random.choice(self._held.ids)
            text = self._held.archive.article(source).text if source else self._random.choice(self._held.texts)
            cut = self._cut(text, self._random.randint(fewest, most))
            if cut and (drawn := make(self, cut, edits)):
                yield drawn._replace(kind=kind, original=" ".join(cut), source=source)
                number += 1

    def _cut(self, text: str, length: int) -> list[str]:
        """Return words in a row of a text; none if it is short, or if they begin or end with a sign."""
        spaced = text.split()
        if len(spaced) < length + 12:
            return []
        start = self._random.randrange(len(spaced) - length)
        cut = spaced[start : start + length]
        ends = words.keys(cut[0]) and words.keys(cut[-1])
        return cut if ends and len(words.keys(" ".join(cut))) >= min(length, BANDS[0][0]) else []

    def _verbatim(self, cut: Sequence[str], _: int) -> Drawn:
        return Drawn("", " ".join(cut), frozenset({"verbatim"}))

    def _respelled(self, cut: Sequence[str], _: int) -> Drawn:
        text = " ".join(cut)
        spelled = re.sub(r"ة\b", "ه", re.sub(r"ى\b", "ي", _HAMZAS.sub("ا", text)))
        if self._random.random() < 0.5:
            spelled = spelled.replace('"', "«", 1).replace('"', "»", 1)
        if self._random.random() < 0.4:
            spelled = re.sub("[،,:؛]", " ", spelled)
        if self._random.random() < 0.3:
            spelled = re.sub("(?<=[ء-ي])(?=[ء-ي])", self._vowel, spelled)
        if self._random.random() < 0.3:
            spelled = spelled.translate(_EASTERN)
        return Drawn("", spelled, frozenset({"verbatim", "same_words"}))

    def _vowel(self, _: re.Match[str]) -> str:
        return self._random.choice("\u064e\u064f\u0650") if self._random.random() < 0.2 else ""

    def _altered(self, cut: Sequence[str], edits: int) -> Drawn | None:
        text = self._edited(cut, edits)
        keys = words.keys(text)
        if len(keys) < BANDS[0][0] or keys == words.keys(" ".join(cut)):
            return None
        return Drawn("", text, frozenset({"altered"}), edits=edits)

    def _short(self, cut: Sequence[str], _: int) -> Drawn | None:
        text = self._edited(cut, 1)
        keys = words.keys(text)
        if len(keys) >= BANDS[0][0] or keys == words.keys(" ".join(cut)):
            return None
        return Drawn("", text, frozenset({"not_found", "verbatim", "same_words"}), edits=1)

    def _edited(self, cut: Sequence[str], edits: int) -> str:
        """Return words of which some were changed, neither the first nor the last."""
        changed = list(cut)
        for at in sorted(self._random.sample(range(1, len(changed) - 1), edits), reverse=True):
            match self._random.choices(("change", "drop", "add", "swap"), (35, 30, 20, 15))[0]:
                case "change":
                    changed[at] = self._random.choice(self._pool)
                case "drop":
                    del changed[at]
                case "add":
                    changed.insert(at, self._random.choice(self._pool))
                case "swap":
                    changed[at - 1], changed[at] = changed[at], changed[at - 1]
        return " ".join(changed)

    def _in_parts(self, cut: Sequence[str], edits: int) -> Drawn:
        half = len(cut) // 2
        if self._random.random() < 0.5:
            gap = self._random.randint(1, min(6, len(cut) - half - 3))
            text = " ".join(cut[:half]) + self._random.choice(_ELLIPSES) + " ".join(cut[half + gap :])
        else:
            joint = self._random.choice(_JOINTS)
            mark = '"' if '"' in joint else "«"
            closing = '"' if '"' in joint else "»"
            text = mark + " ".join(cut[:half]) + joint + " ".join(cut[half:]) + closing
        return Drawn("", text, frozenset({"verbatim", "same_words"}))

    def _absent(self, cut: Sequence[str], _: int) -> Drawn | None:
        text = " ".join(cut)
        return None if self._holds_run(text) else Drawn("", text, frozenset({"not_found", "part_found"}))

    def _holds_run(self, text: str) -> bool:
        """Tell whether the archive prints any eight words of a text in a row."""
        keys = words.keys(text)
        runs = (" ".join(keys[at : at + RUN]) for at in range(len(keys) - RUN + 1))
        return any(self._held.archive.search(f'"{run}"', limit=1).hits for run in runs)


_MAKERS: Final[dict[str, Callable[[Drawer, Sequence[str], int], Drawn | None]]] = {
    "verbatim": Drawer._verbatim,  # noqa: SLF001
    "re-spelled": Drawer._respelled,  # noqa: SLF001
    "altered": Drawer._altered,  # noqa: SLF001
    "in parts": Drawer._in_parts,  # noqa: SLF001
    "absent": Drawer._absent,  # noqa: SLF001
    "short": Drawer._short,  # noqa: SLF001
}
KINDS: Final = tuple(_MAKERS)
