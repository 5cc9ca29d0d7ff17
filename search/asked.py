"""What was asked: a text that was typed, or a query made beforehand."""

from functools import cached_property

from .parsing import parse
from .query import Layer, Query, of_layer


class Asked:
    """What was asked; a text is read when somebody wants to know what it means."""

    def __init__(self, given: Query | str, layer: Layer = "") -> None:
        """Keep what was given, whose words match through a layer unless they say otherwise."""
        self._given = given
        self._layer = layer

    @property
    def text(self) -> str | None:
        """The text that is all that was asked; None if there was something else."""
        return self._given if isinstance(self._given, str) and not self._layer else None

    @cached_property
    def query(self) -> Query:
        """The query as it was understood."""
        return of_layer(parse(self._given) if isinstance(self._given, str) else self._given, self._layer)
