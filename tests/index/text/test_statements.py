"""Who is said to have said what, in one text."""

import tomllib
from pathlib import Path

import fihris
import pytest
from fihris.index.text import saying
from fihris.index.text.statements import statements
from hypothesis import given
from hypothesis import strategies as st

DATA = tomllib.loads((Path(fihris.__file__).parent / "index/text/saying.toml").read_text(encoding="utf-8"))

SAID = [
    # the verb first: أن, a colon, a quotation mark
    ("قال الوزير إن الطريق طويل.", [("الوزير", "قال", "الطريق طويل", False)]),
    ("وقالت الوزيرة: الطريق طويل. ثم خرجت.", [("الوزيرة", "وقالت", "الطريق طويل", False)]),
    ("وشدد سامي الحداد على أن «الطريق طويل. ولن نيأس». ثم", [("سامي الحداد", "وشدد", "الطريق طويل. ولن نيأس", False)]),
    ('و قال سامي "الطريق طويل ولكن لن نيأس أبدا".', [("سامي", "قال", "الطريق طويل ولكن لن نيأس أبدا", False)]),
    # what somebody is called: how far it goes
    ("قال الوزير، سامي حداد، أمس إن الطريق طويل", [("الوزير، سامي حداد", "قال", "الطريق طويل", False)]),
    (
        "قال وزير النقل سامي حداد، اليوم الاثنين، إن الطريق طويل",
        [("وزير النقل سامي حداد", "قال", "الطريق طويل", False)],
    ),
    ("قال القيادي في حزب الغد في تصريح له إن الطريق طويل", [("القيادي في حزب الغد", "قال", "الطريق طويل", False)]),
    ("أكدت عضوة المجلس عن الجنوب أن الطريق طويل", [("عضوة المجلس عن الجنوب", "أكدت", "الطريق طويل", False)]),
    ('قال مدير شركة "نور" إن الطريق طويل', [('مدير شركة "نور"', "قال", "الطريق طويل", False)]),
    ('وبينت "نور" في البلاغ ذاته أن الطريق طويل', [("نور", "وبينت", "الطريق طويل", False)]),
    ("قال سامي (34 عاما) إن الطريق طويل", [("سامي", "قال", "الطريق طويل", False)]),
    ("قال محمد علي الحداد إن الطريق طويل", [("محمد علي الحداد", "قال", "الطريق طويل", False)]),
    ("وشدد الوزير على ضرورة العمل، قائلا إن الطريق طويل", [("الوزير", "قائلا", "الطريق طويل", True)]),
    # to whom it is said
    ('وقال لـ"نور" مدير المصنع: «الطريق طويل»', [("مدير المصنع", "وقال", "الطريق طويل", False)]),
    ("قال للصحفيين سامي حداد إن الطريق طويل", [("سامي حداد", "قال", "الطريق طويل", False)]),
    ("فأجابه الفارس: «الطريق طويل يا سيدي»", [("الفارس", "فأجابه", "الطريق طويل يا سيدي", False)]),
    ("وقال لها: «الطريق طويل يا سيدتي»", []),
    # before the verb
    ("الوزير يؤكد أن الطريق طويل", [("الوزير", "يؤكد", "الطريق طويل", False)]),
    ("وكان الوزير قد أكد أن الطريق طويل", [("الوزير", "أكد", "الطريق طويل", False)]),
    ("نقلت الوكالة عن خفر السواحل قوله إن الطريق طويل", [("خفر السواحل", "قوله", "الطريق طويل", False)]),
    ("وفي هذا الصدد قال: الطريق طويل", []),
    # carried over
    (
        "قال الوزير إن الطريق طويل. وأضاف: «لن نيأس»، مؤكدا أن الغد قريب.",
        [
            ("الوزير", "قال", "الطريق طويل", False),
            ("الوزير", "وأضاف", "لن نيأس", True),
            ("الوزير", "مؤكدا", "الغد قريب", True),
        ],
    ),
    ("قال الوزير إن الطريق طويل. وأضافت أن الغد قريب", [("الوزير", "قال", "الطريق طويل", False)]),
    ("قال الوزير إن الطريق طويل. قال: لن نيأس", [("الوزير", "قال", "الطريق طويل", False)]),
    ("قال الوزير إن الطريق طويل. وقالت له: لن نيأس. وأضاف: نعم", [("الوزير", "قال", "الطريق طويل", False)]),
    ("استقبل الوزير ضيفه، مؤكدا أن الطريق طويل", []),
    (
        "قال الوزير إن الحزب اقترح إجراء الانتخابات. وأوضح أن الغد قريب",
        [("الوزير", "قال", "الحزب اقترح إجراء الانتخابات", False), ("الوزير", "وأوضح", "الغد قريب", True)],
    ),
    (
        "قال الوزير إن الحزب طالب الناس أن يصبروا. وأوضح أن الغد قريب",
        [("الوزير", "قال", "الحزب طالب الناس أن يصبروا", False), ("الوزير", "وأوضح", "الغد قريب", True)],
    ),
    (
        "قال الوزير إن الطريق طويل، فيما أكدت ليلى أن الغد قريب",
        [("الوزير", "قال", "الطريق طويل، فيما أكدت ليلى أن الغد قريب", False), ("ليلى", "أكدت", "الغد قريب", False)],
    ),
    ("وقال مدير النقل لـ«نور» إن الطريق طويل", [("مدير النقل", "وقال", "الطريق طويل", False)]),
    ("وأشادت بدوره وأكدت أن الطريق طويل", []),
    ("وطالب بالتعويض أن يصرف", []),
    ("وعن الطريق قال إن الغد قريب", []),
    # nothing is said, or nobody says it
    ("الخلاف بين الحكومة والمعارضة أن الطريق طويل", []),
    ("قال صلى الله عليه وسلم: الطريق طويل", []),
    ("أكد الوزير أهمية الطريق.", []),
    ("أعلن الوزير استقالته. المهم أن الطريق طويل", []),
    ("قال", []),
    ("", []),
]


def found(text: str) -> list[tuple[str, str, str, bool]]:
    """Return the statements of a text in its own words."""
    return [
        (text[slice(*one.speaker)], text[slice(*one.verb)], text[slice(*one.said)], one.doubtful)
        for one in statements(text)
    ]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_statements(text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    """Who speaks, by which verb, and what is said: all of it, and nothing else."""
    assert found(text) == expected


VERBS = [(did, doing) for rows in DATA["verbs"].values() for did, (_, doing) in rows.items()]


@pytest.mark.parametrize(("did", "doing"), VERBS)
def test_each_verb(did: str, doing: str) -> None:
    """He did say it, and so did she; and then he went on, doing it."""
    did_she = did.rstrip("اى") + "ت"
    before = "و" if did in DATA["verbs"]["after_and"] else ""
    assert found(f"{before}{did} الوزير إن الطريق طويل") == [("الوزير", before + did, "الطريق طويل", False)]
    assert found(f"و{did_she} الوزيرة: الطريق طويل") == [("الوزيرة", f"و{did_she}", "الطريق طويل", False)]
    if doing:
        (_, last) = found(f"قال الوزير إن الطريق طويل، {doing}ا أن الغد قريب")
        assert last == ("الوزير", f"{doing}ا", "الغد قريب", True)


@pytest.mark.parametrize("does", [does for rows in DATA["verbs"].values() for does, _ in rows.values() if does])
def test_each_verb_of_now(does: str) -> None:
    """He says it, and so does she."""
    assert found(f"{does} الوزير إن الطريق طويل") == [("الوزير", does, "الطريق طويل", False)]
    assert found(f"ت{does[1:]} الوزيرة إن الطريق طويل") == [("الوزيرة", f"ت{does[1:]}", "الطريق طويل", False)]


def listed(name: str) -> list[str]:
    """Return the words of a list of the table."""
    words: str = DATA["words"][name]
    return words.split()


@pytest.mark.parametrize("word", listed("that"))
def test_what_is_said_begins_after_each(word: str) -> None:
    """أن and its like end the name and begin what is said."""
    assert found(f"قال الوزير {word} الطريق طويل") == [("الوزير", "قال", "الطريق طويل", False)]


@pytest.mark.parametrize("word", listed("stops"))
def test_a_name_ends_before_each(word: str) -> None:
    """What follows one of these words belongs to no name."""
    assert found(f"قال الوزير سامي {word} كلام: الطريق طويل") == [("الوزير سامي", "قال", "الطريق طويل", False)]


@pytest.mark.parametrize("word", listed("hearer"))
def test_whoever_is_spoken_to_may_stand_first(word: str) -> None:
    """«قال له الوزير»: the name comes after, and is no other."""
    assert found(f"قال {word} الوزير: الطريق طويل") == [("الوزير", "قال", "الطريق طويل", False)]


@pytest.mark.parametrize("word", listed("leaves_open"))
def test_a_verb_may_leave_open_who_speaks(word: str) -> None:
    """«وقال في»: whoever spoke before goes on."""
    text = f"قال الوزير إن الطريق طويل. وقال {word} كلام: الغد قريب"
    assert found(text)[1] == ("الوزير", "وقال", "الغد قريب", True)


@pytest.mark.parametrize("word", listed("declared"))
def test_what_is_declared_is_nobody(word: str) -> None:
    """«وأكد دعمه»: that is not who speaks, and whoever spoke before still does."""
    text = f"قال الوزير إن الطريق طويل. وأكد {word} للعمل. وأكد {word.replace('ة', 'ت')}ه للعمل. وأضاف: الغد قريب"
    assert found(text)[1:] == [("الوزير", "وأضاف", "الغد قريب", True)]


@pytest.mark.parametrize("word", listed("names"))
def test_a_name_may_go_on_with_a_preposition(word: str) -> None:
    """«القيادي في حزب الغد» is one name."""
    assert found(f"قال القيادي في {word} كلام: الطريق طويل")[0][0] == f"القيادي في {word} كلام"


@pytest.mark.parametrize("word", listed("occasions"))
def test_an_occasion_is_no_part_of_a_name(word: str) -> None:
    """«قال الوزير في المؤتمر»: that is where, not who."""
    assert found(f"قال الوزير في {word}: الطريق طويل")[0][0] == "الوزير"


@pytest.mark.parametrize("word", listed("saying_of"))
def test_his_saying(word: str) -> None:
    """«عن سامي قوله»: it was Sami; by his own words it is nobody who is named here."""
    assert found(f"نقلت الوكالة عن سامي {word} إن الطريق طويل")[0][:2] == ("سامي", word)
    assert found(f"الطريق طويل بحسب {word} إن الغد قريب") == []


@pytest.mark.parametrize("word", listed("not"))
def test_what_nobody_said(word: str) -> None:
    """«لم يقل الوزير إن»: he did not."""
    assert found(f"{word} يقل الوزير إن الطريق طويل") == found(f"{word} يقول الوزير إن الطريق طويل") == []


@pytest.mark.parametrize("word", listed("connects"))
def test_another_verb_in_a_sentence(word: str) -> None:
    """«إن الطريق طويل فيما أكدت ليلى»: she says it, and not he."""
    assert found(f"قال الوزير إن الطريق طويل {word} أكدت ليلى أن الغد قريب")[1][:2] == ("ليلى", "أكدت")


@pytest.mark.parametrize("word", listed("titled"))
def test_a_title_is_not_said(word: str) -> None:
    """What stands in quotation marks after «كتاب» is no statement."""
    assert found(f"قال سامي أمس في {word} «عن الطريق الطويل إلى القرية»") == []


@pytest.mark.parametrize("word", listed("own_words"))
def test_by_his_own_words(word: str) -> None:
    """«بحسب قوله» names nobody, and takes nothing from whoever was named."""
    (said,) = found(f"قال الوزير: «الطريق طويل جدا اليوم»، بحسب {word}.")
    assert said[0] == "الوزير"


@pytest.mark.parametrize("word", listed("was"))
def test_what_was_said_before(word: str) -> None:
    """«وكان الوزير قد قال»."""
    assert found(f"و{word} الوزير قد قال إن الطريق طويل")[0][0] == "الوزير"


PIECES = [*'«»":،,.()\n ؟-', " ", " ", "قال", "وأضاف", "مؤكدا", "قوله", "عن", "إن", "أن", "الوزير", "سامي", "في", "علي"]
ROWS = st.lists(st.sampled_from(PIECES), max_size=60)
TEXTS = st.one_of(st.text(), ROWS.map(" ".join), ROWS.map("".join))


@given(TEXTS)
def test_any_text_has_statements_inside_it(text: str) -> None:
    """Whatever a text holds, each part is a place in it that begins and ends with a word, and verbs come in order."""
    held = statements(text)
    for one in held:
        for start, end in (one.speaker, one.verb, one.said):
            assert 0 <= start < end <= len(text)
        assert one.verb[1] <= one.said[0]
    assert [one.verb for one in held] == sorted({one.verb for one in held})


@pytest.mark.parametrize(
    ("signs", "after_letter", "expected"),
    [
        (" ", False, 0),
        ("", False, 0),
        (": ", False, saying.COLON),
        ("، ", False, saying.COMMA),
        (". ", False, saying.POINT | saying.ENDS),
        (". ", True, saying.POINT),
        ("\n", False, saying.ENDS),
        (" «", False, saying.OPENS),
        ("» ", False, saying.CLOSES),
        (' "', False, saying.OPENS),
        ('" ', False, saying.CLOSES),
        ('"', True, saying.OPENS),
        ('"', False, saying.CLOSES),
        ('" "', False, saying.OPENS | saying.CLOSES),
        (' " ', False, saying.OPENS | saying.CLOSES),
        (" (", False, saying.APART),
    ],
)
def test_what_stands_between_two_words(signs: str, after_letter: bool, expected: int) -> None:
    """Signs say whether the sentence ends, what is opened and what is closed."""
    sorts = [saying.SIGN_OF.get(sign, saying.SPACE) for sign in signs]
    assert saying.between(sorts, after_letter) == expected
