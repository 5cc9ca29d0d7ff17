"""Who is said to have said something, by the words around it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker and a verb of saying, as a text names them."""

    speaker: str = ""
    """Empty where the text does not say."""
    verb: str = ""
    start: int = 0
    end: int = 0
    """Where the speaker is named: offsets into the text."""
    doubtful: bool = False
    """Whether the speaker was carried over from an earlier verb of saying."""


NOBODY = Attribution()
"""Where a text does not name who speaks."""
