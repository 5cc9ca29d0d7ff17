"""What was meant where the keyboard was set to the other script: ``hg;h/ld`` for الكاظمي, ``فقعةح`` for trump.

The keys are data: `keyboard.toml`.
"""

import re
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from ..index.text.characters import is_arabic

LAYOUT = Path(__file__).with_name("keyboard.toml")


def switched(run: str) -> tuple[str, ...]:
    """Return what the keys of a run without spaces write in the other layout, the likeliest first; none if it is mixed.

    From Arabic to Latin there may be two answers: the key of b writes both letters of لا, which g and h write too.
    """
    opened = normalize("NFKC", run)  # some keyboards write ﻻ as one character
    latin, arabic = any(one.isascii() and one.isalpha() for one in opened), any(map(is_arabic, opened))
    if latin == arabic:
        return ()
    if latin:
        return (_written(opened, _to_arabic()),)
    return tuple(dict.fromkeys((_written(opened, _to_latin()), _written(opened, _letter_by_letter()))))


def _written(run: str, keys: dict[str, str]) -> str:
    longest_first = sorted(keys, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda key: keys[key[0]], run)


@cache
def _to_arabic() -> dict[str, str]:
    """Return what each key of a US keyboard writes on an Arabic one."""
    rows = tomllib.loads(LAYOUT.read_text(encoding="utf-8"))["row"]
    pairs = (zip(row["latin"].split(), row["arabic"].split(), strict=True) for row in rows)
    return dict(chain.from_iterable(pairs))


@cache
def _to_latin() -> dict[str, str]:
    """Return the key of a US keyboard for what an Arabic one writes; of two keys that without shift."""
    return {letter: key for key, letter in reversed(_to_arabic().items())}


@cache
def _letter_by_letter() -> dict[str, str]:
    return {letter: key for letter, key in _to_latin().items() if len(letter) == 1}
