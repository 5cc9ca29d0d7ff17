"""`fihris show`: one article, with a query's matches marked."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..cli import archive_option
from ..matching import Matcher
from ..parsing import parse
from ..render import text
from .auditing import log
from .options import cite_option
from .output import output_options, show, write

if TYPE_CHECKING:
    from ..render.citations import Form


@click.command("show")
@click.argument("identifier", metavar="ID")
@archive_option
@output_options
@click.option("--query", default="", help="Mark the words that match this query.")
@cite_option
def command(identifier: str, archive: Path, query: str, cite: "Form | None") -> None:
    """Print one whole article by its id, or a citation of it: of what matches the query, or else as a whole.

    \b
    Examples:
      fihris show 004.txt --query "انسحاب القوات"
      fihris show 004.txt --cite bibtex
    """
    from ..local import Archive

    opened = Archive.open(archive)
    article = opened.article(identifier)
    log(opened, "show", identifier, {"query": query}, article)
    if cite:
        from ..render.citations import cited

        write(cited([opened.evidence_in(article, query)], cite))
        return
    tree, terms_of = parse(query).tree, opened.terms_of()
    in_title = (match.span for match in Matcher(tree, terms_of, "title").matches(article.title))
    in_text = (match.span for match in Matcher(tree, terms_of).matches(article.text))
    show(text.article(article, in_title, in_text))
