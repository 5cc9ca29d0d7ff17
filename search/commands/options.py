"""Options that several commands have: how a query is to be understood."""

from collections.abc import Callable
from typing import Any

import click

from ..patterns import MOST_EXPANSIONS
from ..render.citations import FORMS
from .days import day_of

_OPTIONS = (
    click.option(
        "--match",
        type=click.Choice(("any", "all")),
        default="any",
        show_default=True,
        help="Whether an article must hold any or all of the words.",
    ),
    click.option(
        "--from", "since", metavar="DATE", callback=day_of("first"), help="Only articles of this day or later."
    ),
    click.option(
        "--to", "until", metavar="DATE", callback=day_of("last"), help="Only articles of this day or earlier."
    ),
    click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="NAME",
        help="Only articles of this outlet, by its whole name; may be given again for another.",
    ),
    click.option("--exact", "layer", flag_value="exact", help="Match words as they are typed, spelling folded."),
    click.option("--root", "layer", flag_value="root", help="Match every word of the same root."),
    click.option(
        "--max-expansions",
        type=click.IntRange(1),
        default=MOST_EXPANSIONS,
        show_default=True,
        help="How many words of the archive a pattern or a misspelt word stands for; those most used.",
    ),
)


def cite_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that has what it finds cited."""
    return click.option(
        "--cite",
        type=click.Choice(FORMS),
        help="Print citations of what is found, with places and hashes: a source box, CSL-JSON, BibTeX, "
        "or the draft of a ClaimReview, in which a person sets the verdict.",
    )(function)


def query_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how its query is understood."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
