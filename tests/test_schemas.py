"""Everything that is printed as JSON is as its schema says, and docs/json.md tells of every key."""

import datetime as dt
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fihris import Archive, Article
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from .conftest import Run
from .search.hostile import ATTACKS, hostile
from .search.stories import LONGER, STORY, TURNED

ROOT = Path(__file__).parents[1]
SCHEMAS = {file.name: json.loads(file.read_text("utf-8")) for file in (ROOT / "docs" / "schema").glob("*.json")}
REGISTRY: Any = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items())
DOCUMENTED = (ROOT / "docs" / "json.md").read_text("utf-8")
QUERIES = (
    "النفط",
    "«سعر ذهب»~",
    "*",
    "ال*",
    "جذر:حكم",
    "غواصة",
    "hg`if",
    "«رئيس النفط»",
    "النفط كلمةبعيدة",
    "الذهب تاريخ:2021",
    "",
)


def errors(schema: str, value: Any) -> list[str]:
    validator = Draft202012Validator(SCHEMAS[schema], registry=REGISTRY)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def valid(schema: str, text: str) -> Any:
    value = json.loads(text)
    assert errors(schema, value) == []
    return value


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one(name: str) -> None:
    """Each is a schema of the draft that it names, and has the keys of an object closed or given a type."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("extra", [[], ["--facets"], ["--explain"], ["--group", "source"], ["--passages", "0"]])
@pytest.mark.parametrize("query", QUERIES)
def test_answers(run: Run, query: str, extra: list[str]) -> None:
    """One object: found or not, with and without what is asked for beside."""
    answer = valid("answer.json", run("search", "--format", "json", *extra, "--", query).stdout)
    assert ("facets" in answer, answer["query"]) == ("--facets" in extra, query)


@pytest.mark.parametrize("command", ["search", "timeline"])
def test_what_wants_a_date_is_a_key(run: Run, command: str) -> None:
    """Only where days are asked for, and only if there is such an article."""
    found = {
        query: json.loads(run(command, "--format", "json", query).stdout).get("missed_undated")
        for query in ("الذهب تاريخ:2021", "الذهب", "البرميل تاريخ:2021")
    }
    assert list(found.values()) == [1, None, None]


@pytest.mark.parametrize("extra", [[], ["--explain"], ["--group", "source"]])
@pytest.mark.parametrize("query", QUERIES)
def test_hits(run: Run, query: str, extra: list[str]) -> None:
    """A line each, the same as in the object."""
    lines = run("search", "--format", "jsonl", *extra, "--", query).stdout.splitlines()
    hits = [valid("hit.json", line) for line in lines]
    assert hits == json.loads(run("search", "--format", "json", *extra, "--", query).stdout)["hits"]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_batches(run: Run, form: str) -> None:
    """Answers and errors each by their schema, each with the id of its query."""
    done = run("search", "--batch", "-", "--format", form, stdin='النفط\n{"id": 7}\nغواصة\n{"id": "a", "text": "*"}\n')
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [errors("error.json", one) for one in found if "error" in one] == [[]]
    schema = "answer.json" if form == "json" else "hit.json"
    assert [errors(schema, one) for one in found if "error" not in one and errors(schema, one)] == []
    assert {one["query_id"] for one in found} == {"1", "7", "a"} | ({"3"} if form == "json" else set())


QUOTATIONS = (
    "النفط أغلى من الذهب",
    "النفط اغلى من الذّهب",
    "رئيس الحكومة يزور واشنطن",
    "وصل رئيس الحكومة أمس إلى باريس في زيارة رسمية",
    "وصل رئيس الحكومة إلى واشنطن في زيارة رسمية ثم سافر منها مساء إلى مدينة أخرى بعيدة لم يذكرها أحد",
    "رئيس السوق متشائم",
    "كلمةبعيدة",
    "",
)


@pytest.mark.parametrize("quotation", QUOTATIONS)
def test_quotations(run: Run, quotation: str) -> None:
    """One object, whatever the verdict; a line each place, the same as in the object, in the order of the schema."""
    answer = valid("quotation.json", run("quote", "--format", "json", quotation, stdin="").stdout)
    lines = run("quote", "--format", "jsonl", quotation, stdin="").stdout.splitlines()
    assert [valid("place.json", line) for line in lines] == answer["places"]
    keys_of_all = list(SCHEMAS["quotation.json"]["properties"])
    assert [*answer, "spread"] == keys_of_all
    spread = valid("quotation.json", run("quote", "--timeline", "--format", "json", quotation, stdin="").stdout)
    assert (list(spread), len(spread["spread"]) > 0) == (keys_of_all, len(spread["places"]) > 0)
    assert all(list(place) == list(SCHEMAS["place.json"]["properties"]) for place in answer["places"])


@pytest.mark.parametrize("by", ["day", "month", "year"])
@pytest.mark.parametrize("query", QUERIES)
def test_timelines(run: Run, query: str, by: str) -> None:
    """Whatever is found."""
    assert valid("timeline.json", run("timeline", "--format", "json", "--by", by, "--", query).stdout)["by"] == by


DRAFTS = (
    "ارتفعت أسعار النفط يوم 15 تموز 2021، وصعد سعر البرميل 3 دولارات. وقال خبير: «النفط أغلى من الذهب».",
    "قال رئيس الحكومة إن الوفد يبحث التعاون بين البلدين في واشنطن. وسجل المهاجم هدفين في 2,600 ثانية من اللعب.",
    'لم تقع إصابات في عاصفة الأمس. وزاد الإنتاج 30% و2.5 مليون برميل. "رئيس الحكومة إلى واشنطن في زيارة سرية"',
    "كلام",
    *(f"وصل 30{attack} نائبا «إلى{attack} واشنطن في زيارة»" for attack in ATTACKS.values()),
)


@pytest.mark.parametrize("draft", DRAFTS)
def test_reports(run: Run, draft: str) -> None:
    """Whatever is found of a draft; the keys come in the order of the schema."""
    report = valid("report.json", run("check", "--format", "json", stdin=draft).stdout)
    properties = SCHEMAS["report.json"]["$defs"]["claim"]["properties"]
    for claim in report["claims"]:
        assert list(claim) == [key for key in properties if key in claim]
        assert report["text"][claim["start"] : claim["end"]] == claim["text"]


def test_exports(run: Run, tmp_path: Path) -> None:
    """Each line is an article, hostile ones too."""
    made = Archive.create(tmp_path / "archive")
    made.add(map(hostile, ATTACKS.values()))
    lines = run("export").stdout.splitlines() + run("export", "-a", made.path).stdout.splitlines()
    assert len([valid("article.json", line) for line in lines]) == 5 + len(made)


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive in which a story was printed by an outlet twice, with a credit, and without a day elsewhere."""
    made = Archive.create(tmp_path_factory.mktemp("copied") / "archive")
    wire = f"البصرة - أ ف ب: {TURNED}"
    made.add(
        [
            Article(id="a", text=STORY, date=dt.date(2021, 7, 1), date_source="metadata", source="الصباح"),
            Article(id="b", text=LONGER, date=dt.date(2021, 7, 2), source="الصباح"),
            Article(id="c", text=wire),
        ]
    )
    return made.path


@pytest.mark.parametrize("extra", [[], ["--timeline"]])
def test_copies(run: Run, copied: Path, extra: list[str]) -> None:
    """The object, a line each, and the order of their keys."""
    arguments = ["similar", "-a", copied, "a", *extra, "--format"]
    answer = valid("similar.json", run(*arguments, "json").stdout)
    assert list(answer) == list(SCHEMAS["similar.json"]["properties"])
    assert [json.loads(line) for line in run(*arguments, "jsonl").stdout.splitlines()] == answer["copies"]
    for copy in answer["copies"]:
        assert list(copy) == list(SCHEMAS["similar.json"]["$defs"]["copy"]["properties"])
    assert {difference["kind"] for copy in answer["copies"] for difference in copy["differences"]} >= {"added", "moved"}
    assert errors("similar.json", answer | {"another": 1})
    assert errors("similar.json", answer | {"copies": [{**answer["copies"][0], "date": 1}]})


@pytest.mark.parametrize(
    "name", ["answer.json", "hit.json", "timeline.json", "quotation.json", "place.json", "report.json"]
)
def test_a_schema_refuses_what_is_not(run: Run, name: str) -> None:
    """A key too many, a key too few and a value of another type are errors: the tests above are about something."""
    command, form = {
        "hit.json": ("search", "jsonl"),
        "answer.json": ("search", "json"),
        "timeline.json": ("timeline", "json"),
        "quotation.json": ("quote", "json"),
        "place.json": ("quote", "jsonl"),
        "report.json": ("check", "json"),
    }[name]
    asked = "-" if command == "check" else "النفط"
    value, _ = json.JSONDecoder().raw_decode(run(command, "--format", form, asked, stdin="النفط 50 برميلا").stdout)
    assert errors(name, value) == []
    for key in value:
        assert errors(name, {one: value[one] for one in value if one != key}), key
        assert errors(name, value | {key: {"x": 1}}), key
    assert errors(name, value | {"another": 1})


def keys(schema: Any) -> Iterator[str]:
    """Yield every key that a schema describes."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys(part)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_key_is_documented(name: str) -> None:
    """docs/json.md names each key, and each value of those that have a list."""
    assert [key for key in dict.fromkeys(keys(SCHEMAS[name])) if f"`{key}`" not in DOCUMENTED] == []


def test_the_keys_come_in_the_order_of_the_schema(run: Run) -> None:
    """The order of the documentation is that of the output."""
    answer = json.loads(run("search", "--format", "json", "--facets", "--explain", "--group", "source", "النفط").stdout)
    wanted = [key for key in SCHEMAS["answer.json"]["properties"] if key in answer]
    assert list(answer) == wanted
    hit = answer["hits"][0]
    assert list(hit) == [key for key in SCHEMAS["hit.json"]["properties"] if key in hit]
    assert list(hit["explanation"]["parts"][0]) == list(SCHEMAS["hit.json"]["$defs"]["part"]["properties"])


def test_the_schemas_are_found_in_the_package() -> None:
    """Whoever installed fihris has them."""
    shipped = files("fihris") / "docs" / "schema"
    assert {file.name: json.loads(file.read_text("utf-8")) for file in shipped.iterdir()} == SCHEMAS
