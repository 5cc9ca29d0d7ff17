"""The table of forms and keys: everything that was put in comes out, by number and by text."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from fihris.index.keys import EXACT, LEMMA, ROOT, FormKeys, keys_of_all
from fihris.index.segments.analysed import joined, of_keys
from fihris.index.segments.arrays import ArrayFile, written
from fihris.index.segments.key_table import KeyTable, analysed_again, key_table, open_key_table, write_key_table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
KEY = st.sampled_from("قلم كتب علم a ~x".split())
SEVERAL = st.lists(KEY, max_size=3, unique=True).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, FormKeys]:
    """Draw forms with keys; the usual spelling of each is a form too."""
    forms = draw(st.lists(st.text("ابتي", min_size=1, max_size=3), max_size=8, unique=True))
    found = {}
    for form in forms:
        usual = draw(st.sampled_from(forms))
        exact = (form,) if usual == form else (usual, form)
        found[form] = FormKeys(exact, draw(SEVERAL), draw(SEVERAL), draw(st.booleans()))
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.words"


def opened(path: Path, found: dict[str, FormKeys]) -> KeyTable:
    with written(path) as writer:
        write_key_table(writer, key_table(list(found), of_keys(list(found), found.values()))[0])
    return open_key_table(ArrayFile(path))


def again(table: KeyTable, forms: Iterable[int]) -> dict[str, FormKeys]:
    """Return forms of a table, given by their numbers, and their keys."""
    chosen = np.array(list(forms), np.int64)
    texts = [table.forms[form] for form in chosen.tolist()]
    return dict(zip(texts, analysed_again(table, chosen).form_keys(texts), strict=True))


@SAME_FOLDER
@given(tables())
def test_keys_come_back(path: Path, found: dict[str, FormKeys]) -> None:
    """From an opened table every form has the keys that it was given, in their order."""
    table = opened(path, found)
    assert list(table.forms) == sorted(found)
    assert again(table, range(len(found))) == found
    assert again(table, range(0, len(found), 2)) == {form: found[form] for form in sorted(found)[::2]}
    assert list(table.keys(LEMMA)) == sorted({key for keys in found.values() for key in keys.lemma})
    assert list(table.keys(ROOT)) == sorted({key for keys in found.values() for key in keys.root})
    assert table.keys(EXACT) is table.forms


@SAME_FOLDER
@given(tables(), st.data())
def test_readings_are_those_of_the_forms(path: Path, found: dict[str, FormKeys], data: st.DataObject) -> None:
    """`of`, `expanded` and `holding` of a layer say what the forms' own keys say."""
    table = opened(path, found)
    of_forms = [found[form] for form in table.forms]
    some = data.draw(st.lists(st.integers(0, len(found) - 1), max_size=6)) if found else []
    for layer, own in ((LEMMA, [one.lemma for one in of_forms]), (ROOT, [one.root for one in of_forms])):
        readings, texts = table.readings(layer), list(table.keys(layer))
        assert [tuple(texts[key] for key in readings.of(form)) for form in range(len(found))] == own
        keys, places = readings.expanded(np.array(some, np.uint32))
        expanded = [(place, texts[key]) for key, place in zip(keys.tolist(), places.tolist(), strict=True)]
        alone = [(place, own[form][0]) for place, form in enumerate(some) if len(own[form]) == 1]
        others = [(place, key) for place, form in enumerate(some) if len(own[form]) != 1 for key in own[form]]
        assert expanded == alone + others
        wanted = data.draw(st.sets(st.integers(0, len(texts) - 1))) if texts else set()
        holding = readings.holding(sorted(wanted))[readings.readings]
        assert holding.tolist() == [bool({texts[key] for key in wanted} & set(one)) for one in own]


def test_readings_are_kept_once(path: Path) -> None:
    """Forms that have the same keys share a reading."""
    same = FormKeys(("ا",), ("قلم", "علم"), (), True)
    table = opened(path, {"ا": same, "اب": same._replace(exact=("اب",)), "بب": FormKeys(("بب",), (), (), False)})
    assert (list(table.lemmas), list(table.roots)) == (["علم", "قلم"], [])
    none, several = 2, 3  # behind the two lemmas, in order
    assert table.lemma.readings.tolist() == [several, several, none]
    assert (table.lemma.starts.tolist(), table.lemma.keys.tolist()) == ([0, 0, 2], [1, 0])
    assert (table.root.readings.tolist(), table.root.starts.tolist(), table.root.keys.tolist()) == ([0] * 3, [0, 0], [])
    assert table.known.tolist() == [1, 1, 0]


@given(tables())
def test_a_reading_of_one_key_is_that_key(found: dict[str, FormKeys]) -> None:
    """Where a form has one key, its number needs no second look; `only_keys` says so for all three layers at once."""
    forms = sorted(found)
    table, _ = key_table(forms, of_keys(forms, [found[form] for form in forms]))
    for number, form in enumerate(forms):
        exact, lemma, root, known = found[form]
        one_each = known and len(lemma) == len(root) == 1
        expected = (
            (forms.index(exact[0]), table.lemmas.index(lemma[0]), table.roots.index(root[0])) if one_each else None
        )
        assert table.only_keys(number) == expected


@given(st.lists(tables(), max_size=3))
def test_parts_are_joined(parts: list[dict[str, FormKeys]]) -> None:
    """What several processes or segments say of forms becomes one, in their order."""
    forms = [form for part in parts for form in part]
    expected = [keys for part in parts for keys in part.values()]
    together = joined([of_keys(list(part), part.values()) for part in parts])
    assert together.form_keys(forms) == expected
    assert len(set(together.lemma.distinct)) == len(together.lemma.distinct)


def test_an_empty_table(path: Path) -> None:
    """A segment whose articles have no word has a table without forms."""
    table = opened(path, {})
    assert (list(table.forms), list(table.lemmas), list(table.roots), again(table, ())) == ([], [], [], {})
    assert table.lemma.holding([]).tolist() == []


def test_the_keys_of_real_forms_come_back(path: Path) -> None:
    """What the analysis gives is kept whole: usual spellings, several lemmas, roots, consonants."""
    forms = "ترامب ترمب كتب والصواريخ غوتيريش ل 2021.07.25 المتحده المتحدة f16 مكتبه".split()
    found = dict(zip(forms, keys_of_all(forms), strict=True))
    usual = sorted({keys.exact[0] for keys in found.values()} - set(forms))
    found |= zip(usual, keys_of_all(usual), strict=True)
    assert again(opened(path, found), range(len(found))) == found
