"""What a segment tells of its forms beside the postings."""

import numpy as np
from fihris import Article
from fihris.index.keys import EXACT
from fihris.index.segments.snapshot import keys_of

from ...conftest import InSegments


def test_the_forms_of_exact_keys(in_segments: InSegments) -> None:
    """Every spelling of each key, ascending, with the key that it has; of a key in one spelling that alone."""
    text = "ترامب وترمب وترامب قال إن والأميركيين والأمريكيين"
    (segment,) = in_segments([[Article(id="1", text=text)]]).snapshot.segments
    dictionary = keys_of(segment, EXACT)
    keys = np.array([dictionary.find(key) for key in ("وترامب", "قال", "والامريكيين")], np.uint32)
    forms, places = segment.forms_of(keys)
    assert forms.tolist() == sorted(forms.tolist())
    assert [
        (segment.table.forms[form], place) for form, place in zip(forms.tolist(), places.tolist(), strict=True)
    ] == [(segment.table.forms[form], keys.tolist().index(segment.table.exact[form])) for form in forms.tolist()]
    assert {segment.table.forms[form] for form in forms.tolist()} == {
        "وترامب",
        "وترمب",
        "قال",
        "والاميركيين",
        "والامريكيين",
    }
