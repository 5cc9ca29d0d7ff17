"""nDCG@10 of retrieval collections: fihris as it is, and the same ranking with rivals' stems for lemmas.

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
from fihris.index import analyzer
from fihris.search import query
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
        archive.add(Article(**document) for document in collection.documents)
        figures = {"fihris": ndcg(collection, partial(_search, archive))}
    if rivals:
        stems: dict[str, KeysOf] = {name: partial(_one, stem) for name, stem in installed().items()}
        for name, keys in stems.items():
            figures[name] = ndcg(collection, _reference(collection, {"exact": _same, "lemma": keys}))
    return figures


def _search(archive: Archive, text: str) -> list[tuple[str, float]]:
    results = archive.search(query.plain(text), limit=10, passages=0)
    return [(hit.article.id, hit.score) for hit in results.hits]


def _reference(collection: Collection, layers: dict[str, KeysOf]) -> Search:
    texts = [f"{one['title']}\n{one['text']}" for one in collection.documents]
    reference = Reference(texts, layers)
    ids = [one["id"] for one in collection.documents]
    return lambda text: [(ids[article], score) for article, score in reference.search(text, 10)]


def _same(key: str) -> tuple[str, ...]:
    return analyzer.exact_keys(key)[:1]


def _one(stem: Callable[[str], str], key: str) -> tuple[str, ...]:
    return (stem(_same(key)[0]),)


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
