"""Words typed while the keyboard was set to the other script."""

import re
from pathlib import Path

import pytest
from fihris.search.keyboard import LAYOUT, _to_arabic, switched

XKB = Path("/usr/share/X11/xkb/symbols/ara")
"""The same keyboard as X.Org has it, where it is installed."""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hg;h/ld", ("الكاظمي",)),
        ("fy]h]", ("بغداد",)),
        ("hgthgl", ("الفالم",)),
        ("hgpvf", ("الحرب",)),
        ("hgHldv;dm", ("الأميركية",)),
        ("bv", ("لار",)),
        ("الكاظمي", ("hg;h/ld",)),
        ("فقعةح", ("trump",)),
        ("لاهيثى", ("biden", "ghiden")),
        ("ﻻهيثى", ("biden", "ghiden")),
        ("بغدادx", ()),
        ("2021", ()),
        ("", ()),
        ("«»", ()),
    ],
)
def test_a_run_in_the_other_layout(typed: str, meant: tuple[str, ...]) -> None:
    """Each key writes what it writes there; a run of both scripts was not typed in one."""
    assert switched(typed) == meant


@pytest.mark.parametrize("key", "abcdefghijklmnopqrstuvwxyz")
def test_a_letter_for_each_key(key: str) -> None:
    """What one layout writes the other takes back, the key of two letters too."""
    (arabic,) = switched(f"q{key}")
    assert f"q{key}" in switched(arabic)


def test_the_layout_has_every_letter() -> None:
    """Every letter of English on the left, and every letter of Arabic on the right."""
    rows = LAYOUT.read_text("utf-8")
    assert set("abcdefghijklmnopqrstuvwxyz") <= set(_to_arabic())
    assert set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي") <= set("".join(_to_arabic().values()))
    assert rows.count("latin") == rows.count("arabic") == 7


@pytest.mark.skipif(not XKB.exists(), reason="X.Org's keyboards are not installed")
def test_the_layout_is_the_usual_one() -> None:
    """The letters stand where X.Org has them."""
    names = {
        "thal": "ذ", "dad": "ض", "sad": "ص", "theh": "ث", "qaf": "ق", "feh": "ف", "ghain": "غ", "ain": "ع", "ha": "ه",
        "khah": "خ", "hah": "ح", "jeem": "ج", "dal": "د", "sheen": "ش", "seen": "س", "yeh": "ي", "beh": "ب", "lam": "ل",
        "alef": "ا", "teh": "ت", "noon": "ن", "meem": "م", "kaf": "ك", "tah": "ط", "hamzaonyeh": "ئ", "hamza": "ء",
        "hamzaonwaw": "ؤ", "ra": "ر", "alefmaksura": "ى", "tehmarbuta": "ة", "waw": "و", "zain": "ز", "zah": "ظ",
    }  # fmt: skip
    rows = (("AD", "qwertyuiop[]"), ("AC", "asdfghjkl;'"), ("AB", "zxcvbnm,./"))
    places = {"TLDE": "`"} | {f"{row}{place:02}": key for row, keys in rows for place, key in enumerate(keys, 1)}
    basic = XKB.read_text("utf-8").split("};")[0] + XKB.read_text("utf-8").split('xkb_symbols "qwerty"')[0]
    found = re.findall(r"key <(\w+)>\s*\{\s*\[\s*Arabic_(\w+)", basic)
    theirs = {places[place]: names[name] for place, name in found if place in places}
    assert len(theirs) >= 33
    assert {key: _to_arabic()[key] for key in theirs} == theirs
