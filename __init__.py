"""fihris: full-text search for Arabic articles.

The public face is small: open or create an archive, add articles, search it.

    >>> from fihris import Archive, Article
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # resolved on first use below: importing the package must stay cheap
    from .index.article import Article
    from .index.errors import FihrisError
    from .search.local import Archive

__all__ = ["Archive", "Article", "FihrisError", "__version__"]
__version__ = "0.1.0"

_HOMES = {"Archive": "search.local", "Article": "index.article", "FihrisError": "index.errors"}


def __getattr__(name: str) -> object:
    """Import a public name from its module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
