"""Queries in, ranked articles and passages out: the command line lives here too.

`search` imports `index`, never the other way round.
"""

# As in `index/__init__.py`: one name, one copy.
if __name__ != "fihris.search":
    raise ImportError(f"import fihris.search, not {__name__}")
