"""`fihris analyze`: the keys of words, and why."""

import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

import click

from ...index.keys import Keys, keys, lexicon_in_use
from ...index.text import morphology, words
from ..cli import FOUND, NOT_FOUND
from ..render.clean import clean_line
from .output import output_options, show, write


@click.command("analyze")
@click.argument("text", nargs=-1, metavar="[WORD]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "tsv")),
    default="text",
    show_default=True,
    help="Explain each word, or print a row of keys for each.",
)
@output_options
@click.pass_context
def command(ctx: click.Context, text: tuple[str, ...], form: str) -> None:
    """Explain how words are understood: their parts, lemma and root, and the readings that lost.

    Without a WORD, the lines of standard input. With --format tsv each WORD or line gives one row: word, exact,
    lemma and root, between tabs; several keys of one word are joined by |, the likeliest first.

    \b
    Examples:
      fihris analyze بالولايات
      cat words.txt | fihris analyze --format tsv
    """
    lines = text or (line.rstrip("\r\n") for line in sys.stdin)
    # whoever types words is answered at once
    found = _print_rows(lines) if form == "tsv" else _print_explanations(lines, paged=bool(text))
    ctx.exit(FOUND if found else NOT_FOUND)


def _print_rows(lines: Iterable[str]) -> bool:
    rows = map(row, lines)
    first = next(rows, None)
    if first is not None:
        write(chain((first,), rows))
    return first is not None


def row(line: str) -> str:
    """Return a line's words and their keys as one row; the keys of several words stand between spaces."""
    return f"{clean_line(line)}\t{_columns(line)}"


@lru_cache(maxsize=1 << 16)
def _columns(line: str) -> str:
    found = [keys(form) for form in words.keys(line)]
    exact = " ".join(one.canonical for one in found)
    lemma = " ".join("|".join(one.lemma) for one in found)
    root = " ".join("|".join(one.root) for one in found)
    return f"{exact}\t{lemma}\t{root}"


def _print_explanations(lines: Iterable[str], *, paged: bool) -> bool:
    from ..render.analysis import explanation

    explained = (
        line
        for word, form, its_keys in _words(lines)
        for line in explanation(word, form, its_keys, morphology.analyse(form, lexicon_in_use()))
    )
    first = next(explained, None)
    if first is not None:
        show(chain((first,), explained), paged=paged)
    return first is not None


def _words(lines: Iterable[str]) -> Iterator[tuple[str, str, Keys]]:
    for line in lines:
        for word in words.split(line):
            yield line[word.start : word.end], word.key, keys(word.key)
