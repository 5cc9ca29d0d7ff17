"""What was asked: a text that was typed, or a query made beforehand."""

from functools import cached_property

from .parsing import parse
from .query import Query


class Asked:
    """What was asked; a text is read when somebody wants to know what it means."""

    def __init__(self, given: Query | str) -> None:
        self.given = given

    @cached_property
    def query(self) -> Query:
        """The query as it was understood."""
        return parse(self.given) if isinstance(self.given, str) else self.given
