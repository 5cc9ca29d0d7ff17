"""Drafts against a small archive: what is found, altered and missing, and what speaks against them."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from fihris import Archive
from fihris.index.errors import BadInput
from fihris.index.text.figures import Figure, Hedge
from fihris.search.drafts.checking import check
from fihris.search.drafts.figures import agree
from fihris.search.drafts.values import Claim, Finding, Printed, Report
from fihris.search.quotations.values import Quotation
from hypothesis import given, settings
from hypothesis import strategies as st

Checked = Callable[[str], list[str]]


def line(text: str, finding: Finding) -> str:
    """Return a finding on one line: its kind, status and words, then what is printed of it."""

    def one(printed: Printed) -> str:
        ours = f"{text[slice(*printed.ours)]} ≠ " if printed.against else ""
        return f"{printed.article.id}: {ours}{printed.text}"

    parts = [f"{finding.claim.kind} {finding.status} {text[finding.claim.start : finding.claim.end]}"]
    for name, found in (("same", finding.same), ("others", finding.others), ("against", finding.against)):
        parts += [f"{name} {one(printed)}" for printed in found]
    return " | ".join(parts)


@pytest.fixture
def checked(village: Archive) -> Checked:
    """Return a function: the findings of a draft, a line each; quotations are not looked up."""

    def lines(text: str) -> list[str]:
        return [line(text, one) for one in check(village, lambda text: Quotation(text, "not_found"), text).findings]

    return lines


ROWS = [
    # the figure is printed, and another of the same elsewhere
    (
        "قتل 50 مدنيا في قصف الطائرات على قرية الزيتون.",
        ["figure found 50 مدنيا | same morning: 50 مدنيا | others evening: 50 مدنيا ≠ 80 مدنيا"],
    ),
    (
        "قتل خمسون مدنياً في قصف الطائرات على قرية الزيتون.",
        ["figure found خمسون مدنياً | same morning: 50 مدنيا | others evening: خمسون مدنياً ≠ 80 مدنيا"],
    ),
    (
        "في قرية الزيتون 2,500 نازح.",
        ["figure found 2,500 نازح | same morning: 2500 نازح | others evening: ثلاثة آلاف نازح"],
    ),
    # what is said to be more than a figure may be another
    (
        "أكثر من 50 مدنيا قتلوا في قصف الطائرات على القرية.",
        ["figure found 50 مدنيا | same morning: 50 مدنيا | same evening: 80 مدنيا"],
    ),
    # neither of them: both may contradict it
    (
        "قتل 60 مدنيا في قصف الطائرات على قرية الزيتون.",
        [
            (
                "figure altered 60 مدنيا | others morning: 60 مدنيا ≠ 50 مدنيا | others evening: 60 مدنيا ≠ 80 مدنيا"
                " | against morning: 60 مدنيا ≠ 50 مدنيا | against evening: 60 مدنيا ≠ 80 مدنيا"
            )
        ],
    ),
    # another noun, or nothing of the kind
    ("قتل 50 جنديا في قصف الطائرات على قرية الزيتون.", ["figure missing 50 جنديا"]),
    ("هبط المنطاد على 7 بقرات.", ["figure missing 7 بقرات"]),
    # percentages and sums of money
    ("30% من النازحين في القرية أطفال.", ["figure found 30% من النازحين | same evening: 30%"]),
    ("قدر الاتحاد الخسائر بـ1,000,000$.", ["figure found 1,000,000$ | same harvest: بمليون دولار"]),
    # days
    (
        "وقع الوزير اتفاق الهدنة في القاهرة في 12 يوليو 2021.",
        [
            "sentence altered وقع الوزير اتفاق الهدنة في القاهرة في 12 يوليو 2021. | against evening: وقع ≠ ولم يوقع",
            "date found 12 يوليو 2021 | same morning: 12 تموز 2021",
        ],
    ),
    (
        "قصفت الطائرات قرية الزيتون في 14 تموز 2021.",
        [
            (
                "date found 14 تموز 2021"
                " | same morning: قصفت الطائرات قرية الزيتون ليل الأربعاء، وقتل في القصف 50 مدنيا من أهل القرية."
            )
        ],
    ),
    (
        "وقع الوزير اتفاق الهدنة في القاهرة يوم 14 يوليو 2021.",
        [
            "sentence altered وقع الوزير اتفاق الهدنة في القاهرة يوم 14 يوليو 2021. | against evening: وقع ≠ ولم يوقع",
            (
                "date altered 14 يوليو 2021 | others morning: 14 يوليو 2021 ≠ 12 تموز 2021"
                " | against morning: 14 يوليو 2021 ≠ 12 تموز 2021"
            ),
        ],
    ),
    (
        "اتفاق الهدنة في القاهرة في تموز/يوليو 2021.",
        [
            (
                "date found تموز/يوليو 2021"
                " | same morning: 12 تموز 2021 | same evening: ولم يوقع الوزير اتفاق الهدنة في القاهرة بعد."
            )
        ],
    ),
    (
        "اتفاق الهدنة في القاهرة منذ 2021.",
        [
            (
                "date found منذ 2021"
                " | same morning: 12 تموز 2021 | same evening: ولم يوقع الوزير اتفاق الهدنة في القاهرة بعد."
            )
        ],
    ),
    (
        "وقع الوزير اتفاق الهدنة في القاهرة نهاية 2022.",
        [
            "sentence altered وقع الوزير اتفاق الهدنة في القاهرة نهاية 2022. | against evening: وقع ≠ ولم يوقع",
            (
                "date altered نهاية 2022 | others morning: نهاية 2022 ≠ 12 تموز 2021"
                " | against morning: نهاية 2022 ≠ 12 تموز 2021"
            ),
        ],
    ),
    ("وصول البعثة إلى القمر عام 1999.", ["date missing عام 1999"]),
    # sentences that an article denies
    (
        "وقع الوزير اتفاق الهدنة في القاهرة.",
        ["sentence altered وقع الوزير اتفاق الهدنة في القاهرة. | against evening: وقع ≠ ولم يوقع"],
    ),
    (
        "لم يوقع الوزير اتفاق الهدنة في القاهرة.",
        ["sentence altered لم يوقع الوزير اتفاق الهدنة في القاهرة. | against morning: لم يوقع ≠ ووقع"],
    ),
    (
        "قال الحداد: «ستنسحب قواتنا من قرية الزيتون».",
        ["quotation missing ستنسحب قواتنا من قرية الزيتون | against morning: ستنسحب ≠ لن تنسحب"],
    ),
    ("بدأ موسم قطاف الزيتون في الجنوب.", []),
    ("", []),
    ("«»", []),
]


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_findings(checked: Checked, text: str, wanted: list[str]) -> None:
    """Each claim in its order, with the articles that print it, and those that print another."""
    assert checked(text) == wanted


AGREE = [
    ("", 50, "", 50, True),
    ("", 50, "", 51, False),
    ("about", 50, "", 54, True),
    ("", 54, "about", 50, True),
    ("about", 50, "", 56, False),
    ("over", 50, "", 60, True),
    ("over", 50, "", 49, False),
    ("over", 50, "", 101, False),
    ("under", 50, "", 40, True),
    ("under", 50, "", 51, False),
    ("under", 50, "", 20, False),
    ("over", 50, "under", 60, True),
]


@pytest.mark.parametrize(("hedge", "value", "other_hedge", "other", "wanted"), AGREE)
def test_figures_that_agree(hedge: Hedge, value: int, other_hedge: Hedge, other: int, wanted: bool) -> None:
    """The same value, or one within what about, over and under leave open; whichever of the two says so."""
    one, another = (Figure(Fraction(v), 0, 1, hedge=h) for v, h in ((value, hedge), (other, other_hedge)))
    assert (agree(one, another), agree(another, one)) == (wanted, wanted)


def test_a_whole_report(village: Archive) -> None:
    """All that is said of one claim: where it stands in the draft, and what is printed where."""
    text = "بدأ القصف. قتل ٦٠ مدنيا في قصف قرية الزيتون."
    report = check(village, lambda quoted: Quotation(quoted, "not_found"), text)
    ours = Figure(Fraction(60), 15, 17, noun=(18, 23))

    def printed(name: str, value: int, passage: str) -> Printed:
        article = village.article(name)
        start, first = article.text.index(f"{value} "), article.text.index(passage)
        figure = Figure(Fraction(value), start, start + 2, noun=(start + 3, start + 8))
        bounds = (first, first + len(passage))
        return Printed(article, start, start + 8, bounds, 1.0, figure, against="figure", ours=(15, 23))

    others = (
        printed("morning", 50, "قصفت الطائرات قرية الزيتون ليل الأربعاء، وقتل في القصف 50 مدنيا من أهل القرية."),
        printed("evening", 80, "وقتل في قصف الطائرات على قرية الزيتون 80 مدنيا من أهل القرية، كما قال الدفاع المدني."),
    )
    claim = Claim("figure", 15, 23, (11, 44), figure=ours)
    assert report == Report(text, (Finding(claim, "altered", None, (), others, others),), report.took_ms)
    assert (report.counts, report.is_sound) == ({"found": 0, "altered": 1, "missing": 0}, False)


def test_a_sound_report(village: Archive) -> None:
    """All is found as the draft has it; a quotation is what its look-up says."""
    text = "قتل 50 مدنيا في قصف قرية الزيتون. وقال: «لن ننسحب قبل أن تعودوا»."
    report = check(village, lambda quoted: Quotation(quoted, "same_words"), text)
    assert [(one.claim.kind, one.status) for one in report.findings] == [("figure", "found"), ("quotation", "found")]
    assert report.is_sound


def test_a_quotation_turned_into_its_contrary(village: Archive) -> None:
    """It is altered, and what the article prints speaks against it."""
    text = "قال الحداد: «ستنسحب قواتنا من قرية الزيتون قبل أن يعود إليها أهلها آمنين»."
    (quoted,) = village.check(text).findings
    assert quoted.status == "altered"
    assert line(text, quoted).split(" | ")[1:] == ["against morning: ستنسحب ≠ لن تنسحب"]


def test_a_book_is_no_draft(village: Archive) -> None:
    """It is refused, with what to do; as many words as are allowed are not."""
    with pytest.raises(
        BadInput, match="the draft has 20,001 words; check takes up to 20,000: give its parts one by one"
    ):
        village.check("كلام " * 20_001)
    assert village.check("كلام " * 20_000).is_sound


def test_a_quotation_that_is_longer_than_any(village: Archive) -> None:
    """Its beginning is looked up."""
    (quoted, *_) = village.check(f"«{'كلام طويل ' * 600}»").findings
    assert quoted.quotation
    assert len(quoted.quotation.text.split()) == 1000


@settings(deadline=None)
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from('قتل 50 مدنيا «لن » " قرية الزيتون لم يوقع الوزير . \n 12 تموز 2021 % من :'.split(" "))
        ).map(" ".join),
    )
)
def test_any_draft(village: Archive, text: str) -> None:
    """No text makes it fail; claims lie in the draft, in order, and what is printed in its article."""
    report = check(village, lambda quoted: Quotation(quoted, "altered"), text)
    starts = [one.claim.start for one in report.findings]
    assert starts == sorted(starts)
    for one in report.findings:
        assert 0 <= one.claim.start < one.claim.end <= len(text)
        for printed in (*one.same, *one.others, *one.against):
            assert printed.text
            assert 0 <= printed.likeness <= 1.000001
