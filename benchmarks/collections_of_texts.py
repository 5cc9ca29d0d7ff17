"""Retrieval collections: documents, queries and judgments in one folder."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1].parent / "shared" / "data"


@dataclass(frozen=True)
class Collection:
    """One collection; grades by query, then by document."""

    name: str
    documents: list[dict[str, str]]
    queries: list[tuple[str, str]]
    grades: dict[str, dict[str, int]]


def load(folder: Path) -> Collection:
    """Read a collection; queries without a judgment are left out.

    Where the queries are the documents' own titles, the documents are given without them.
    """
    grades: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, *_, document, grade = line.split("\t")
        if grade.isdigit():
            grades.setdefault(query, {})[document] = int(grade)
    documents = [
        {"id": str(one["id"]), "title": one.get("title") or "", "text": one["text"]}
        for one in _lines(folder / "docs.jsonl")
    ]
    queries = [(str(one["id"]), str(one["text"])) for one in _lines(folder / "queries.jsonl")]
    titles = {one["title"] for one in documents}
    if sum(text in titles for _, text in queries) > len(queries) / 2:
        documents = [{**one, "title": ""} for one in documents]
    return Collection(folder.name, documents, [one for one in queries if one[0] in grades], grades)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    packed = path.with_name(path.name + ".gz")
    with gzip.open(packed, "rb") if packed.exists() else path.open("rb") as lines:
        yield from map(json.loads, lines)
