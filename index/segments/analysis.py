"""Many forms to their keys."""

from collections.abc import Sequence

from ..keys import keys_of_all
from .analysed import Analysed, of_keys


def analysed(forms: Sequence[str]) -> Analysed:
    """Return what `keys.keys_of_all` says of forms."""
    return of_keys(forms, keys_of_all(forms))
