"""`fihris quote`: exit codes, standard input, what is shown and what a hostile text does."""

import json

import pytest
from fihris import Archive, Article

from ..conftest import InSegments, OnTerminal, Run

CODES = (
    ("النفط أغلى من الذهب", 0),
    ("النفط اغلى من الذهب", 0),
    ("وصل رئيس الحكومة أمس إلى باريس في زيارة رسمية", 3),
    ("وصل رئيس الحكومة إلى واشنطن في زيارة رسمية ثم سافر منها مساء إلى مدينة أخرى بعيدة لم يذكرها أحد", 3),
    ("رئيس السوق متشائم", 1),
    ("كلمةبعيدة", 1),
)


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
@pytest.mark.parametrize(("text", "code"), CODES)
def test_exit_codes(run: Run, text: str, code: int, form: str) -> None:
    """0 in these words, 3 in others, 1 not found, in every format."""
    assert run("quote", "--format", form, text).exit_code == code


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(run: Run, arguments: list[str]) -> None:
    """Without a text, or for a dash."""
    done = run("quote", "--format", "json", *arguments, stdin="\n«النفط أغلى\nمن الذهب»\n")
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["quotation"], answer["verdict"]) == (0, "«النفط أغلى\nمن الذهب»", "verbatim")


def test_nothing_is_not_found(run: Run) -> None:
    """An empty text is answered, too."""
    done = run("quote", stdin="")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "not found\n")


def test_a_text_too_long_is_one_line(run: Run) -> None:
    """It is refused before anything is looked for."""
    done = run("quote", stdin="كلمة " * 20_000)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == ("fihris: the quotation has 20,000 words; quote takes up to 1,000: give a part of it\n")


SHOWN = """\
1. أسعار النفط ترتفع في الأسواق
   2021-07-15  altered, 91% alike  oil
   نشرة الاقتصاد
   ارتفعت أسعار النفط يوم الخميس، وصعد سعر البرميل دولاراً واحداً.  وتستهلك الولايات المتحدة خُمس الإنتاج. وقال خبير: «النفط أغلى من الذهب».
   not printed «الاوروبية»
   spelled «واحدا»  printed «واحداً»
   spelled «خمس»  printed «خُمس»
   spelled «الانتاج»  printed «الإنتاج»

"""  # noqa: E501


def test_what_is_shown(run: Run) -> None:
    """The place with what stands round it, who said it, and each change; the count beside it."""
    done = run("quote", "وصعد سعر البرميل دولاراً واحدا وتستهلك الولايات الاوروبية المتحدة خمس الانتاج")
    assert (done.stdout, done.stderr) == (SHOWN, "altered in 1 article\n")


def test_nearest_is_said_beside_the_answer(run: Run) -> None:
    """Nothing on standard output: nothing was found."""
    done = run("quote", "رئيس السوق متشائم")
    assert done.stdout == ""
    assert done.stderr.splitlines()[:2] == ["not found", "nearest to it, in other words"]
    assert "  quoted «متشائم»  printed «متفائل»" in done.stderr.splitlines()


def test_much_spelling_is_counted(run: Run) -> None:
    """The first five words, and how many more."""
    done = run("quote", "اَلحكومة تُراقب أَسعار اَلذهب وَالفضة وَلا تَتدخل")
    assert done.stdout.count("spelled") == 5
    assert "and 2 more words in another spelling" in done.stdout


def test_the_words_are_coloured(on_terminal: OnTerminal, archive: Archive) -> None:
    """What is printed as it was quoted, and what is printed instead."""
    text = "وصل رئيس الحكومة إلى باريس في زيارة رسمية"
    shown = on_terminal("quote", "-a", archive.path, "--bidi", "off", text).text
    assert "\x1b[1;31mوصل رئيس الحكومة إلى" in shown
    assert "\x1b[1;4;35mواشنطن" in shown


def test_hostile_texts_are_shown_harmless(run: Run, in_segments: InSegments) -> None:
    """Nothing of an article or a quotation drives a terminal."""
    text = "قال \x1b[31mالوزير\x1b[0m إن \u202eالحرب\u202c انتهت \x07منذ زمن بعيد جدا ولن تعود أبدا"
    made = in_segments([[Article(id="\x1b]0;x\x07", title="\x1b[2J", text=text)]])
    for quoted in (text, text.replace("زمن", "\x1b[5mوقت")):
        for form in ("text", "json", "jsonl"):
            done = run("quote", "-a", made.path, "--format", form, quoted)
            assert done.exit_code in (0, 3)
            assert not set(done.output) & set("\x1b\x07\u202e\u202c")
