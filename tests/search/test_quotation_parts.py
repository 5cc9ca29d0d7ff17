"""The pure parts of quoting: a text to its parts, two spellings of one word, what stands round a place."""

import pytest
from fihris.search.quotations import context, parts, spelling

PARTS: tuple[tuple[str, list[str]], ...] = (
    ("قال كذا", ["قال كذا"]),
    ("«قال كذا»", ["قال كذا"]),
    ("الأول … الثاني", ["الأول", "الثاني"]),
    ("الأول... الثاني", ["الأول", "الثاني"]),
    ("الأول .. الثاني", ["الأول", "الثاني"]),
    ("الأول [...] الثاني", ["الأول", "الثاني"]),
    ("الأول (…) الثاني", ["الأول", "الثاني"]),
    ("الأول [ … ] الثاني", ["الأول", "الثاني"]),
    ("… الأول …", ["الأول"]),
    ("الأول. الثاني", ["الأول. الثاني"]),
    ("بلغ 2.5 مليون", ["بلغ 2.5 مليون"]),
    ("«الأول»، وأضاف: «الثاني»", ["الأول", "الثاني"]),
    ("«الأول» وأضاف الوزير «الثاني»", ["الأول", "الثاني"]),
    ('الأول"، وقال: "الثاني', ["الأول", "الثاني"]),
    ('"الأول". وتابع: "الثاني"', ["الأول", "الثاني"]),
    ("“الأول”، مؤكداً أن “الثاني”", ["الأول", "الثاني"]),
    ("«الأول»، وشدَّد على: «الثاني» … «الثالث»", ["الأول", "الثاني", "الثالث"]),
    ('"في «التاريخ» فقال:". وأكد أيضا: "الثاني"', ["في «التاريخ» فقال", "الثاني"]),
    ("«الأول» و«الثاني»", ["الأول» و«الثاني"]),
    ("«الأول» في «الثاني»", ["الأول» في «الثاني"]),
    ("«قال الوزير»", ["قال الوزير"]),
    ('نسمي "قال" فعلا "ماضيا"', ['نسمي "قال" فعلا "ماضيا']),
    ("", []),
    ("«…»", []),
)


@pytest.mark.parametrize(("text", "found"), PARTS)
def test_parts(text: str, found: list[str]) -> None:
    """An ellipsis divides, and so does a verb of saying between two quotation marks; nothing else does."""
    assert [part.text for part in parts.parts(text)] == found


def test_a_part_has_its_words() -> None:
    """As they were typed, and folded."""
    (part,) = parts.parts("«العلاقةُ، أقوى»")
    assert part == parts.Part("العلاقةُ، أقوى", ("العلاقةُ", "أقوى"), ("العلاقة", "اقوي"))


SPELLED = (
    ("مدرسة", "مدرسه", True),
    ("أكد", "اكد", True),
    ("مسؤول", "مسوول", True),
    ("مسؤول", "مسئول", True),
    ("شؤون", "شئون", True),
    ("قرأوا", "قرؤوا", True),
    ("إنشاء", "انشا", True),
    ("آخر", "اخر", True),
    ("عَلِمَ", "علم", True),
    ("كـــل", "كل", True),
    ("٢٥٠٠", "2,500", True),
    ("عبد الله", "عبدالله", True),
    ("ماء", "ما", False),
    ("علم", "عمل", False),
    ("جديدة", "جديد", False),
    ("قال", "قالت", False),
)


@pytest.mark.parametrize(("one", "other", "same"), SPELLED)
def test_spellings_of_one_word(one: str, other: str, same: bool) -> None:
    """What a reader takes for the same word, whichever of the two is printed."""
    assert spelling.are_one(one.split(), other.split()) == same
    assert spelling.are_one(other.split(), one.split()) == same


SEEN = (
    ("قال: «نعم»", 'قال:  "نعم"', True),
    ("قال نعم", "قال\u200f\nنعم", True),
    ("قال نعم", "قال، نعم", False),
    ("قال نعم", "قالَ نعم", False),
    ("قال نعم", "قـال نعم", False),
    ("أكد", "ا\u0654كد", True),
)


@pytest.mark.parametrize(("one", "other", "same"), SEEN)
def test_what_a_reader_sees(one: str, other: str, same: bool) -> None:
    """Quotation marks, white space and what cannot be seen are of no account; all else is."""
    assert (spelling.seen(one) == spelling.seen(other)) == same


TEXT = "الجملة الأولى. الجملة الثانية هنا. قال فلان إن الثالثة فيها كلام، وزاد عليه. والرابعة بعدها. والخامسة."


def test_context() -> None:
    """The rest of the sentence, and the one before and after; within 400 characters, whole words."""
    start = TEXT.index("فيها")
    before, after = context.before(TEXT, start), context.after(TEXT, start + len("فيها كلام"))
    assert TEXT[slice(*before)] == "الجملة الثانية هنا. قال فلان إن الثالثة "
    assert TEXT[slice(*after)] == "، وزاد عليه. والرابعة بعدها."


def test_context_of_a_whole_text() -> None:
    """Nothing stands round it."""
    assert (context.before("نص", 0), context.after("نص", 2)) == ((0, 0), (2, 2))


def test_context_of_a_text_without_sentences() -> None:
    """It is cut between words."""
    text = "كلمة " * 400
    before, after = context.before(text, 1000), context.after(text, 1004)
    assert set(text[slice(*before)].split()) == set(text[slice(*after)].split()) == {"كلمة"}
    assert max(before[1] - before[0], after[1] - after[0]) <= context.LONGEST
