"""Drafts against an archive: how long a check takes, which figures it finds, and when it speaks of a contradiction.

python benchmarks/drafts.py ARCHIVE [--seed N] [--drafts N] [--sentences N]
python benchmarks/drafts.py --claims FOLDER

Drafts are made of sentences of articles drawn from the archive, 1,000 words and 20 quotations each, so that all that
is asked of an archive is asked. Sentences with a figure that counts something are drawn once more, alone: as they are
printed; with the figure in the other spelling (figures in words, or words in figures); and with another figure.
Sentences of a negation are drawn, and it is taken away. Nothing that is drawn is kept.

A folder of claims is a retrieval collection (see README.md) whose queries have a `stance`: "agree" of one that says in
other words what its document says, "disagree" of one that contradicts it. Each query is checked as a draft.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from fihris import Archive
from fihris.index.article import Article
from fihris.index.build import build
from fihris.index.text import sentences
from fihris.index.text.figures import Figure, figures
from fihris.search.drafts.values import Finding
from pyarabic.number import ArNumbers

WORDS, QUOTATIONS = 1000, 20
SHORTEST, LONGEST = 8, 40
"""Words of a sentence that is drawn."""
NEGATIONS = ("لم ", "لا ", "لن ")


class Drawn(NamedTuple):
    """A sentence and the article that prints it."""

    article: Article
    text: str


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("archive", type=Path, nargs="?")
    options.add_argument("--claims", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--drafts", type=int, default=20)
    options.add_argument("--sentences", type=int, default=300)
    asked = options.parse_args()
    if asked.claims:
        report_claims(asked.claims)
    if asked.archive:
        report_archive(asked.archive, asked.seed, asked.drafts, asked.sentences)


def report_archive(path: Path, seed: int, drafts: int, sentences: int) -> None:
    """Print the tables of an archive."""
    archive = Archive.open(path)
    chance = random.Random(seed)
    print(f"{archive.path.name}: {len(archive):,} articles, seed {seed}\n")
    report_speed(archive, chance, drafts)
    report_figures(archive, chance, sentences)
    report_negations(archive, chance, sentences)


def report_claims(folder: Path) -> None:
    """Print of how many claims of each stance a contradiction is told, and whether of the right document."""
    right = dict(line.split("\t")[:2] for line in (folder / "qrels.tsv").read_text("utf-8").splitlines())
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    counts: dict[str, Counter[str]] = {"agree": Counter(), "disagree": Counter()}
    with tempfile.TemporaryDirectory() as place:
        archive = Archive.create(Path(place) / "archive")
        build(archive, [folder / "docs.jsonl"], jobs=1)
        for query in queries:
            against = [printed for found in archive.check(query["text"]).findings for printed in found.against]
            told = {printed.against for printed in against}
            is_right = right[query["id"]] in {printed.article.id for printed in against}
            counts[query["stance"]].update({"claims", *told} | ({"told"} if told else set()))
            counts[query["stance"]]["right"] += is_right
    columns = ("claims", "told", "right", "figure", "negation", "date")
    print("| stance | claims | a contradiction is told | of the right document | by figure | by negation | by date |")
    print("|---" * 7 + "|")
    for stance, counted in counts.items():
        print(f"| {stance} | " + " | ".join(str(counted[column]) for column in columns) + " |")
    print()


def drawn(archive: Archive, chance: random.Random) -> Iterator[Drawn]:
    """Yield sentences of the archive, no two in a row of one article."""
    while True:
        article = archive.snapshot.article(chance.randrange(archive.snapshot.size))
        found = [article.text[start:end] for start, end in sentences.split(article.text)]
        fitting = [one for one in found if SHORTEST <= len(one.split()) <= LONGEST and "\n" not in one]
        if fitting:
            yield Drawn(article, chance.choice(fitting))


def draft(archive: Archive, chance: random.Random) -> str:
    """Return a draft of so many words, in which so many sentences are quotations."""
    parts: list[str] = []
    quoted = 0
    for one in drawn(archive, chance):
        if quoted < QUOTATIONS:
            parts.append(f"وقال المتحدث: «{one.text.strip('.«»')}».")
            quoted += 1
        else:
            parts.append(one.text)
        if sum(len(part.split()) for part in parts) >= WORDS and quoted >= QUOTATIONS:
            break
    chance.shuffle(parts)
    return "\n".join(parts)


def report_speed(archive: Archive, chance: random.Random, number: int) -> None:
    """Print how long drafts take; the first one, with all that is read for the first time, by itself."""
    wall, processor, claims = [], [], []
    for _ in range(number + 1):
        text = draft(archive, chance)
        began, used = time.perf_counter(), time.process_time()
        report = archive.check(text)
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
        claims.append(len(report.findings))
    print(f"| {number} drafts of {WORDS:,} words and {QUOTATIONS} quotations | wall ms | processor ms |\n|---|---|---|")
    print(f"| the first | {wall[0]:.0f} | {processor[0]:.0f} |")
    for name, of in (("median", statistics.median), ("worst", max)):
        print(f"| {name} of the others | {of(wall[1:]):.0f} | {of(processor[1:]):.0f} |")
    print(f"\nFindings, median: {statistics.median(claims):.0f}.\n")


def report_figures(archive: Archive, chance: random.Random, number: int) -> None:
    """Print what became of figures as printed, in the other spelling, and changed."""
    kinds: dict[str, Callable[[Drawn, Figure], str]] = {
        "as printed": lambda one, _: one.text,
        "in the other spelling": lambda one, figure: respelled(one.text, figure),
        "another figure": lambda one, figure: changed(one.text, figure, chance),
    }
    counts = {kind: Counter[str]() for kind in kinds}
    for one, figure in with_figures(archive, chance, number):
        for kind, make in kinds.items():
            counts[kind][judged(archive, one, make(one, figure))] += 1
    columns = ("right article", "another article", "altered, right article", "altered, another", "missing", "not read")
    print(f"| {number} figures | " + " | ".join(columns) + " |\n|---" + "|---" * len(columns) + "|")
    for kind, counted in counts.items():
        print(f"| {kind} | " + " | ".join(str(counted[column]) for column in columns) + " |")
    print()


def with_figures(archive: Archive, chance: random.Random, number: int) -> Iterator[tuple[Drawn, Figure]]:
    """Yield sentences with one figure that counts something, of three and more."""
    left = number
    for one in drawn(archive, chance):
        found = list(figures(one.text))
        if len(found) == 1 and found[0].value >= 3 and found[0].value.denominator == 1 and found[0].value < 10**9:
            yield one, found[0]
            left -= 1
        if not left:
            return


def respelled(text: str, figure: Figure) -> str:
    """Return a sentence with its figure in words where it stands in figures, and the other way round."""
    printed = text[figure.start : figure.end]
    if any(map(str.isdecimal, printed)):
        written = str(ArNumbers().int2str(str(figure.value))).replace(" و ", " و")
        written += " في المئة" if figure.percent else ""
    else:
        written = f"{int(figure.value):,}" + ("%" if figure.percent else "")
        written = ("و" if printed.startswith("و") else "") + written
    return text[: figure.start] + written + text[figure.end :]


def changed(text: str, figure: Figure, chance: random.Random) -> str:
    """Return a sentence with another figure, between half as much again and thrice as much."""
    value = int(figure.value * chance.randrange(15, 31) / 10) + 1
    return text[: figure.start] + f"{value:,}" + ("%" if figure.percent else "") + text[figure.end :]


def judged(archive: Archive, one: Drawn, text: str) -> str:
    """Return what a check says of the figure of a sentence."""
    found = next((finding for finding in archive.check(text).findings if finding.claim.figure), None)
    if found is None:
        return "not read"
    if found.status == "missing":
        return "missing"
    told = found.same if found.status == "found" else found.others
    is_right = one.article.id in {printed.article.id for printed in told}
    if found.status == "found":
        return "right article" if is_right else "another article"
    return "altered, right article" if is_right else "altered, another"


def report_negations(archive: Archive, chance: random.Random, number: int) -> None:
    """Print how often a denial is told of: of sentences as printed, and of those whose negation is taken away."""
    plain, denied = Counter[str](), Counter[str]()
    for one in drawn(archive, chance):
        sign = next((sign for sign in NEGATIONS if f" {sign}" in one.text), None)
        if sign is None and plain.total() < number:
            plain[told(archive.check(one.text).findings, one)] += 1
        elif sign and denied.total() < number:
            denied[told(archive.check(one.text.replace(f" {sign}", " ", 1)).findings, one)] += 1
        if min(plain.total(), denied.total()) == number:
            break
    columns = ("its own article", "another article", "nothing")
    print(f"| {number} sentences, a denial is told of | " + " | ".join(columns) + " |\n|---|---|---|---|")
    print("| as printed | " + " | ".join(str(plain[column]) for column in columns) + " |")
    print("| the negation taken away | " + " | ".join(str(denied[column]) for column in columns) + " |")


def told(findings: tuple[Finding, ...], one: Drawn) -> str:
    """Return of which article a check says that it denies a sentence."""
    articles = {p.article.id for found in findings for p in found.against if p.against == "negation"}
    return "its own article" if one.article.id in articles else "another article" if articles else "nothing"


if __name__ == "__main__":
    main()
