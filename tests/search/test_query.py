"""What was typed, to the tree it is understood as."""

import pytest
from fihris.search.parsing import DEEPEST, MOST_SLOP, formula, parse, plain
from fihris.search.query import (
    And,
    Every,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Sequence,
    Word,
    describe,
    leaves,
    of_layer,
)
from hypothesis import example, given
from hypothesis import strategies as st

NOTHING = Sequence(())


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
    ('"صاروخ*"', phrase("صاروخ")),
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
    ("عنوان:النفط الغاز", Sequence((Word("النفط", "title"), Word("الغاز")))),
    ("عنوان:النفط و مصدر:نشرة", And((Word("النفط", "title"), Word("نشرة", "source")))),
    ("NOT title:a", Not(Word("a", "title"))),
    # layers
    ("=الأمريكيّة", Word("الامريكية", layer="exact")),
    ("=F-16", Sequence((Word("f", layer="exact"), Word("16", layer="exact")))),
    ("عنوان:=النفط", Word("النفط", "title", "exact")),
    ("root:كتب", Word("كتب", layer="root")),
    ("جذر:كتب الجذر: درس", Sequence((Word("كتب", layer="root"), Word("درس", layer="root")))),
    ("root:=كتب", Word("كتب", layer="exact")),
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
    ("*صاروخ", Pattern("*صاروخ")),
    ("صا**خ", Pattern("صا*خ")),
    ("صار؟خ", Pattern("صار?خ")),
    ("ك؟?ب", Pattern("ك??ب")),
    ("أمريكـ*", Pattern("امريك*")),
    ("title:أمريك*", Pattern("امريك*", "title")),
    ("*", Every()),
    ("* NOT a", Sequence((Every(), Not(Word("a"))))),
    ("كم عدد الجنود؟", words("كم", "عدد", "الجنود")),
    ("كم عدد الجنود؟!", words("كم", "عدد", "الجنود")),
    ("كم؟ عدد", Sequence((Pattern("كم?"), Word("عدد")))),
]


@pytest.mark.parametrize(("text", "tree"), UNDERSTOOD)
def test_understood_as(text: str, tree: Node) -> None:
    """A query of good syntax has one tree and no warning, unless it has no words."""
    found = parse(text)
    warning = "the query has no words" if tree == NOTHING else ""
    assert (found.text, found.tree, found.warning) == (text, tree, warning)


BAD = [
    ("(a", ("a",), "a bracket is never closed"),
    ("a)", ("a",), "there is a closing bracket too many"),
    ('"a b', ("a", "b"), 'the quotation mark " is never closed'),
    ("a «b", ("a", "b"), "the quotation mark « is never closed"),
    ("a AND", ("a", "and"), "AND wants a term on either side"),
    ("AND a", ("and", "a"), "AND has no term before it"),
    ("a OR OR b", ("a", "or", "or", "b"), "OR has no term before it"),
    ("a && && b", ("a", "b"), "AND has no term before it"),
    ("NOT", ("not",), "nothing stands after NOT"),
    ("NOT NOT a", ("not", "not", "a"), "NOT has no term before it"),
    ("عنوان:", ("عنوان",), "عنوان: has no word after it"),
    ("title:AND", ("title", "and"), "title: has no word after it"),
    ("title:(a b)", ("title", "a", "b"), "title: has no word after it"),
    ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), ("a",), "the brackets are nested too deep"),
]


@pytest.mark.parametrize(("text", "keys", "problem"), BAD)
def test_bad_syntax_is_read_as_words(text: str, keys: tuple[str, ...], problem: str) -> None:
    """A query of bad syntax still means its words, and says what was wrong."""
    found = parse(text)
    assert found.tree == (words(*keys) if len(keys) > 1 else Word(keys[0]))
    assert found.warning == f"{problem}: the query is read as plain words"


def test_brackets_may_be_deep() -> None:
    """The deepest nesting that is allowed is read."""
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST).tree == Word("a")


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("الأمريكيّة  كـل", "الأمريكيّة كـل"),
        ("«وقت مضى» و بايدن", '"وقت مضى" AND بايدن'),
        ("عنوان:النفط مصدر:«نشرة أ»", 'title:النفط source:"نشرة أ"'),
        ("النفط -الذهب", "النفط NOT الذهب"),
        ("- النفط", "النفط"),
        ("a AND b OR c", "(a AND b) OR c"),
        ("a NOT (b OR c*)", "a NOT (b OR c*)"),
        ("a AND F-16", "a AND (F 16)"),
        ("=a root:b «c d»~", '=a root:b "c d"~'),
        ("«c d»~2 «c d»~~٢ «c d»~0", '"c d"~2 "c d"~~2 "c d"'),
        ("كِتاب~ OR كتاب~7", "كتاب~ OR كتاب~2"),
        ("*", "*"),
        ("", ""),
    ],
)
def test_described(text: str, described: str) -> None:
    """A query is shown with its words as they were typed and its syntax in one spelling."""
    assert parse(text).understood_as == described


def test_plain_reads_words_only() -> None:
    """A draft's sentence can be searched without any syntax."""
    assert plain('(a "b').tree == words("a", "b")


def test_a_query_may_be_of_one_layer() -> None:
    """Words that name their own layer keep it; phrases and patterns have one of their own."""
    tree = of_layer(parse('a (=b OR NOT c) AND "d" e*'), "root").tree
    assert tree == Sequence(
        (
            Word("a", layer="root"),
            And((Or((Word("b", layer="exact"), Not(Word("c", layer="root")))), phrase("d"))),
            Pattern("e*"),
        )
    )


def test_leaves_leave_out_what_is_excluded() -> None:
    """Terms are numbered in the order in which they were typed; what no article may hold is none."""
    assert list(leaves(parse('a "b c" d* AND NOT (e f) OR g').tree)) == [
        Word("a"),
        phrase("b", "c"),
        Pattern("d*"),
        Word("g"),
    ]


PIECES = st.sampled_from(
    ["نفط", "غاز", "F-16", "و", "أو", "ليس", "AND", "OR", "NOT", "(", ")", '"', "«", "»", "title:", "مصدر:", "*", "؟",
     "?", "هل", "2,500", "=", "root:", "~", "~2", "~~3", "كتاب~", "-", "'", "ـ", "\u064e", " ", "  ", ".", "&&"]
)  # fmt: skip
TYPED = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join)


@given(TYPED | st.text())
@example("(" * 100_000)
@example("NOT " * 10_000 + "a")
@example("a AND " * 5_000 + "a")
@example('"' * 100_001)
@example("\x00\ud800\u202e")
@example("a " + "!" * 100_000 + "b")
@example("a " + "~" * 100_000 + "b")
@example('"a"~' + "9" * 10_000)
def test_no_string_is_a_bad_query(text: str) -> None:
    """Parsing and describing never raise."""
    found = parse(text)
    assert found.text == text
    assert isinstance(found.understood_as, str)
    assert all(isinstance(leaf, Word | Phrase | Pattern | Fuzzy) for leaf in leaves(found.tree))


@given(TYPED | st.text())
@example("NOT (NOT a)")
@example("a AND ()")
@example("() NOT ()")
@example("a-b و-c")
@example("قلم كتا؟-")
def test_a_description_means_what_it_describes(text: str) -> None:
    """Whoever types what a query was understood as gets the same query."""
    described = parse(text).understood_as
    again = parse(described)
    assert (again.understood_as, again.warning) == (described, "" if described else "the query has no words")


@given(TYPED | st.text())
@example('"a b"~~3 "a"~2 كتاب~ title:كتاب~2')
@example("سعر كتاب~؟")
@example("و كتاب~ و سعر")
def test_a_description_of_good_syntax_is_the_same_tree(text: str) -> None:
    """Typed again, a description gives the very tree, unless groups of one part fell together."""
    found = parse(text)
    again = parse(found.understood_as)
    assert list(leaves(again.tree)) == list(leaves(found.tree))


PLAIN_PIECES = st.sampled_from(
    ["نفط", "كتابٌ", "F-16", "وقال", "أو.", "ليسَ", "and", "2,500", "٣٫٥", "-", "a-b", "'", "ـ", "\u064e", "،", "!", "…",
     "\u200f", "\x1f", "\x85", "&", "|", "_", "#", "."]
)  # fmt: skip
PLAIN_TYPED = st.lists(PLAIN_PIECES, max_size=12).map(" ".join) | st.lists(PLAIN_PIECES, max_size=12).map("".join)


@given(PLAIN_TYPED | TYPED | st.text())
@example("نفط " * 75)
@example("ال" * 151)
@example("قمر كتابَ")
def test_the_quick_way_gives_what_the_whole_syntax_gives(text: str) -> None:
    """What is plainly nothing but words is read without the parser, to the same tree and the same warning."""
    quick, whole = parse(text), formula(text)
    assert (quick.tree, quick.warning) == (whole.tree, whole.warning)


@given(st.text(max_size=10))
def test_a_key_is_a_query_for_itself(text: str) -> None:
    """Every word of a text can be typed as its key; the operator words alone are read by their place."""
    for key in {leaf.key for leaf in leaves(plain(text).tree) if isinstance(leaf, Word)}:
        assert describe(parse(key).tree).removeprefix("\\") == key
