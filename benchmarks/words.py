"""Lemmas and roots: beside the gold lemmas of a treebank, pairs of words class by class, what is unknown, speed.

python benchmarks/words.py [--lemmas TSV] [--pairs TSV] [--texts JSONL.XZ] [--sample N]

Lemmas are measured by B-cubed over word types. A type is a folded form of two Arabic letters and more; its gold lemma
is the folded lemma that its rows have most often. Two types belong together when they have one lemma: precision is
the share of a type's cluster that has its gold lemma, recall the share of its gold cluster that has its lemma, both
averaged over types. "Strict" keeps the hamzas of the gold lemma, which no folded key has, and takes a form's first row;
"one spelling" takes the gold lemma in the canonical spelling of its class (أميركي as أمريكي).
"""

import argparse
import json
import lzma
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from collections_of_texts import DATA
from fihris.index.text import morphology, words
from fihris.index.text.folding import fold
from fihris.index.text.morphology import canonical
from rivals import installed

LemmaOf = Callable[[str], str]


class Row(NamedTuple):
    """One row of the treebank's list."""

    form: str
    lemma: str
    part: str
    number: str
    times: int


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def main() -> None:
    """Print what was asked for and is there."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lemmas", type=Path, default=DATA / "morphology" / "ud_lemmas.tsv")
    options.add_argument("--pairs", type=Path, default=DATA / "morphology" / "pairs.tsv")
    options.add_argument("--texts", type=Path, default=DATA / "perf" / "docs.jsonl.xz")
    options.add_argument("--sample", type=int, default=20_000, help="articles read; 0 reads all")
    asked = options.parse_args()
    for path, report in ((asked.lemmas, report_lemmas), (asked.pairs, report_pairs)):
        if path.exists():
            report(path)
    if asked.texts.exists():
        report_texts(asked.texts, asked.sample or None)


def own_lemma(form: str) -> str:
    """Return the best lemma of a folded form."""
    (found,) = morphology.keys([canonical(form)])
    return found.lemmas[0] if found.lemmas else form


def read_rows(path: Path) -> list[Row]:
    """Read the list of forms and lemmas; forms that hold anything but Arabic letters are left out."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return [
        Row(fold(form), lemma, part, number, int(count))
        for form, lemma, part, number, _, count in rows
        if lemma and len(fold(form)) > 1 and all("\u0621" <= letter <= "\u064a" for letter in fold(form))
    ]


def gold_lemmas(rows: Iterable[Row]) -> dict[str, str]:
    """Return the folded lemma that each form has most often."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        seen[row.form][fold(row.lemma)] += row.times
    return {form: max(sorted(counts), key=counts.__getitem__) for form, counts in seen.items()}


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> Score:
    """Return B-cubed precision and recall of the lemmas found, over the forms of the gold."""
    clusters: dict[str, set[str]] = defaultdict(set)
    classes: dict[str, set[str]] = defaultdict(set)
    for form, lemma in gold.items():
        clusters[found[form]].add(form)
        classes[lemma].add(form)
    precision = recall = 0.0
    for form, lemma in gold.items():
        cluster, members = clusters[found[form]], classes[lemma]
        common = len(cluster & members)
        precision += common / len(cluster)
        recall += common / len(members)
    return Score(precision / len(gold), recall / len(gold))


def report_lemmas(path: Path) -> None:
    """Print B-cubed of fihris and of the rivals, and fihris' errors by class."""
    rows = read_rows(path)
    gold = gold_lemmas(rows)
    strict: dict[str, str] = {}
    for row in rows:
        strict.setdefault(row.form, row.lemma)
    plain = gold_lemmas(row for row in rows if row.part != "X")
    spelt = {form: canonical(lemma) for form, lemma in gold.items()}
    heads = f"{'P':>7}{'R':>7}{'F1':>7}{'strict':>8}{'one spelling':>14}{'without X':>11}"
    print(f"{path.name}: {len(gold)} types\n{'':12}{heads}")
    for name, lemma_of in {"fihris": own_lemma, **installed()}.items():
        found = {form: lemma_of(form) for form in gold}
        score = b_cubed(found, gold)
        one_spelling = b_cubed(found, spelt).f1
        others = f"{b_cubed(found, strict).f1:8.4f}{one_spelling:14.4f}{b_cubed(found, plain).f1:11.4f}"
        print(f"{name:12}{score.precision:7.4f}{score.recall:7.4f}{score.f1:7.4f}{others}")
    report_errors(rows, gold)


def report_errors(rows: list[Row], gold: dict[str, str]) -> None:
    """Print how many types differ from the gold, by class, conventions of the gold first."""
    parts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in rows:
        parts[row.form][row.part, row.number] += row.times
    classes: dict[str, list[str]] = defaultdict(list)
    for form, lemma in sorted(gold.items()):
        found = own_lemma(form)
        if found != lemma:
            part, number = parts[form].most_common(1)[0][0]
            classes[error_class(form, lemma, found, part, number)].append(f"{form}/{lemma}/{found}")
    print(f"{sum(map(len, classes.values()))} types differ: form/gold/found")
    for name in sorted(classes, key=lambda name: (not name.startswith("gold"), -len(classes[name]))):
        print(f"{len(classes[name]):5} {name}: {'  '.join(classes[name][:6])}")


def error_class(form: str, gold: str, found: str, part: str, number: str) -> str:
    """Return the class of an error; classes of the gold's own conventions begin with "gold"."""
    if canonical(gold) == found:
        return "gold keeps press spellings apart"
    if gold == form and part in {"X", "PROPN"}:
        return "gold has the printed form as lemma"
    if gold == "هو" or part in {"PRON", "DET"}:
        return "gold has one lemma for all pronouns"
    if gold.endswith("ه") and gold[:-1] in {found, found[:-1]}:
        return "gold has ه for ة"
    if form.endswith("ت") and gold == form[:-1] + "ة":
        return "gold has words cut before their pronoun"
    if found + "ة" == gold or gold + "ة" == found or {gold[-2:], found[-2:]} == {"ية", "وي"}:
        return "feminine"
    if part == "PROPN":
        return "name"
    if part == "VERB":
        return "verb"
    if gold in {found[1:], found[2:]} or found in {gold[1:], gold[2:]}:
        return "radical and proclitic"
    return "plural" if number == "Plur" else "other word of the same letters"


def report_pairs(path: Path) -> None:
    """Print how many pairs of each class share a lemma, and which of the M, O and N classes are not as wanted."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    wrong = []
    for line in path.read_text("utf-8").splitlines()[1:]:
        kind, left, right, *_ = line.split("\t")
        match = bool(all_lemmas(left) & all_lemmas(right))
        counts[kind][match] += 1
        if kind[0] in "MON" and match != (kind[0] in "MO"):
            wrong.append(f"{kind}: {left} {right}")
    print(f"\n{path.name}: pairs that share a lemma")
    for kind, count in sorted(counts.items()):
        print(f"  {kind:10}{count[True]:4} of {count.total()}")
    print("  not as wanted:", "  ".join(wrong) or "none")


def all_lemmas(text: str) -> set[str]:
    """Return every lemma of the words of a text."""
    found = morphology.keys([canonical(key) for key in words.keys(text)])
    return {lemma for keys in found for lemma in keys.lemmas}


def report_texts(path: Path, sample: int | None) -> None:
    """Print the speed over distinct forms, and the shares of tokens that are unknown and that have a root."""
    counts: Counter[str] = Counter()
    for text in islice(read_texts(path), sample):
        counts.update(words.keys(text))
    forms = list(counts)
    start = time.process_time()
    exact = [canonical(form) for form in forms]
    between = time.process_time()
    found = morphology.keys(exact)
    end = time.process_time()
    print(f"\n{path.name}: {counts.total()} tokens, {len(forms)} forms")
    print(f"  exact key {(between - start) / len(forms) * 1e6:.2f} us, lemmas and roots "
          f"{(end - between) / len(forms) * 1e6:.2f} us a form")  # fmt: skip
    arabic = {form for form in forms if len(form) > 1 and form[0] >= "\u0621"}
    total = sum(counts[form] for form in arabic)
    rooted = sum(counts[form] for form, keys in zip(forms, found, strict=True) if form in arabic and keys.roots)
    several = sum(counts[form] for form, keys in zip(forms, found, strict=True) if len(keys.lemmas) > 1)
    unknown = Counter({form: counts[form] for form in arabic if not morphology.analyse(form)[0].known})
    share = unknown.total() / counts.total()
    print(f"  unknown {share:.2%} of the tokens, several lemmas {several / counts.total():.2%}")
    print(f"  with a root {rooted / total:.2%} of the Arabic words, {rooted / counts.total():.2%} of the tokens")
    print("  the commonest unknown words, what each is looked for under, and how often it occurs:")
    print("   ", "  ".join(f"{form}/{own_lemma(form)} {times}" for form, times in unknown.most_common(100)))


def read_texts(path: Path) -> Iterator[str]:
    """Yield the texts of the articles of a file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield f"{article.get('title', '')}\n{article['text']}"


if __name__ == "__main__":
    main()
