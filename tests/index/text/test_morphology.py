"""Words to lemmas: pairs that belong together or do not, what a reading says, and what holds for any string."""

from pathlib import Path

import pytest
from fihris.index.text import morphology, words
from fihris.index.text.folding import fold
from fihris.index.text.lexicon.frozen import default_lexicon
from fihris.index.text.morphology import analyse, canonical, keys
from hypothesis import given
from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(exclude_categories=()))
SHARED_PAIRS = Path(__file__).parents[3].parent / "shared" / "data" / "morphology" / "pairs.tsv"


def lemmas(text: str) -> set[str]:
    """Return every lemma of the words of a text."""
    return {lemma for found in keys([canonical(key) for key in words.keys(text)]) for lemma in found.lemmas}


SAME = {
    "article": "المدرسة مدرسة;القاضي قاضي;الاقتصاد اقتصاد",
    "conjunction": "وسافر سافر;ووزير وزير;فقرر قرر;وأوضح أوضح",
    "preposition": "بسرعة سرعة;لمدرسة مدرسة;كطالب طالب;لبيروت بيروت;ببرلين برلين;لليمن اليمن",
    "joints": "والمدرسة مدرسة;بالمطار مطار;للمستشفى مستشفى;وبالتعاون تعاون;وللوزارة وزارة;فالمشكلة مشكلة",
    "future": "سيعلن أعلن;وستواصل واصل;فسيكون كان",
    "pronoun": "مدرستهم مدرسة;رأيه رأي;أصدقاؤها صديق;كتابي كتاب;يساعدهم ساعد;اتهمته اتهم;بيوتنا بيت;مستواه مستوى",
    "feminine": "سريعة سريع;مصرية مصري;كبرى أكبر;حمراء أحمر",
    "dual": "مدرستين مدرسة;وزيران وزير;لقاءين لقاء;دولتا دولة",
    "sound plural": "معلمون معلم;مهندسين مهندس;قرارات قرار;جامعات جامعة;مستشفيات مستشفى;سيناريوهات سيناريو;صلوات صلاة",
    "construct": "معلمو معلم;ممثلي ممثل",
    "broken plural": "أقلام قلم;مدارس مدرسة;علماء عالم;أنهار نهر;شوارع شارع;مفاتيح مفتاح;أسئلة سؤال;أطفال طفل",
    "irregular plural": "نساء امرأة;إخوة أخ;مياه ماء",
    "accusative": "قرارا قرار;كبيرا كبير",
    "indefinite": "قاض قاضي;محام محامي",
    "past": "سافرت سافر;قالوا قال;رمت رمى;وجدنا وجد",
    "imperfect": "يسافرون سافر;تقول قال;نبيع باع;يدعو دعا;يستخدمن استخدم",
    "moods": "يسافروا سافر;يكن كان",
    "passive": "قيل قال;يقال قال",
    "numerals": "عشرين عشرون;ثلاث ثلاثة;المليون مليون;مئات مئة",
    "function words": "هذه هذا;التي الذي;منه من;عليهم على",
    "typing": "حكومه حكومة;مدرسه مدرسة;المسؤولون مسئول",
    "spelling": "واشنطون واشنطن;ترمب ترامب;الأميركيون أمريكي;جوجل غوغل;تموز يوليو",
}

APART = {
    "و": "وردة ردة;وفد فد;وعد عد;وصول صول;وادي ادي",
    "ب": "بريد ريد;بحر حر;برج رج;بنك نك;بيان يان",
    "ل": "لغة غة;لسان سان;لاعب عب;ليل يل",
    "ك": "كلام لام;كبير بير;كرة رة;كنيسة نيسة",
    "ف": "فرع رع;فتح تح;فندق ندق",
    "س": "سلام لام;سياسة ياسة;سوق وق",
    "ال": "ألمانيا مانيا;التزام تزام;التهاب تهاب;الذي ذي;ألعاب عاب",
    "endings": "إيران إيري;سكان سك;قانون قان;ميزان ميز;مليون ملي;بنات بن;وقت وق;كرسي كرس",
    "names": "باريس ريس;بوتين بوت;كيربي كير;واشنطن شنطن;ياسين ياس",
    "senses": "مكتبة كاتب;معلم علم;سفير سفر;مدير دائرة;عمل عميل;رجل رحل",
    "feminine of another word": "كلية كل;بلدية بلد;دورية دور;كنبة كنب",
}


def _rows(table: dict[str, str]) -> list[object]:
    return [
        pytest.param(*pair.split(maxsplit=1), id=f"{rule}: {pair}")
        for rule, pairs in table.items()
        for pair in pairs.split(";")
    ]


@pytest.mark.parametrize(("form", "lemma"), _rows(SAME))
def test_forms_of_one_word_share_a_lemma(form: str, lemma: str) -> None:
    """A form and its lemma are found by one another."""
    assert lemmas(form) & lemmas(lemma)


@pytest.mark.parametrize(("form", "other"), _rows(APART))
def test_a_radical_is_no_affix(form: str, other: str) -> None:
    """Words that only look like one another with an affix share nothing."""
    assert not lemmas(form) & lemmas(other)


@pytest.mark.skipif(not SHARED_PAIRS.exists(), reason="the list of pairs is not here")
def test_the_listed_pairs_are_as_wanted() -> None:
    """Pairs of the M and O classes share a lemma, pairs of the N classes do not."""
    wrong = []
    for line in SHARED_PAIRS.read_text("utf-8").splitlines()[1:]:
        kind, left, right, *_ = line.split("\t")
        if kind[0] in "MON" and bool(lemmas(left) & lemmas(right)) != (kind[0] in "MO"):
            wrong.append((kind, left, right))
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "proclitics", "base", "enclitics", "inflection", "lemma", "root", "part"),
    [
        ("بالولايات", ("ب", "ال"), "ولايات", (), "plural", "ولاية", "ولي", "noun"),
        ("حكومته", (), "حكومت", ("ه",), "", "حكومة", "حكم", "noun"),
        ("رؤساء", (), "رءساء", (), "broken plural", "رءيس", "راس", "noun"),
        ("والأميركيين", ("و", "ال"), "امريكيين", (), "plural", "امريكي", "", "adjective"),
        ("سيعلنون", ("س",), "يعلنون", (), "imperfect", "اعلن", "علن", "verb"),
        ("تقوده", (), "تقود", ("ه",), "imperfect", "قاد", "قود", "verb"),
        ("وواشنطن", ("و",), "واشنطن", (), "", "واشنطن", "", "name"),
        ("التي", (), "التي", (), "", "الذي", "", "function"),
        ("2500", (), "2500", (), "", "2500", "", "number"),
        ("NATO", (), "nato", (), "", "nato", "", "other"),
    ],
)
def test_the_best_reading_says_why(
    word: str,
    proclitics: tuple[str, ...],
    base: str,
    enclitics: tuple[str, ...],
    inflection: str,
    lemma: str,
    root: str,
    part: str,
) -> None:
    """A reading names what was taken off, the form, the lemma, its root and its part of speech."""
    best = analyse(word)[0]
    assert best[:6] == (proclitics, base, enclitics, inflection, lemma, root)
    assert (best.root_guessed, best.part_of_speech) == (False, part)


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        pytest.param("كتب", ("كتاب", "كتب"), id="books-or-wrote"),
        pytest.param("باسم", ("اسم", "باسم"), id="in-the-name-or-smiling"),
        pytest.param("برد", ("برد", "رد"), id="cold-or-by-an-answer"),
        pytest.param("للجنة", ("لجنة",), id="committee-not-paradise"),
        pytest.param("2021.07.25", ("2021.07.25", "2021", "07", "25"), id="a-date-and-its-parts"),
        pytest.param("ل", (), id="a-proclitic-alone"),
        pytest.param("", (), id="nothing"),
        pytest.param("g20", ("g20",), id="another-script"),
    ],
)
def test_lemmas_within_the_margin_are_kept_together(form: str, wanted: tuple[str, ...]) -> None:
    """The likeliest comes first."""
    assert keys([form])[0].lemmas == wanted


@pytest.mark.parametrize(
    ("word", "attested", "lemma"),
    [
        pytest.param("والزبلوطيون", (), "زبلوطي", id="article-and-nisba-go"),
        pytest.param("للزبلوطية", (), "زبلوطي", id="joined-article"),
        pytest.param("وزبلوط", (), "وزبلوط", id="a-letter-stays"),
        pytest.param("وزبلوط", ("زبلوط",), "زبلوط", id="a-letter-goes-where-the-rest-is-attested"),
        pytest.param("زبلوطات", (), "زبلوطات", id="other-endings-stay"),
    ],
)
def test_an_unknown_word_loses_little(word: str, attested: tuple[str, ...], lemma: str) -> None:
    """Article and nisba ending; one letter only where the archive has the rest bare."""
    assert keys([fold(word)], attested=attested)[0].lemmas == (lemma,)
    best = analyse(word, attested=attested)[0]
    assert (best.lemma, best.known) == (lemma, False)


def test_a_root_that_is_guessed_is_not_among_the_keys() -> None:
    """Every root of the keys is one that a reading is sure of."""
    for form in ("استثمار", "مكتبة", "مستوفي", "باسم", "كتب"):
        sure = {one.root for one in analyse(form) if not one.root_guessed}
        assert set(keys([form])[0].roots) <= sure


def test_both_ways_give_the_same() -> None:
    """The fast way and the explaining way agree on the best lemma of every form of a text."""
    text = " ".join(f"{left} {right}" for pairs in SAME.values() for left, right in [pairs.split(";")[0].split()])
    forms = [canonical(key) for key in words.keys(text) + [f"وال{key}هم" for key in words.keys(text)]]
    for form, found in zip(forms, keys(forms), strict=True):
        assert found.lemmas[:1] == tuple(one.lemma for one in analyse(form)[:1])


@given(ANY_TEXT)
def test_any_string_is_safe(text: str) -> None:
    """Any string at all has analyses, and any folded form has keys; both are the same every time."""
    form = canonical(fold(text))
    assert analyse(text) == analyse(text)
    assert keys([form, text]) == keys([form, text])
    assert bool(analyse(text)) == bool(form)


@pytest.mark.parametrize(
    "text", ["و" * 10_000, "ال" * 5_000, "ه" * 10_000, "\u0650" * 50, "\n", "ا\nب", "𐤀" * 9, "\ud800"]
)
def test_hostile_strings_are_safe(text: str) -> None:
    """Long runs of clitics, lone marks, line ends, letters without a code and lone surrogates do no harm."""
    analyse(text)
    assert len(keys([text, "كتاب"])) == 2


def test_the_default_lexicon_is_opened_once() -> None:
    """A process opens the lexicon once and keeps one lookup of it."""
    assert default_lexicon() is default_lexicon()
    assert morphology.lookup_in(default_lexicon()) is morphology.lookup_in(default_lexicon())
