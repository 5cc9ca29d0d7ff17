"""The versions of what an archive was written with; it is opened with the same ones only."""

from typing import Final

FORMAT: Final = 5
"""Version of the folder's layout and of the files in it."""

ANALYZER: Final = "lemma-1"
"""Version of the keys: it changes with every change of folding, splitting or analysis."""
