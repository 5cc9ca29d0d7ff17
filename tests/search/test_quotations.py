"""Is this said anywhere: quotations of articles of our own, as they are printed and as they are not."""

import datetime as dt
from typing import NamedTuple

import pytest
from fihris import Archive, Article
from fihris.index.errors import BadInput
from fihris.index.text import words
from fihris.search.quotations import finding
from fihris.search.quotations.values import Change, Quotation, Verdict

from ..conftest import InSegments

SPEECH = (
    "افتتح الوزير سالم المعرض صباح الأحد. وقال الوزير إن ترامب وعد البلدين بمرحلة جديدة من التعاون الاقتصادي "
    "والثقافي بين الشعبين خلال السنوات العشر المقبلة. وغادر الوفد القاعة بعد ساعة."
)
ARTICLES = (
    Article(id="later", title="معرض الربيع", text=SPEECH, date=dt.date(2021, 5, 3), source="نشرة-أ"),
    Article(
        id="earlier",
        title="وعد بمرحلة جديدة",
        text="في المساء قال الوزير إن ترمب وعد البلدين بمرحلة جديدة من التعاون الاقتصادي والثقافي بين الشعبين.",
        date=dt.date(2021, 5, 2),
        source="نشرة-ب",
    ),
    Article(
        id="changed",
        title="خبر ثالث عن المعرض",
        text="إن ترامب وعد البلدين بمرحلة صعبة من التعاون الاقتصادي والثقافي بين الشعبين. هكذا نقلت إذاعة.",
        date=dt.date(2021, 5, 1),
    ),
    Article(
        id="undated",
        title="مدرسة القرية تفتح أبوابها لمئة تلميذ",
        text='قال المدير "فتحنا المدرسة أمام مئة تلميذ"، وأضاف المدير: "ولن نغلقها قبل نهاية الصيف المقبل". ثم صمت.',
    ),
)


@pytest.fixture(scope="module")
def archive(in_segments: InSegments) -> Archive:
    """Return an archive of three segments, an article of which is deleted."""
    gone = Article(id="gone", text=SPEECH, date=dt.date(1999, 1, 1))
    return in_segments([ARTICLES[:1], [gone, *ARTICLES[1:3]], ARTICLES[3:]], removed=["gone"])


class Row(NamedTuple):
    """A quotation and what is found of it: the verdict, the articles, and what the first of them changed."""

    text: str
    verdict: Verdict
    ids: tuple[str, ...]
    diff: tuple[tuple[str, str, str], ...] = ()


WHOLE = "وعد البلدين بمرحلة جديدة من التعاون الاقتصادي والثقافي بين الشعبين"
ROWS = (
    Row("وعد البلدين بمرحلة جديدة من التعاون", "verbatim", ("earlier", "later")),
    Row("«وعد  البلدين\nبمرحلة: جديدة” من التعاون»", "same_words", ("earlier", "later")),
    Row("«وعد  البلدين\nبمرحلة جديدة” من التعاون؟»", "verbatim", ("earlier", "later")),
    Row(
        "إن ترمب وعد البلدين بمرحله جديده",
        "same_words",
        ("earlier", "later"),
        (("spelling", "بمرحلة", "بمرحله"), ("spelling", "جديدة", "جديده")),
    ),
    Row("تفتح مَدْرَسة القرية", "not_found", ()),
    Row("مَدْرَسة القريه", "same_words", ("undated",), (("spelling", "مدرسة", "مَدْرَسة"), ("spelling", "القرية", "القريه"))),
    Row("أمام ١٠٠ تلميذ", "not_found", ()),
    Row("امام مائة تلميذ", "same_words", ("undated",), (("spelling", "أمام", "امام"), ("spelling", "مئة", "مائة"))),
    Row(f"{WHOLE} خلال السنوات", "verbatim", ("later", "earlier", "changed")),
    Row(
        WHOLE.replace("جديدة", "واعدة"),
        "altered",
        ("changed", "earlier", "later"),
        (("changed", "صعبة", "واعدة"),),
    ),
    Row(
        WHOLE.replace("بمرحلة جديدة", "") + " خلال السنوات",
        "altered",
        ("later", "changed", "earlier"),
        (("dropped", "بمرحلة جديدة", ""),),
    ),
    Row(WHOLE.replace("جديدة", "جديدة جدا"), "altered", ("earlier", "later", "changed"), (("added", "", "جدا"),)),
    Row(
        WHOLE.replace("الاقتصادي والثقافي", "والثقافي الاقتصادي"),
        "altered",
        ("earlier", "later", "changed"),
        (("moved", "الاقتصادي", "الاقتصادي"),),
    ),
    Row("وعد البلدين بمرحلة جديدة … خلال السنوات العشر المقبلة", "verbatim", ("later",)),
    Row("افتتح الوزير [...] المعرض صباح الأحد", "verbatim", ("later",)),
    Row("افتتح الوزير ... صباح الاحد", "same_words", ("later",), (("spelling", "الأحد", "الاحد"),)),
    Row(
        "خلال السنوات العشر المقبلة (...) وعد البلدين بمرحلة جديدة",
        "altered",
        ("later",),
        (("moved", "وعد البلدين بمرحلة جديدة", "وعد البلدين بمرحلة جديدة"),),
    ),
    Row("«فتحنا المدرسة أمام مئة تلميذ»، وأضاف: «ولن نغلقها قبل نهاية الصيف»", "verbatim", ("undated",)),
    Row(
        "فتحنا المدرسة أمام مئة تلميذ ولن نغلقها قبل نهاية الصيف",
        "same_words",
        ("undated",),
        (("dropped", "وأضاف المدير", ""),),
    ),
    Row("مدرسة القرية تفتح أبوابها", "verbatim", ("undated",)),
    Row(
        "من التعاون الاقتصادي والثقافي بين الشعبين ولن ينسى أحد ما جرى هناك في تلك الليلة الباردة من ليالي الشتاء",
        "part_found",
        ("changed", "earlier", "later"),
        (("added", "", "ولن ينسى أحد ما جرى هناك في تلك الليلة الباردة من ليالي الشتاء"),),
    ),
    Row("لا وجود لهذا الكلام في أي مكان من هذا الأرشيف الصغير", "not_found", ()),
    Row("", "not_found", ()),
    Row("«…»", "not_found", ()),
)


def summary(found: Quotation) -> Row:
    ids = tuple(place.article.id for place in found.places)
    first = found.places[0].diff if found.places else ()
    return Row(found.text, found.verdict, ids, tuple((one.operation, one.theirs, one.ours) for one in first))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text)
def test_verdicts(archive: Archive, row: Row) -> None:
    """Each quotation gets its verdict, the best places first, with what they changed."""
    assert summary(archive.quote(row.text)) == row


def test_a_text_too_long_is_refused(archive: Archive) -> None:
    """The message says how long it is and how long it may be."""
    with pytest.raises(BadInput, match="20,000 words; quote takes up to 1,000"):
        archive.quote("كلمة " * 20_000)


def test_a_short_one_is_never_called_altered(archive: Archive) -> None:
    """Under eight words what is nearest is shown as that, with what it changes."""
    found = archive.quote("وعد البلدين بمرحلة سيئة")
    assert (found.verdict, found.places) == ("not_found", ())
    assert found.nearest
    assert (found.nearest.article.id, found.nearest.diff) == ("changed", (Change("changed", "صعبة", "سيئة"),))


def test_offsets_are_those_of_the_text(archive: Archive) -> None:
    """The place, with what stands before and after it, is one stretch of the article."""
    (place, *_) = archive.quote("بمرحلة جديدة من التعاون الاقتصادي والثقافي بين الشعبين خلال السنوات").places
    assert place.text == SPEECH[place.start : place.end]
    assert place.text == "بمرحلة جديدة من التعاون الاقتصادي والثقافي بين الشعبين خلال السنوات"
    assert SPEECH[slice(*place.before)] + place.text + SPEECH[slice(*place.after)] == SPEECH


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text)
def test_changes_are_where_they_are_said_to_be(archive: Archive, row: Row) -> None:
    """The words of a change stand at its offsets; what was added has a place between two words."""
    for place in archive.quote(row.text).places:
        printed = place.article.title if place.part == "title" else place.article.text
        for change, (start, end) in zip(place.diff, place.changed, strict=True):
            assert words.keys(printed[start:end]) == words.keys(change.theirs)
            assert place.start <= start <= end <= place.end


def test_parts_that_stand_side_by_side_are_preferred(in_segments: InSegments) -> None:
    """Where each of them stands elsewhere too, the place is where they are together."""
    often = "قال إسحاق بن إبراهيم الوراق كلاما. " * 3 + "وسمع من محمد بن جميل المصري. " * 3
    text = f"{often}{'كلام آخر طويل. ' * 60}إسحاق بن إبراهيم بن محمد بن جميل أبو يعقوب. {often}"
    made = in_segments([[Article(id="1", text=text)]])
    found = made.quote("«إسحاق بن إبراهيم بن»، وقال: «محمد بن جميل أبو»")
    assert (found.verdict, found.places[0].text) == ("verbatim", "إسحاق بن إبراهيم بن محمد بن جميل أبو")


def test_a_title_has_offsets_of_its_own(archive: Archive) -> None:
    """What only a title prints says so, and has nothing round it."""
    (place,) = archive.quote("القرية تفتح أبوابها").places
    assert (place.part, place.start, place.end, place.text) == ("title", 6, 25, "القرية تفتح أبوابها")
    assert place.before == place.after == (0, 0)


@pytest.mark.parametrize("limit", [0, 1, 2, 5])
def test_a_limit_is_kept(archive: Archive, limit: int) -> None:
    """So many places at the most; the verdict is the same."""
    found = archive.quote("وعد البلدين بمرحلة جديدة", limit)
    assert (found.verdict, [one.article.id for one in found.places]) == ("verbatim", ["earlier", "later"][:limit])


def test_of_many_that_print_it_the_earliest_come_first(
    in_segments: InSegments, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many they are, and however few are looked at closer."""
    monkeypatch.setattr(finding, "MOST", 2)
    days = [dt.date(2021, 1, 1) + dt.timedelta(days=(7 * number) % 40) for number in range(40)]
    many = [
        Article(id=f"{number:02}", text=f"خبر {number}: {WHOLE}. " + "وزاد. " * number, date=day)
        for number, day in enumerate(days)
    ]
    found = in_segments([many[:25], many[25:]]).quote(WHOLE, 3)
    assert [place.article.date for place in found.places] == sorted(days)[:3]


def test_altered_copies_are_found_beside_many_that_print_it(in_segments: InSegments) -> None:
    """Those that print it as it is take no place from those that do not."""
    long = f"{WHOLE} خلال السنوات العشر المقبلة في كل مجال من مجالات العمل المشترك"
    copies = [Article(id=f"copy {at}", text=f"قال: {long}.") for at in range(30)]
    other = long.replace("جديدة", "صعبة").replace("العشر", "الخمس").replace("كل", "بعض").replace("المشترك", "الفردي")
    altered = [Article(id=f"altered {at}", text=f"{'كلام ' * at} {other}") for at in range(15)]
    places = in_segments([[*copies, *altered]]).quote(long, 60).places
    assert [place.verdict for place in places] == ["verbatim"] * 30 + ["altered"] * 15
    assert {len(place.diff) for place in places[30:]} == {4}


def test_a_place_in_a_long_article_is_found(in_segments: InSegments) -> None:
    """At the end of twenty thousand words that hold each of its words many times."""
    words_of_it = WHOLE.split()
    book = " ".join(words_of_it[(at * at) % len(words_of_it)] + " كلام آخر" for at in range(7_000))
    made = in_segments([[Article(id="book", text=f"{book} {WHOLE} {book[:500]}"), *ARTICLES[3:]]])
    (place,) = made.quote(WHOLE).places
    assert (place.verdict, place.start) == ("verbatim", len(book) + 1)


def test_an_empty_archive_prints_nothing(in_segments: InSegments) -> None:
    """Nothing is found, and nothing is near."""
    found = in_segments([]).quote(WHOLE)
    assert (found.verdict, found.places, found.nearest) == ("not_found", (), None)


def test_a_limit_below_nothing_is_refused(archive: Archive) -> None:
    """The message says which number."""
    with pytest.raises(BadInput, match="limit -1"):
        archive.quote("وعد", -1)
