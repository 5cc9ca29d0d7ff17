"""`fihris analyze`: the keys of words."""

import sys
from collections.abc import Iterable, Iterator

import click

from ...index.analyzer import stem_keys
from ...index.text import words
from ..cli import FOUND, NOT_FOUND
from ..render.clean import clean_line
from .output import write


@click.command("analyze")
@click.argument("text", nargs=-1, metavar="[WORD]...")
@click.pass_context
def command(ctx: click.Context, text: tuple[str, ...]) -> None:
    """Print each word with the keys under which it is indexed: word, exact, stem, between tabs.

    Without a WORD, the words of standard input.

    Example: fihris analyze بالولايات الأمريكية
    """
    found = False
    for row in rows(text or sys.stdin):
        found = True
        write([row])
    ctx.exit(FOUND if found else NOT_FOUND)


def rows(lines: Iterable[str]) -> Iterator[str]:
    """Yield a row of keys for each word of each line."""
    for line in lines:
        for word in words.split(line):
            printed = clean_line(line[word.start : word.end])
            yield "\t".join((printed, word.key, "|".join(stem_keys(word.key))))
