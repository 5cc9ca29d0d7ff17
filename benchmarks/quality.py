"""nDCG@10 of retrieval collections: fihris as it is, its formula worked out in full, and with rivals' stems for lemmas.

python benchmarks/quality.py [COLLECTION]... [--data FOLDER] [--no-rivals]
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import fmean

import ir_measures
from ir_measures import nDCG

sys.path.insert(0, str(Path(__file__).parent))
from collections_of_texts import DATA, Collection, load
from fihris import Archive, Article
from fihris.index import keys
from fihris.index.keys import EXACT, LEMMA, ROOT
from fihris.search import parsing
from reference import KeysOf, Reference
from rivals import installed

COLLECTIONS = ("arcd", "xquad_ar", "ans_claims")
Search = Callable[[str], Iterable[tuple[str, float]]]


def main() -> None:
    """Print a row a collection."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("collections", nargs="*", default=COLLECTIONS)
    options.add_argument("--data", type=Path, default=DATA / "quality")
    options.add_argument("--no-rivals", action="store_true")
    asked = options.parse_args()
    rows: dict[str, dict[str, float]] = {}
    for name in asked.collections:
        collection = load(asked.data / name)
        rows[name] = measure(collection, rivals=not asked.no_rivals)
        print(name, "  ".join(f"{system} {figure:.4f}" for system, figure in rows[name].items()), flush=True)
    systems = list(dict.fromkeys(system for row in rows.values() for system in row))
    print("mean", "  ".join(f"{one} {fmean(row[one] for row in rows.values()):.4f}" for one in systems))


def measure(collection: Collection, *, rivals: bool) -> dict[str, float]:
    """Return nDCG@10 by system."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder))
        archive.add(Article(one["id"], one["text"], one["title"]) for one in collection.documents)
        figures = {"fihris": ndcg(collection, partial(_search, archive))}
    if rivals:
        figures["in full"] = ndcg(collection, _reference(collection, _OWN))
        for name, stem in installed().items():
            figures[name] = ndcg(collection, _reference(collection, _OWN | {LEMMA: partial(_stem, stem)}))
    return figures


def _search(archive: Archive, text: str) -> list[tuple[str, float]]:
    results = archive.search(parsing.plain(text), limit=10, passages=0)
    return [(hit.article.id, hit.score) for hit in results.hits]


def _reference(collection: Collection, layers: dict[str, KeysOf]) -> Search:
    texts = [f"{one['title']}\n{one['text']}" for one in collection.documents]
    reference = Reference(texts, layers)
    ids = [one["id"] for one in collection.documents]
    return lambda text: [(ids[article], score) for article, score in reference.search(text, 10)]


def _canonical(form: str) -> tuple[str, ...]:
    return keys.exact_keys(form)[:1]


def _stem(stem: Callable[[str], str], form: str) -> tuple[str, ...]:
    return (stem(*_canonical(form)),)


_OWN: dict[str, KeysOf] = {EXACT: _canonical, LEMMA: keys.lemma_keys, ROOT: keys.root_keys}


def ndcg(collection: Collection, search: Search) -> float:
    """Return the mean nDCG@10 of a search over a collection's queries."""
    run = [
        ir_measures.ScoredDoc(identifier, document, score)
        for identifier, text in collection.queries
        for document, score in search(text)
    ]
    judged = [
        ir_measures.Qrel(identifier, document, grade)
        for identifier, documents in collection.grades.items()
        for document, grade in documents.items()
    ]
    return float(ir_measures.calc_aggregate([nDCG @ 10], judged, run)[nDCG @ 10])


if __name__ == "__main__":
    main()
