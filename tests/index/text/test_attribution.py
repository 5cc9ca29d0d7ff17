"""Who is said to have said something, by the words around it."""

import pytest
from fihris.index.text.attribution import NOBODY, Attribution, attribution_of
from hypothesis import given
from hypothesis import strategies as st

Q = "لن نعود إلى الوراء مهما طال الطريق"

ROWS = [
    # before it
    (f"وقال الوزير سامي حداد: «{Q}».", "الوزير سامي حداد", "وقال", False),
    (f"وقال الوزير: «أيها الناس. {Q}. هذا وعد». ثم خرج", "الوزير", "وقال", False),
    (f"وقال الوزير إن بلاده «صابرة. {Q}».", "الوزير", "وقال", False),
    (f'أكدت رئيسة البلدية أن "{Q}" وأن الغد قريب', "رئيسة البلدية", "أكدت", False),
    (f"تساءل الكاتب: «{Q}؟»", "الكاتب", "تساءل", False),
    (f"وحذر المدير من أن «{Q}»", "المدير", "وحذر", False),
    # after it
    (f"«{Q}»، قال الوزير سامي حداد.", "الوزير سامي حداد", "قال", False),
    (f"«{Q}.» قال الوزير وهو يخرج", "الوزير", "قال", False),
    (f'"{Q}"، بحسب وزارة النقل.', "وزارة النقل", "بحسب", False),
    (f"«{Q}»، كما قال سامي حداد أمس", "سامي حداد", "قال", False),
    (f"«{Q}». وقال الوزير إن الطريق طويل", "", "", False),
    (f"«{Q}»، وأضاف الوزير أن الغد قريب", "", "", False),
    (f"«{Q}»، أكد الوزير أن الغد قريب", "", "", False),
    (f"قال الوزير: «{Q}»، بحسب قوله", "الوزير", "قال", False),
    (f"«{Q}»، لأنه يرى نفسه كبيرا", "", "", False),
    (f"«{Q}»، وفق نص البيان", "", "", False),
    (f"قال الوزير إنه كتب رسالة بعنوان «{Q}»", "", "", False),
    # carried over
    (f"قال الوزير إن الغد قريب. وأضاف: «{Q}»", "الوزير", "وأضاف", True),
    (f"قال الوزير إن الغد قريب، مضيفا أن «{Q}»", "الوزير", "مضيفا", True),
    (f"وأضاف: «{Q}»", "", "وأضاف", False),
    # headlines
    (f"الكاظمي: {Q}\nخبر", "الكاظمي", "", True),
    (f"خبر\nالكاظمي: {Q}", "", "", False),
    (f"في بغداد: {Q}", "", "", False),
    # nobody
    (f"قرأ في الكتاب «{Q}» ثم نام", "", "", False),
    (Q, "", "", False),
]


@pytest.mark.parametrize(("text", "speaker", "verb", "doubtful"), ROWS)
def test_who_says_it(text: str, speaker: str, verb: str, doubtful: bool) -> None:
    """The speaker as the text names him, the verb, and whether that is doubtful."""
    start = text.index(Q)
    said = attribution_of(text, start, start + len(Q))
    assert (said.speaker, said.verb, said.doubtful) == (speaker, verb, doubtful)
    assert text[said.start : said.end] == speaker


def test_nobody() -> None:
    """Where nothing is known nothing is said."""
    assert attribution_of("", 0, 0) == NOBODY == Attribution("", "", 0, 0, False)


def test_a_long_text_is_read_near_the_quotation() -> None:
    """Whoever spoke long before is not asked, and a speaker near by is found where he stands."""
    before = "قال سامي إن الغد قريب. " + "كلام كثير " * 2000
    text = f"{before}وقال الوزير: «{Q}»"
    said = attribution_of(text, text.index(Q), len(text) - 1)
    assert (said.speaker, said.start) == ("الوزير", len(before) + len("وقال "))


PIECES = [*'«»":،.\n ؟', " ", "قال", "وأضاف", "مؤكدا", "قوله", "عن", "بحسب", "إن", "الوزير", "سامي", "كما"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join)), st.data())
def test_any_place_of_any_text(text: str, data: st.DataObject) -> None:
    """Whatever stands around it, the answer is a place in the text, and doubtful only if somebody is named."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    said = attribution_of(text, start, end)
    assert text[said.start : said.end] == said.speaker
    assert said.speaker or not said.doubtful
