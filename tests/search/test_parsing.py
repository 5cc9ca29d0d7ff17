"""What was typed, to the tree it is understood as."""

import datetime as dt
from time import process_time

import pytest
from fihris import Archive
from fihris.search.describing import describe
from fihris.search.lexing import MOST_SLOP, MOST_WORDS
from fihris.search.parsing import DEEPEST, MOST_OPEN, formula, parse, plain
from fihris.search.query import (
    And,
    Days,
    Every,
    Fuzzy,
    Must,
    Name,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Said,
    Sequence,
    Word,
    leaves,
)
from hypothesis import example, given
from hypothesis import strategies as st

from .typed_queries import LONG, LONGEST, PLAIN_TYPED, TYPED

NOTHING = Sequence(())
FRIDAY = dt.date(2021, 7, 16)
JULY = Days(dt.date(2021, 7, 1), dt.date(2021, 7, 31))
VISIT = Days(dt.date(2021, 7, 15), dt.date(2021, 7, 28))
YEAR = Days(dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def words(*keys: str) -> Sequence:
    return Sequence(tuple(map(Word, keys)))


def phrase(*keys: str) -> Phrase:
    return Phrase(keys)


UNDERSTOOD: list[tuple[str, Node]] = [
    # words
    ("العراق", Word("العراق")),
    ("العراق الحوار", words("العراق", "الحوار")),
    ("  العراق\n\tالحوار ", words("العراق", "الحوار")),
    ("الأمريكيّة", Word("الامريكية")),
    ("كـل مسئول", words("كل", "مسءول")),
    ("F-16", words("f", "16")),
    ("G20", Word("g20")),
    ("٢٬٥٠٠", Word("2500")),
    ("2,500", Word("2500")),
    ("3.5", Word("3.5")),
    ("2021.07.25", Word("2021.07.25")),
    ("#وسم_طويل", words("وسم", "طويل")),
    ("http://example.com/a", words("http", "example", "com", "a")),
    ("الأسعار: ترتفع", words("الاسعار", "ترتفع")),
    ("and or not", words("and", "or", "not")),
    ("", NOTHING),
    ("   ", NOTHING),
    ("!!!", NOTHING),
    # phrases
    ('"أقوى من أي وقت"', phrase("اقوي", "من", "اي", "وقت")),
    ("«أقوى من» الحوار", Sequence((phrase("اقوي", "من"), Word("الحوار")))),
    ("“وقت مضى”", phrase("وقت", "مضي")),
    ("”وقت مضى“", phrase("وقت", "مضي")),
    ("‘وقت مضى’", phrase("وقت", "مضي")),
    ("„وقت مضى“", phrase("وقت", "مضي")),
    ("»وقت مضى«", phrase("وقت", "مضي")),
    ("‹وقت مضى›", phrase("وقت", "مضي")),
    ("＂وقت مضى＂", phrase("وقت", "مضي")),
    ('"واحد"', phrase("واحد")),
    ('"F-16"', phrase("f", "16")),
    ('"a AND b"', phrase("a", "and", "b")),
    ("لـ«الصحيفة»", Sequence((Word("ل"), phrase("الصحيفة")))),
    ('""', NOTHING),
    ("«!»", NOTHING),
    # operators
    ("a AND b", And((Word("a"), Word("b")))),
    ("a && b", And((Word("a"), Word("b")))),
    ("a OR b", Or((Word("a"), Word("b")))),
    ("a || b", Or((Word("a"), Word("b")))),
    ("a NOT b", Sequence((Word("a"), Not(Word("b"))))),
    ("a AND NOT b", And((Word("a"), Not(Word("b"))))),
    ("NOT a", Not(Word("a"))),
    ("a b NOT c", Sequence((Word("a"), Word("b"), Not(Word("c"))))),
    ("a AND b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
    ("a OR b AND c", Or((Word("a"), And((Word("b"), Word("c")))))),
    ("a AND b c", Sequence((And((Word("a"), Word("b"))), Word("c")))),
    ("a AND b AND c", And((Word("a"), Word("b"), Word("c")))),
    ("a AND F-16", And((Word("a"), words("f", "16")))),
    ("NOT F-16", Not(phrase("f", "16"))),
    # signs: a word that must be there, a word that must not
    ("النفط -الذهب", Sequence((Word("النفط"), Not(Word("الذهب"))))),
    ("+النفط الغاز", Sequence((Must(Word("النفط")), Word("الغاز")))),
    ("+النفط الغاز -الذهب", Sequence((Must(Word("النفط")), Word("الغاز"), Not(Word("الذهب"))))),
    ("a +(b c)", Sequence((Word("a"), Must(words("b", "c"))))),
    ('a -"b c" +«d e»', Sequence((Word("a"), Not(phrase("b", "c")), Must(phrase("d", "e"))))),
    ("a -F-16", Sequence((Word("a"), Not(phrase("f", "16"))))),
    ("a -title:b", Sequence((Word("a"), Not(Word("b", "title"))))),
    ("a -=b", Sequence((Word("a"), Not(Word("b", layer="exact"))))),
    ("a -b*", Sequence((Word("a"), Not(Pattern("b*"))))),
    ("(+a b) OR c", Or((Sequence((Must(Word("a")), Word("b"))), Word("c")))),
    ("+a", Word("a")),
    ("+a AND +b", And((Word("a"), Word("b")))),
    ("a OR -b", Or((Word("a"), Not(Word("b"))))),
    ("+(NOT a) b", Sequence((Not(Word("a")), Word("b")))),
    ("\u200f-النفط \u202b+الغاز\u202c", Sequence((Not(Word("النفط")), Must(Word("الغاز"))))),
    # the same signs where they mean nothing
    ("a - b + c", words("a", "b", "c")),
    ("--a +-b", words("a", "b")),
    ("-5 +18", words("5", "18")),
    ("a-b c+d", words("a", "b", "c", "d")),
    ('"a"-b', Sequence((phrase("a"), Word("b")))),
    # operators in Arabic
    ("النفط و الغاز", And((Word("النفط"), Word("الغاز")))),
    ("النفط أو الغاز", Or((Word("النفط"), Word("الغاز")))),
    ("النفط او الغاز", Or((Word("النفط"), Word("الغاز")))),
    ("النفط ليس الغاز", Sequence((Word("النفط"), Not(Word("الغاز"))))),
    ("بغداد و واشنطن أو طهران", Or((And((Word("بغداد"), Word("واشنطن"))), Word("طهران")))),
    ("«الحوار» و وزير في بغداد", Sequence((And((phrase("الحوار"), Word("وزير"))), Word("في"), Word("بغداد")))),
    # the same words where they are no operators
    ("وقال النفط", words("وقال", "النفط")),
    ("و النفط", words("و", "النفط")),
    ("النفط و", words("النفط", "و")),
    ("ليس النفط", words("ليس", "النفط")),
    ("ما هو النفط و الغاز", words("ما", "هو", "النفط", "و", "الغاز")),
    ("هل النفط أو الغاز", words("هل", "النفط", "او", "الغاز")),
    ("رئيس الوزراء و وزير خارجية بغداد", words("رءيس", "الوزراء", "و", "وزير", "خارجية", "بغداد")),
    # groups
    ("((a))", Word("a")),
    ("(a OR b) AND c", And((Or((Word("a"), Word("b"))), Word("c")))),
    ("(بغداد أو واشنطن) و النفط", And((Or((Word("بغداد"), Word("واشنطن"))), Word("النفط")))),
    ("a AND (b c)", And((Word("a"), words("b", "c")))),
    ("a NOT (b OR c)", Sequence((Word("a"), Not(Or((Word("b"), Word("c"))))))),
    ("()", NOTHING),
    # fields
    ("عنوان:النفط", Word("النفط", "title")),
    ("العنوان:النفط", Word("النفط", "title")),
    ("title:النفط", Word("النفط", "title")),
    ("TITLE: النفط", Word("النفط", "title")),
    ("مصدر:رويترز", Word("رويترز", "source")),
    ("المصدر:رويترز", Word("رويترز", "source")),
    ("Source:رويترز", Word("رويترز", "source")),
    ('title:"أسعار النفط"', Phrase(("اسعار", "النفط"), "title")),
    ("title:F-16", Phrase(("f", "16"), "title")),
    ("مصدر:نشرة-ب", Phrase(("نشرة", "ب"), "source")),
    ("قائل:سامي", Said(Word("سامي"))),
    ("قائل:سامي النفط -الغاز", Said(Word("سامي"), (Word("النفط"), Not(Word("الغاز"))))),
    ("النفط +القائل: «سامي حداد»", Said(Phrase(("سامي", "حداد")), (Word("النفط"),))),
    ("speaker:سامي speaker:ليلى", Said(Or((Word("سامي"), Word("ليلي"))))),
    ("قائل:سامي النفط مصدر:نشرة", And((Said(Word("سامي"), (Word("النفط"),)), Word("نشرة", "source")))),
    ("قائل:سامي عنوان:النفط", Sequence((Must(Said(Word("سامي"))), Word("النفط", "title")))),
    ("قائل:سامي و النفط", And((Said(Word("سامي")), Word("النفط")))),
    ("(قائل:سامي النفط) الغاز", Sequence((Said(Word("سامي"), (Word("النفط"),)), Word("الغاز")))),
    ("عنوان:النفط الغاز", Sequence((Word("النفط", "title"), Word("الغاز")))),
    ("عنوان:النفط و مصدر:نشرة", And((Word("النفط", "title"), Word("نشرة", "source")))),
    ("NOT title:a", Not(Word("a", "title"))),
    ("title:(a b)", Sequence((Word("a", "title"), Word("b", "title")))),
    ("عنوان:(النفط أو =الغاز*)", Or((Word("النفط", "title"), Pattern("الغاز*", "title")))),
    ("title:root:كتب", Word("كتب", "title", "root")),
    ("عُنـوان:النفط", Word("النفط", "title")),
    ("كاتب:ليلى", Word("ليلي", "author")),
    ("author:ليلى", Word("ليلي", "author")),
    ("الكاتب:«ليلى سعد»", Phrase(("ليلي", "سعد"), "author")),
    ("تصنيف:اقتصاد", Word("اقتصاد", "category")),
    ("category:اقتصا*", Pattern("اقتصا*", "category")),
    ("المصدر : رويترز", Word("رويترز", "source")),
    ("مصدر\u200f:رويترز", Word("رويترز", "source")),
    ("خبر:النفط", words("خبر", "النفط")),
    ("ti-tle:a", words("ti", "tle", "a")),
    # whole names
    ("مصدر:=رويترز", Name(("رويترز",), "source")),
    ("مصدر:=نشرة-ب", Name(("نشرة", "ب"), "source")),
    ("source:=«القدس العربي»", Name(("القدس", "العربي"), "source")),
    ('author:=""', Name((), "author")),
    ("كاتب:(a -b)", And((Not(Word("b", "author")), Word("a", "author")))),
    ("x AND author:(a b)", And((Word("x"), Or((Word("a", "author"), Word("b", "author")))))),
    ("source:(=a b)", Or((Name(("a",), "source"), Word("b", "source")))),
    # names hold for what stands beside them; two of a field are alternatives
    ("أسعار النفط مصدر:رويترز", And((words("اسعار", "النفط"), Word("رويترز", "source")))),
    ("مصدر:رويترز النفط", And((Word("النفط"), Word("رويترز", "source")))),
    ("a مصدر:b مصدر:c", And((Word("a"), Or((Word("b", "source"), Word("c", "source")))))),
    ("a مصدر:b كاتب:c", And((Word("a"), Word("b", "source"), Word("c", "author")))),
    (
        "النفط (مصدر:نشرة-أ أو مصدر:نشرة-ب)",
        And((Word("النفط"), Or((Phrase(("نشرة", "ا"), "source"), Phrase(("نشرة", "ب"), "source"))))),
    ),
    ("a (مصدر:b OR مصدر:c)", And((Word("a"), Or((Word("b", "source"), Word("c", "source")))))),
    ("a +مصدر:b", And((Word("a"), Word("b", "source")))),
    ("a -مصدر:b", Sequence((Word("a"), Not(Word("b", "source"))))),
    ("-a مصدر:b", And((Not(Word("a")), Word("b", "source")))),
    ("(a مصدر:b) OR c", Or((And((Word("a"), Word("b", "source"))), Word("c")))),
    # days
    ("تاريخ:2021", YEAR),
    ("تاريخ:2021-07", JULY),
    ("date:2021-07-15", Days(dt.date(2021, 7, 15), dt.date(2021, 7, 15))),
    ("تأريخ:٢٠٢١-٠٧", JULY),
    ("التاريخ: 7/2021", JULY),
    ("تاريخ:2021-07-15..2021-07-28", VISIT),
    ("تاريخ:2021-07-15 .. 2021-07-28", VISIT),
    ("تاريخ:2021-07-01..", Days(dt.date(2021, 7, 1), None)),
    ("تاريخ:..2021-07", Days(None, dt.date(2021, 7, 31))),
    ('تاريخ:"تموز 2021"', JULY),
    ("تاريخ:«يوليو 2021»", JULY),
    ("تاريخ:[تموز/يوليو 2021]", JULY),
    ("تاريخ:(تموز 2021)", JULY),
    ("تاريخ:تموز 2021", JULY),
    ("تاريخ:[15 يوليو 2021 إلى 28 تموز 2021]", VISIT),
    ("تاريخ:15 يوليو 2021 إلى 28 تموز 2021", VISIT),
    ("تاريخ:]15 إلى 28 تموز 2021[", VISIT),
    ("تاريخ:[من تموز 2021]", Days(dt.date(2021, 7, 1), None)),
    ("تاريخ:[حتى تموز 2021]", Days(None, dt.date(2021, 7, 31))),
    ("تاريخ:[1 ذو الحجة 1442 إلى 9 ذو الحجة 1442]", Days(dt.date(2021, 7, 11), dt.date(2021, 7, 19))),
    ("تاريخ:1442/12/9 هـ", Days(dt.date(2021, 7, 19), dt.date(2021, 7, 19))),
    ("تاريخ:أمس", Days(dt.date(2021, 7, 15), dt.date(2021, 7, 15))),
    ("تاريخ:[الخميس الماضي..اليوم]", Days(dt.date(2021, 7, 15), FRIDAY)),
    ("[15 يوليو 2021 إلى 28 تموز 2021]", VISIT),
    ("[2021-07-15..2021-07-28]", VISIT),
    ('date:=""', Name((), "date")),
    # days hold for what stands beside them
    ("النفط تاريخ:2021-07", And((Word("النفط"), JULY))),
    ("النفط تاريخ:تموز 2021 الغاز", And((words("النفط", "الغاز"), JULY))),
    ("النفط تاريخ:2021 إلى بغداد", And((words("النفط", "الي", "بغداد"), YEAR))),
    ("[15 إلى 28 تموز 2021] النفط و الغاز", And((And((Word("النفط"), Word("الغاز"))), VISIT))),
    ("النفط -تاريخ:2021", Sequence((Word("النفط"), Not(YEAR)))),
    ("النفط و تاريخ:2021", And((Word("النفط"), YEAR))),
    ("تاريخ:2021 أو عنوان:النفط", Or((YEAR, Word("النفط", "title")))),
    ("a تاريخ:2021 مصدر:b", And((Word("a"), YEAR, Word("b", "source")))),
    # brackets that hold no days
    ("[النفط] الغاز", words("النفط", "الغاز")),
    ("[2021] النفط", words("2021", "النفط")),
    ("النفط [", Word("النفط")),
    # layers
    ("=الأمريكيّة", Word("الامريكية", layer="exact")),
    ("=F-16", Sequence((Word("f", layer="exact"), Word("16", layer="exact")))),
    ("عنوان:=النفط", Word("النفط", "title", "exact")),
    ("root:كتب", Word("كتب", layer="root")),
    ("جذر:كتب الجذر: درس", Sequence((Word("كتب", layer="root"), Word("درس", layer="root")))),
    ("root:=كتب", Word("كتب", layer="exact")),
    ("root:(كتب درس)", Sequence((Word("كتب", layer="root"), Word("درس", layer="root")))),
    ("=(كتب درس)", Sequence((Word("كتب", layer="exact"), Word("درس", layer="exact")))),
    ("=«كتب درس»", phrase("كتب", "درس")),
    ("«وقت مضى»~", Phrase(("وقت", "مضي"), layer="lemma")),
    ('title:"وقت مضى"~ النفط', Sequence((Phrase(("وقت", "مضي"), "title", "lemma"), Word("النفط")))),
    # words between those of a phrase
    ("«وقت مضى»~3", Phrase(("وقت", "مضي"), slop=3)),
    ('"وقت مضى"~٣', Phrase(("وقت", "مضي"), slop=3)),
    ('"وقت مضى"~~3', Phrase(("وقت", "مضي"), layer="lemma", slop=3)),
    ('"وقت مضى"~~', Phrase(("وقت", "مضي"), layer="lemma")),
    ('"وقت مضى"~0', Phrase(("وقت", "مضي"))),
    ('"وقت مضى"~9999999', Phrase(("وقت", "مضي"), slop=MOST_SLOP)),
    ('"وقت مضى"~ 3', Sequence((Phrase(("وقت", "مضي"), layer="lemma"), Word("3")))),
    ('عنوان:"وقت مضى"~2 النفط', Sequence((Phrase(("وقت", "مضي"), "title", slop=2), Word("النفط")))),
    ('""~3', NOTHING),
    # misspelt words
    ("كتاب~", Fuzzy("كتاب")),
    ("كـتابٌ~", Fuzzy("كتاب")),
    ("كتاب~1", Fuzzy("كتاب")),
    ("كتاب~2", Fuzzy("كتاب", 2)),
    ("كتاب~٢", Fuzzy("كتاب", 2)),
    ("كتاب~9", Fuzzy("كتاب", 2)),
    ("كتاب~2،", Fuzzy("كتاب", 2)),
    ("عنوان:كتاب~2", Fuzzy("كتاب", 2, "title")),
    ("سعر كتاب~", Sequence((Word("سعر"), Fuzzy("كتاب")))),
    ("سعر كتاب~؟", Sequence((Word("سعر"), Fuzzy("كتاب")))),
    ("سعر -كتاب~", Sequence((Word("سعر"), Not(Fuzzy("كتاب"))))),
    ("(كتاب~ أو كاتب~2) و سعر", And((Or((Fuzzy("كتاب"), Fuzzy("كاتب", 2))), Word("سعر")))),
    # the same sign where it means nothing
    ("كتب~", Word("كتب")),
    ("من~2", words("من", "2")),
    ("2021~", Word("2021")),
    ("5~10", words("5", "10")),
    ("=كتاب~", Word("كتاب", layer="exact")),
    ("نص-كتاب~", words("نص", "كتاب")),
    ("كتاب~سعر", words("كتاب", "سعر")),
    ("كتا*~", Pattern("كتا*")),
    ("~ كتاب", Word("كتاب")),
    ("~", NOTHING),
    # wildcards
    ("صاروخ*", Pattern("صاروخ*")),
    ("*صاروخ*", Pattern("*صاروخ*")),
    ("صاروخ٭", Pattern("صاروخ*")),
    ("صاروخ\u200f*", Pattern("صاروخ*")),
    ("*tion", Pattern("*tion")),
    ("؟اروخ", Pattern("?اروخ")),
    ("صا**خ", Pattern("صا*خ")),
    ("صار؟خ", Pattern("صار?خ")),
    ("ك؟?ب", Pattern("ك??ب")),
    ("أمريكـ*", Pattern("امريك*")),
    ("title:أمريك*", Pattern("امريك*", "title")),
    ("*", Every()),
    ("* NOT a", Sequence((Every(), Not(Word("a"))))),
    ("كم عدد الجنود؟", words("كم", "عدد", "الجنود")),
    ("كم عدد الجنود؟!", words("كم", "عدد", "الجنود")),
]


@pytest.mark.parametrize(("text", "tree"), UNDERSTOOD)
def test_understood_as(text: str, tree: Node) -> None:
    """A query of good syntax has one tree and no warning, unless it has no words."""
    found = parse(text, FRIDAY)
    warning = "the query has no words" if tree == NOTHING else ""
    assert (found.text, found.tree, found.warning) == (text, tree, warning)


STAR = "a * typed before a word finds what ends in it; for what begins with it, type صاروخ*"
MARK = "a ؟ typed after a word stands for one more letter; to ask for the word, type "
NOTED: list[tuple[str, Node, str]] = [
    ("*صاروخ", Pattern("*صاروخ"), STAR),
    ("a -*صاروخ", Sequence((Word("a"), Not(Pattern("*صاروخ")))), STAR),
    ("صاروخ؟", Pattern("صاروخ?"), MARK + "صاروخ"),
    ("كم؟ عدد", Sequence((Pattern("كم?"), Word("عدد"))), MARK + "كم"),
    ('"صاروخ*"', phrase("صاروخ"), "* in quotation marks stands for nothing"),
    ("root:كت*", Pattern("كت*"), "root: stands for nothing but before a word"),
    ("جذر:«وقت مضى»", phrase("وقت", "مضي"), "جذر: stands for nothing but before a word"),
    (
        "تاريخ:2021-08..2021-07",
        Days(dt.date(2021, 7, 1), dt.date(2021, 8, 31)),
        "the later end of 2021-08..2021-07 stands first: read as 2021-07-01 to 2021-08-31",
    ),
    ("تاريخ:النفط", words("تاريخ", "النفط"), "تاريخ: is read as a word, since no day, month or year follows it"),
    ("date:2021-13", words("date", "2021", "13"), "date: is read as a word, since no day, month or year follows it"),
    (
        "مصدر: انفجار قوي يهز بغداد",
        words("مصدر", "انفجار", "قوي", "يهز", "بغداد"),
        "مصدر: with a space is a word in so long a query; leave the space out to name a field",
    ),
    (
        "تاريخ: 2021 عام صعب على العراق",
        words("تاريخ", "2021", "عام", "صعب", "علي", "العراق"),
        "تاريخ: with a space is a word in so long a query; leave the space out to name a field",
    ),
    (
        "أسعار النفط في الأسواق -الذهب",
        words("اسعار", "النفط", "في", "الاسواق", "الذهب"),
        "- before a word is a dash in so long a query; write NOT, or fewer words",
    ),
    (
        "هل ارتفع سعر +النفط",
        words("هل", "ارتفع", "سعر", "النفط"),
        "+ before a word is a dash in so long a query; write AND, or fewer words",
    ),
    (
        ")ترامب أو بايدن( و الكاظمي",
        And((Or((Word("ترامب"), Word("بايدن"))), Word("الكاظمي"))),
        "the brackets are read the other way round",
    ),
    (
        ")مصدر: انفجار( قوي يهز *بغداد",
        Sequence((*map(Word, ("مصدر", "انفجار", "قوي", "يهز")), Pattern("*بغداد"))),
        (
            "the brackets are read the other way round; "
            "مصدر: with a space is a word in so long a query; leave the space out to name a field; "
            "a * typed before a word finds what ends in it; for what begins with it, type بغداد*"
        ),
    ),
]


@pytest.mark.parametrize(("text", "tree", "note"), NOTED)
def test_what_is_easily_meant_otherwise_is_said(text: str, tree: Node, note: str) -> None:
    """The reader is told how a sign was read, wherever another reading was near."""
    found = parse(text)
    assert (found.tree, found.warning) == (tree, note)


def test_days_are_told_from_today() -> None:
    """Without another day, from the one on which it is."""
    today = dt.datetime.now().astimezone().date()
    found = parse("تاريخ:اليوم").tree
    assert found in (Days(today, today), Days(today + dt.timedelta(1), today + dt.timedelta(1)))  # midnight may pass


BAD = [
    ("(a", ("a",), "a bracket is never closed"),
    ("a)", ("a",), "there is a closing bracket too many"),
    ('"a b', ("a", "b"), 'the quotation mark " is never closed'),
    ("a «b", ("a", "b"), "the quotation mark « is never closed"),
    ("a AND", ("a", "and"), "AND wants a term on either side"),
    ("AND a", ("and", "a"), "AND has no term before it"),
    ("a OR OR b", ("a", "or", "or", "b"), "OR has no term before it"),
    ("a && && b", ("a", "b"), "&& has no term before it"),
    ("NOT", ("not",), "nothing stands after NOT"),
    ("NOT NOT a", ("not", "not", "a"), "NOT has no term before it"),
    ("NOT -a", ("not", "a"), "- stands where a term should"),
    ("عنوان:", ("عنوان",), "عنوان: has no word after it"),
    ("title:AND", ("title", "and"), "title: has no word after it"),
    ("title:source:a", ("title", "source", "a"), "title: has no word after it"),
    ("title:*", ("title",), "title: has no word after it"),
    ("(" * (MOST_OPEN + 1) + "a" + ")" * (MOST_OPEN + 1), ("a",), "the brackets are nested too deep"),
    ("(a NOT " * 21 + "a" + ")" * 21, ("a", "not") * 21 + ("a",), "the brackets are nested too deep"),
    ("a-" * MOST_WORDS + '"b"', ("a",) * MOST_WORDS, f"longer than {MOST_WORDS} words, of which only the first count"),
]


@pytest.mark.parametrize(("text", "keys", "problem"), BAD)
def test_bad_syntax_is_read_as_words(text: str, keys: tuple[str, ...], problem: str) -> None:
    """A query of bad syntax still means its words, and says what was wrong."""
    found = parse(text)
    assert found.tree == (words(*keys) if len(keys) > 1 else Word(keys[0]))
    assert found.warning == f"{problem}: the query is read as plain words"


def test_brackets_may_be_deep() -> None:
    """The deepest nesting that is allowed is read; brackets that change nothing count less."""
    assert parse("(" * MOST_OPEN + "a" + ")" * MOST_OPEN).tree == Word("a")
    deep = parse("(a NOT " * DEEPEST + "a" + ")" * DEEPEST)
    assert (deep.understood_as, deep.warning) == ("a NOT (" * (DEEPEST - 1) + "a NOT a" + ")" * (DEEPEST - 1), "")


def test_plain_reads_words_only() -> None:
    """A draft's sentence can be searched without any syntax."""
    assert plain('(a "b').tree == words("a", "b")


@given(TYPED | st.text())
@example("\x00\ud800\u202e")
def test_no_string_is_a_bad_query(text: str) -> None:
    """Parsing and describing never raise."""
    found = parse(text)
    assert found.text == text
    assert isinstance(found.understood_as, str)
    assert all(isinstance(leaf, Word | Phrase | Pattern | Fuzzy) for leaf in leaves(found.tree))


@pytest.mark.parametrize("text", LONGEST.values(), ids=LONGEST)
def test_no_query_is_slow_to_read(archive: Archive, text: str) -> None:
    """A hundred thousand characters of anything are read, echoed and answered at once."""
    began = process_time()
    found = parse(text)
    read = process_time() - began
    assert len(found.understood_as) <= 2 * LONG
    archive.search(found, passages=1).hits[:1]
    assert (read < 2, process_time() - began < 5) == (True, True)  # mostly a tenth of it


@given(PLAIN_TYPED | TYPED | st.text())
@example("نفط " * 75)
@example("ال" * 151)
@example("قمر كتابَ")
@example("\u200f-نفط")
@example("[2021..2022]")
def test_the_quick_way_gives_what_the_whole_syntax_gives(text: str) -> None:
    """What is plainly nothing but words is read without the parser, to the same tree and the same warning."""
    quick, whole = parse(text), formula(text)
    assert (quick.tree, quick.warning) == (whole.tree, whole.warning)


@given(st.text(max_size=10))
def test_a_key_is_a_query_for_itself(text: str) -> None:
    """Every word of a text can be typed as its key; the operator words alone are read by their place."""
    for key in {leaf.key for leaf in leaves(plain(text).tree) if isinstance(leaf, Word)}:
        assert describe(parse(key).tree).removeprefix("\\") == key
