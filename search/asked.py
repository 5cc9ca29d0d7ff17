"""What was asked: a text that was typed, or a query made beforehand; and where to look."""

from functools import cached_property

from .parsing import parse
from .query import Filters, Layer, Query, of_layer, within


class Asked:
    """What was asked; a text is read when somebody wants to know what it means."""

    def __init__(self, given: Query | str, layer: Layer = "", filters: Filters = ()) -> None:
        """Keep what was given, whose words match through a layer unless they say otherwise, inside some filters."""
        self._given = given
        self._layer = layer
        self._filters = filters

    @property
    def text(self) -> str | None:
        """The text that is all that was asked; None if there was something else."""
        return self._given if isinstance(self._given, str) and not self._layer and not self._filters else None

    @cached_property
    def query(self) -> Query:
        """The query as it was understood."""
        query = parse(self._given) if isinstance(self._given, str) else self._given
        return within(of_layer(query, self._layer), self._filters)
