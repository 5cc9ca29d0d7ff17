"""Five articles of the press as they were scraped, where they lie beside the checkout: what one of them quotes."""

from pathlib import Path

import fihris
import pytest
from fihris import Archive
from fihris.index.build import build
from fihris.search.quotations.values import Change

SEEDS = Path(fihris.__file__).resolve().parents[1] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not part of the project")

LONGER = "قال الكاظمي إن العلاقة بين البلدين باتت أقوى من أي وقت مضى"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive.create(tmp_path_factory.mktemp("seeds") / "archive")
    build(archive, [SEEDS], jobs=1)
    return archive


@pytest.mark.parametrize("text", ["أقوى من أي وقت مضى", "«أقوى من أي وقت مضى»", '"أقوى من أي وقت مضى".'])
def test_it_is_found_with_its_speaker(seeds: Archive, text: str) -> None:
    """Word for word, said by whom the article names."""
    found = seeds.quote(text)
    (place,) = found.places
    assert (found.verdict, place.text, place.said.speaker, place.said.verb) == (
        "verbatim",
        "أقوى من أي وقت مضى",
        "الكاظمي",
        "قال",
    )


def test_another_spelling_is_the_same_words(seeds: Archive) -> None:
    """Hamzas and the last letters."""
    assert seeds.quote("اقوي من اي وقت مضي").verdict == "same_words"


ALTERED = (
    (LONGER.replace("أقوى", "أضعف"), [("changed", "أقوى", "أضعف")]),
    (LONGER.replace("من أي", "بكثير من أي"), [("added", "", "بكثير")]),
    (LONGER.replace("بين البلدين ", ""), [("dropped", "بين البلدين", "")]),
    (LONGER.replace("باتت أقوى", "أقوى باتت"), [("moved", "باتت", "باتت")]),
)


@pytest.mark.parametrize(("text", "changes"), ALTERED)
def test_altered_forms_are_called_altered(seeds: Archive, text: str, changes: list[tuple[str, str, str]]) -> None:
    """With what was changed, added, left out or moved, and nothing else."""
    found = seeds.quote(text)
    assert (found.verdict, [tuple(change) for change in found.places[0].diff]) == ("altered", changes)


def test_a_short_one_is_shown_as_nearest(seeds: Archive) -> None:
    """Five words are too few to be called altered."""
    found = seeds.quote("أضعف من أي وقت مضى")
    assert (found.verdict, found.nearest and found.nearest.diff) == (
        "not_found",
        (Change("changed", "أقوى", "أضعف"),),
    )
