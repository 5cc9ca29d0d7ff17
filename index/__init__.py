"""Articles in, archive out: reading, Arabic text analysis and storage.

Nothing here knows of `search/`, prints, or imports Click or Rich.
"""

# The folder is called `index` on disk but must only ever be imported as `fihris.index`:
# a second copy of its classes under another name would not compare equal to the first.
if __name__ != "fihris.index":
    raise ImportError(f"import fihris.index, not {__name__}")
