"""How long it takes to lay text out for a terminal, a line of the screen, in each order in which it can be sent.

python benchmarks/terminal.py [--articles FOLDER] [--width N] [--rounds N]

Every article of a folder is laid out as `fihris show` does; the time of the fastest round counts. "The first time" is
the first round: no word was joined before.
"""

import argparse
import sys
from pathlib import Path
from time import process_time

from fihris.index.article import Article
from fihris.index.readers import read
from fihris.index.readers.walking import files
from fihris.search.render.screen import Screen, rows
from fihris.search.render.terminals import ORDERS
from fihris.search.render.text import article
from rich.console import Console

SEEDS = Path(__file__).parents[1] / "seeds"


def main() -> None:
    """Print microseconds a line for each order."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, default=SEEDS)
    options.add_argument("--width", type=int, default=100)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    articles = [
        one
        for path in files([given.articles])
        if isinstance(path, Path)
        for one in read(path, given.articles)
        if isinstance(one, Article)
    ]
    console = Console(highlight=False, markup=False, emoji=False)
    print(
        f"{len(articles)} articles, {given.width} columns; microseconds of processor time a line of the screen",
        file=sys.stderr,
    )
    print("order      the first time   again")
    for order in ORDERS:
        screen = Screen(order, given.width, given.width, colour=True)
        times = []
        for _ in range(given.rounds):
            began = process_time()
            count = sum(1 for one in articles for line in article(one, (), ()) for _ in rows(line, screen, console))
            times.append((process_time() - began) / count * 1e6)
        print(f"{order:<10} {times[0]:14.0f} {min(times):7.0f}")


if __name__ == "__main__":
    main()
