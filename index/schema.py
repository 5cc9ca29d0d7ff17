"""The fields of an archive as a Whoosh schema, for queries made with Whoosh (`search.whoosh_search`).

    exact, lemma, root                     the keys of title and text together
    title_exact, title_lemma, title_root   the keys of the title alone
    source_exact                           the keys of the source
    id, path, sha256                       each as it is, whole
    date                                   the day as a number, 20210725; 0 for none

An archive is kept in files of its own (`index.segments`), and these fields are read from them. `record` is the whole
article, an `Article`.
"""

from typing import Final

from whoosh.fields import ID, NUMERIC, STORED, TEXT, Schema

from .analyzer import analyzer
from .keys import EXACT, LAYERS, ROOT

TITLE: Final = "title_"
"""Before a layer's name: the same keys, of the title alone."""
SOURCE: Final = "source_exact"
DATE: Final = "date"
RECORD: Final = "record"


def schema() -> Schema:
    """Return the fields, with the analyzers that make the keys of an archive.

    Positions count words from the title on; `PART_GAP` positions stay empty between title and text.
    """
    return Schema(
        id=ID(unique=True, stored=True, sortable=True),
        sha256=ID(stored=True, sortable=True),
        path=ID(stored=True, sortable=True),
        **{DATE: NUMERIC(sortable=True, default=0)},
        **{RECORD: STORED},
        **{SOURCE: _keys_field(EXACT)},
        **{layer: _keys_field(layer) for layer in LAYERS},
        **{TITLE + layer: _keys_field(layer) for layer in LAYERS},
    )


def _keys_field(layer: str) -> TEXT:
    return TEXT(analyzer=analyzer(layer), phrase=layer != ROOT)
