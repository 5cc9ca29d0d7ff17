"""What docs/query-language.md says of queries is what they are understood as, and each finds something."""

import datetime as dt
import html
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from fihris.search.cli import fihris
from fihris.search.parsing import parse

from .test_docs import ROOT, seeds_archive  # noqa: F401 -- a fixture

TEXT = html.unescape((ROOT / "docs" / "query-language.md").read_text("utf-8"))
EXAMPLES = re.findall(r"^\| `(.+?)` \| `(.+?)` \|", TEXT, re.MULTILINE)
FROM_TODAY = re.findall(r"`(تاريخ:[^`]+)`", TEXT[TEXT.index("told from today") : TEXT.index("Umm al-Qura")])
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]


def test_the_examples_are_found() -> None:
    """The tests below are about something."""
    assert (len(EXAMPLES) > 50, len(FROM_TODAY), len(SHELL)) == (True, 3, 3)


@pytest.mark.parametrize(("typed", "understood"), EXAMPLES)
def test_every_example_is_understood_as_it_says(typed: str, understood: str) -> None:
    """The echo of each query stands beside it, and nothing has to be said of how it was read."""
    found = parse(typed)
    assert (found.understood_as, found.warning) == (understood, "")
    assert parse(understood).tree == found.tree


@pytest.mark.parametrize("typed", [typed for typed, _ in EXAMPLES])
def test_every_example_finds_something(seeds_archive: Path, typed: str) -> None:  # noqa: F811
    """What is offered to type finds articles of the demonstration."""
    done = CliRunner().invoke(fihris, ["search", "-a", str(seeds_archive), "--", typed])
    assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize("typed", FROM_TODAY)
def test_every_day_told_from_today_is_read(typed: str) -> None:
    """Whatever today is, what is told from it is a day."""
    found = parse(typed, dt.date(2021, 7, 16))
    assert (found.warning, found.understood_as[:12]) == ("", "date:[2021-0")


@pytest.mark.parametrize(
    "sample",
    [")ترامب أو بايدن(", "*صاروخ", "صاروخ؟", "تاريخ:2021-08..2021-07", "(ترامب", "«ترامب", "ترامب AND"],
)
def test_what_may_be_meant_otherwise_is_said(sample: str) -> None:
    """The page promises a line for each of these."""
    assert parse(sample).warning
