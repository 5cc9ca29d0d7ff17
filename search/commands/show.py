"""`fihris show`: one article, with a query's matches marked."""

from pathlib import Path

import click

from ..cli import archive_option
from ..matching import Matcher
from ..parsing import parse
from ..render import text
from .output import output_options, show


@click.command("show")
@click.argument("identifier", metavar="ID")
@archive_option
@output_options
@click.option("--query", default="", help="Mark the words that match this query.")
def command(identifier: str, archive: Path, query: str) -> None:
    """Print one whole article by its id.

    Example: fihris show 004.txt --query "انسحاب القوات"
    """
    from ..local import Archive

    opened = Archive.open(archive)
    article = opened.article(identifier)
    tree, terms_of = parse(query).tree, opened.terms_of()
    in_title = (match.span for match in Matcher(tree, terms_of, "title").matches(article.title))
    in_text = (match.span for match in Matcher(tree, terms_of).matches(article.text))
    show(text.article(article, in_title, in_text))
