"""Days as options of a command: any spelling of a day, a month or a year that the press knows."""

import datetime as dt
from collections.abc import Callable
from typing import Final, Literal

import click

ACCEPTED: Final = "write 2021-07-15, 2021-07, 2021, 15 تموز 2021, يوليو 2021, 9 ذو الحجة 1442, 1442/12/9 هـ or أمس"


def day_of(end: Literal["first", "last"]) -> Callable[[click.Context, click.Parameter, str | None], dt.date | None]:
    """Return the callback of an option that takes the first or the last day of what is given.

    Days such as أمس are told from today. What cannot be read fails with a line that says what is accepted.
    """

    def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
        if value is None:
            return None
        from ...index.text.date_ranges import parse_period

        period = parse_period(value, dt.datetime.now().astimezone().date())
        if period is None:
            raise click.BadParameter(f"{value!r} is no day, month or year; {ACCEPTED}.")
        return period.first if end == "first" else period.last

    return day
