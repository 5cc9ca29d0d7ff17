"""What a record of `fihris export` says of its article exactly, beside what any record may say (see `exporting`)."""

import datetime as dt
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, Final

from ..article import Article

EXACT: Final = "fihris"
"""The key of a record under which fields of its article stand exactly."""
NAMES: Final = frozenset(field.name for field in fields(Article))


def restored(article: Article, exact: dict[str, Any]) -> Article:
    """Return an article that was read, with the fields that its record gives exactly.

    Raises ValueError with the reason for a field that there is not, or a value that it cannot have.
    """
    return replace(article, **{name: _from_json(name, value) for name, value in exact.items()})


def _from_json(name: str, value: Any) -> Any:
    """Return the value of a field; raises ValueError for one that the field cannot have."""
    match name, value:
        case "date", None:
            return None
        case "date", str():
            return dt.date.fromisoformat(value)
        case "extra", dict() if all(isinstance(one, str) for one in value.values()):
            return MappingProxyType(value)
        case _, str() if name in NAMES - {"date", "extra"}:
            return value
    raise ValueError(f'"{name}" in its "{EXACT}" is nothing that fihris export writes')
