"""Paragraphs to the lines of a screen: width, side, styles and what each kind of terminal is sent."""

import re
import unicodedata
from itertools import chain

import pytest
from fihris.search.render.line import Direction, Line, direction_of, isolated, labelled, query_text
from fihris.search.render.screen import Screen, coloured, ordered, rows
from fihris.search.render.terminals import ORDERS, Order
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

CONSOLE = Console(highlight=False, markup=False, emoji=False)
ESCAPES = re.compile("\x1b\\[[0-9;]*m|\x1b]8;[^\x1b]*\x1b\\\\")


def screen(order: Order = "visual", width: int = 30, columns: int = 0, **other: bool) -> Screen:
    return Screen(order, width, columns or width, **{"colour": True, **other})


def drawn(line: Line, screen: Screen) -> list[str]:
    return list(rows(line, screen, CONSOLE))


def unnamed(text: str) -> str:
    """Return a text with the characters that say a direction made visible."""
    names = {"\u200e": "<L>", "\u200f": "<R>", "\u2066": "<LRI>", "\u2067": "<RLI>", "\u2069": "<PDI>"}
    return "".join(names.get(one, one) for one in text)


LINE = Line(Text("قال F-16 ثم (2,500)."), 3, "1. ")
"""A numbered line, 20 columns and its number."""


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("off", "1. قال F-16 ثم (2,500)."),
        ("terminal", "       <RLI>1. قال F-16 ثم (2,500).<PDI>"),
        ("lines", "          1. قال F-16 ثم (2,500)."),
        ("visual", "       .(2,500) ﻢﺛ F-16 ﻝﺎﻗ .1"),
        ("words", "       .(2,500) ثم F-16 قال .1"),
    ],
)
def test_one_line_in_each_order(order: Order, expected: str) -> None:
    """What a screen of 30 columns is sent; the one that counts from the right has 40."""
    columns = 40 if order == "lines" else 30
    assert list(map(unnamed, drawn(LINE, screen(order, columns=columns)))) == [expected]


@pytest.mark.parametrize(
    ("line", "order", "expected"),
    [
        (Line(Text(isolated("خبر.txt") + "  a"), direction="ltr"), "terminal", "<RLI>خبر.txt<PDI>  a"),
        (Line(Text(isolated("خبر.txt") + "  a"), direction="ltr"), "lines", "<L><L>خبر.txt<L>  a"),
        (Line(Text(isolated("خبر.txt") + "  a"), direction="ltr"), "visual", "txt.ﺮﺒﺧ  a"),
        (Line(Text(isolated("خبر.txt") + "  a"), direction="ltr"), "off", "خبر.txt  a"),
        (Line(Text("CNN قالت إن")), "lines", "<R>CNN قالت إن"),
        (Line(Text("قالت CNN")), "lines", "قالت CNN"),
        (Line(Text("a b"), 2), "lines", "  a b"),
        (Line(Text("a b"), 2), "terminal", "  a b"),
        (Line(Text("score 1"), 4, direction="rtl"), "visual", " " * 19 + "score 1"),
        (Line(Text("value"), 8, "name"), "visual", "name    value"),
        (Line(Text("قال"), 3, mark=" · "), "visual", " " * 24 + "ﻝﺎﻗ · "),
        (Line(), "visual", ""),
        (Line(Text("  ")), "terminal", ""),
    ],
)
def test_lines_of_either_direction(line: Line, order: Order, expected: str) -> None:
    """Isolates are kept, become marks, or do their work and go; a line stands at the side where it begins."""
    assert list(map(unnamed, drawn(line, screen(order)))) == [expected]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("off", "خبر 1.txt"),
        ("terminal", "<RLI>خبر <LRI>1<PDI>.<LRI>txt<PDI><PDI>"),
        ("lines", "خبر <R>1<R>.<R>txt<R>"),
        ("visual", "txt.1 ﺮﺒﺧ"),
        ("words", "txt.1 خبر"),
    ],
)
def test_a_name_in_the_middle_of_what_others_draw(order: Order, expected: str) -> None:
    """A progress bar has a file's name in it: it is ordered, and nothing else is done to it."""
    assert unnamed(ordered("خبر 1.txt", screen(order))) == expected


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("القمح AND root:حصد", "ﺪﺼﺣ:root AND ﺢﻤﻘﻟﺍ"),
        ("القمح OR hg", "hg OR ﺢﻤﻘﻟﺍ"),
        ("title:قمح OR oil price", "title:ﺢﻤﻗ OR oil price"),
    ],
)
def test_the_operators_of_a_query_are_read_in_its_direction(query: str, seen: str) -> None:
    """Two Latin words in a row of an Arabic query come from the right, as the rest of it; an English one is left."""
    assert drawn(Line(Text(query_text(query)), direction=direction_of(query)), screen("visual", 30))[0].strip() == seen


@pytest.mark.parametrize("width", [19, 39, 45])
def test_a_label_needs_room_beside_it(width: int) -> None:
    """On a narrow screen a label begins the paragraph, and nothing is wrapped letter by letter."""
    line = labelled("      4  every word of the root  ", isolated("root:رئيس"))
    shown = [ESCAPES.sub("", row) for row in drawn(line, screen("off", width))]
    assert " ".join(shown).split() == ["4", "every", "word", "of", "the", "root", "root:رئيس"]
    assert all(len(row) <= width for row in shown)


def test_wrapping_is_in_the_order_of_reading() -> None:
    """What is read first stands on the first line; later lines keep the indent, on the right."""
    line = Line(Text("واحد اثنان ثلاثة أربعة خمسة"), 3, "1. ")
    expected = ["ﺔﻌﺑﺭﺃ ﺔﺛﺎﻠﺛ ﻥﺎﻨﺛﺍ ﺪﺣﺍﻭ .1", "                  ﺔﺴﻤﺧ"]
    assert drawn(line, screen(width=25)) == expected


def test_an_isolate_that_a_line_cuts() -> None:
    """It is closed at the end of the line and opened again on the next."""
    found = drawn(Line(Text(isolated("aaaa bbbb cccc") + " dddd"), direction="ltr"), screen("terminal", 11))
    assert list(map(unnamed, found)) == ["<LRI>aaaa bbbb<PDI>", "<LRI>cccc<PDI> dddd"]


STYLES = ("", "bold", "bold red", "underline magenta", "dim")
WORDS = st.sampled_from(
    "قال الوزير كَلّم الأميركيون مُحَمَّدٌ F-16 NATO 2,500 (15 2021) «نص» [أ]، لا https://example.org/a/very/long/address "
    "كتابكتابكتابكتابكتابكتابكتابكتاب 日本語 👍 می\u200cروم \u2068a.txt\u2069".split(" ")
)
PARAGRAPHS = st.lists(st.tuples(WORDS, st.sampled_from(STYLES)), max_size=40)


def paragraph(words: list[tuple[str, str]], indent: int = 0, first: str = "") -> Line:
    text = Text(" ").join(Text(word, style) for word, style in words)
    return Line(text, indent, first[:indent])


@given(
    PARAGRAPHS,
    st.sampled_from(ORDERS),
    st.integers(20, 100),
    st.integers(0, 6),
    st.sampled_from(["", "1. ", "104. "]),
)
def test_no_line_is_wider_than_the_screen(
    words: list[tuple[str, str]], order: Order, width: int, indent: int, first: str
) -> None:
    """Whatever a paragraph holds, in whatever order it is sent."""
    for row in drawn(paragraph(words, indent, first), screen(order, width)):
        assert cell_len(ESCAPES.sub("", row)) <= width


def styled(row: str) -> list[tuple[str, str]]:
    """Return the characters of a row with the escape sequence that each stands under."""
    found, style = [], ""
    for piece in re.split("(\x1b\\[[0-9;]*m)", row):
        if piece.startswith("\x1b"):
            style = "" if piece == "\x1b[0m" else piece
        else:
            found += [(character, style) for character in piece]
    return found


@given(PARAGRAPHS, st.integers(20, 100))
def test_every_character_keeps_its_style(words: list[tuple[str, str]], width: int) -> None:
    """All lines together show the letters of the paragraph, in whatever form, each in its own style."""
    given_ = [
        (letter, Style.parse(style).render(letter).removesuffix(f"{letter}\x1b[0m") if style else "")
        for word, style in words
        for letter in word
    ]
    shown = chain.from_iterable(styled(row) for row in drawn(paragraph(words), screen(width=width)))

    def counted(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        kept = [(one, style) for one, style in pairs if one != " " and unicodedata.category(one) != "Cf"]
        letters = [(unicodedata.normalize("NFKC", one), style) for one, style in kept]
        return sorted((one if not unicodedata.mirrored(one) else "bracket", style) for one, style in letters)

    assert counted(list(shown)) == counted(given_)


def test_styles_and_links_as_far_as_the_terminal_has_them() -> None:
    """Without colours bold stays; without links their text; a terminal without escape sequences gets none."""
    text = Text("a", Style.parse("bold red") + Style(link="https://example.org/"))
    line = Line(text, direction="ltr")
    red, end = "\x1b[1;31m", "\x1b[0m"
    link, no_link = "\x1b]8;;https://example.org/\x1b\\", "\x1b]8;;\x1b\\"
    assert drawn(line, screen("off", links=True)) == [f"{link}{red}a{end}{no_link}"]
    assert drawn(line, screen("off")) == [f"{red}a{end}"]
    assert drawn(line, screen("off", colour=False)) == ["\x1b[1ma\x1b[0m"]
    assert drawn(line, screen("off", links=True, styles=False)) == ["a"]


def test_colours_in_a_pipe() -> None:
    """One line in the order of writing, unwrapped, its number, its styles, no isolates and no links."""
    text = Text("قال ").append("F-16", "bold").append(isolated(" x")).append("y" * 200)
    assert coloured(Line(text, 3, "1. ", "bold"), CONSOLE) == (f"\x1b[1m1. \x1b[0mقال \x1b[1mF-16\x1b[0m x{'y' * 200}")


@pytest.mark.parametrize("direction", ["rtl", "ltr", None])
def test_a_line_for_a_script(direction: Direction | None) -> None:
    """In a pipe a paragraph is its text after its number, whichever side it is read from."""
    assert Line(Text(isolated("a") + " ب"), 4, "1. ", "bold", direction=direction).plain == "1.  a ب"
    assert Line(Text("ب"), 3, mark=" · ").plain == "   ب"
