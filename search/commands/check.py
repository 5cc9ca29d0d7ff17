"""`fihris check`: what a draft quotes, claims and counts, looked up in the archive."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..cli import FOUND, archive_option
from .auditing import log
from .output import note, output_options, show, write

if TYPE_CHECKING:
    from ..drafts.values import Report

ALTERED = 3
"""Exit code: something of the draft is printed otherwise, or nowhere."""


@click.command("check")
@click.argument("draft", type=click.Path(path_type=Path), default="-")
@archive_option
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to print."
)
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report as one page for a browser, too; it can be printed.",
)
@output_options
@click.pass_context
def command(ctx: click.Context, /, draft: Path, archive: Path, form: str, html: Path | None) -> None:
    """Look up what a draft says: its quotations, statements, figures and dates.

    DRAFT is a file of plain text, Markdown or HTML, or - for standard input. Each claim is told of in its order: where
    the archive prints it, how it differs there, which other figures are printed for the same, and what may contradict
    it. Articles are evidence, not truth: a person decides.

    Exits with 0 if all is printed as the draft has it, 3 if something is altered or missing, 2 on an error, such as a
    draft without text.

    \b
    Examples:
      fihris check مسودة.txt
      fihris check --html report.html مسودة.md
      echo "قال الوزير: «لن نوقع على هذا الاتفاق»" | fihris check -
    """
    from ..local import Archive

    text, name = _read(draft)
    opened = Archive.open(archive)
    report = opened.check(text)
    log(opened, "check", text, {}, report)
    if html:
        _write_page(report, html, name, archive)
    if form == "json":
        from ..render.report import to_json

        write([to_json(report, name)])
    else:
        from ..render.report import lines

        show(lines(report))
    ctx.exit(FOUND if report.is_sound else ALTERED)


def _read(draft: Path) -> tuple[str, str]:
    """Return the text of a draft, and what it is called."""
    from ..drafts.reading import decoded, read_draft

    if str(draft) != "-":
        return read_draft(draft), str(draft)
    with click.open_file("-", "rb") as stream:
        return decoded(stream.read(), "standard input"), "-"


def _write_page(report: "Report", path: Path, name: str, archive: Path) -> None:
    """Put the report into a file whole: whoever has it open sees the old one or the new one."""
    from datetime import UTC, datetime

    from ...index.errors import BadInput
    from ..render.report_html import page

    day = datetime.now(UTC).astimezone().date().isoformat()
    facts = {"المسودة": name, "الأرشيف": str(archive), "التاريخ": day}
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(page(report, facts), encoding="utf-8", errors="replace")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BadInput(f"{path}: {error.strerror}; --html takes a file to write") from error
    note("written", str(path))
