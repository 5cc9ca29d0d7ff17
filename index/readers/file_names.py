"""The date in a file's name, or in the folders below the one that the user named: for articles that tell none.

Only what begins with the year is a date: ``2021-07-28-summit.txt``, ``20210728.html``, ``2021/07/28/summit.txt``.
When the file was written is never asked: copying changes it.
"""

import re
from datetime import date
from typing import Final

from ..text.calendars import to_date
from ..text.dates import DIGITS

YEARS: Final = range(1900, 2101)
"""What is taken for a year: eight figures are a number as often as a day."""

_IN_NAME: Final = re.compile(r"(?<!\d)(\d{4})(?:([-_.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?!\d)")
_IN_FOLDERS: Final = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?=/)")


def named_date(name: str) -> date | None:
    """Return the date in a path with ``/`` between its parts: of the last part that holds one, if it holds no other."""
    plain = name.translate(DIGITS)
    for part in reversed(plain.split("/")):
        found = {day for match in _IN_NAME.finditer(part) if (day := _day(*match.group(1, 3, 4, 5, 6)))}
        if found:
            return found.pop() if len(found) == 1 else None
    folders = [day for match in _IN_FOLDERS.finditer(plain) if (day := _day(*match.groups()))]
    return folders[-1] if folders else None


def _day(year: str, *figures: str | None) -> date | None:
    month, day = (int(one) for one in figures if one)
    return to_date(int(year), month, day) if int(year) in YEARS else None
