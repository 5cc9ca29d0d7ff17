"""What a query was understood as: an echo that can be typed again."""

import pytest
from fihris.search.parsing import parse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .typed_queries import TYPED


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("الأمريكيّة  كـل", "الأمريكيّة كـل"),
        ("«وقت مضى» و بايدن", '"وقت مضى" AND بايدن'),
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
        # signs
        ("+النفط الغاز -«وقت مضى»", '+النفط الغاز NOT "وقت مضى"'),
        ("+(a b) -(c d)", "+(a b) NOT (c d)"),
        ("a +(5)", "a +(5)"),
        ("+F-16 -F-16", '+"F 16" NOT "F 16"'),
        # words that look like something else
        ("و النفط", "\\و النفط"),
        ("and النفط", "and النفط"),
        ("صاروخ٭ صار؟خ", "صاروخ* صار?خ"),
        # names
        ("عنوان:النفط مصدر:«نشرة أ»", 'title:النفط AND source:"نشرة أ"'),
        ("عنوان:(النفط أو الغاز)", "title:النفط OR title:الغاز"),
        ("أسعار النفط مصدر:رويترز كاتب:=ليلى", '(أسعار النفط) AND source:رويترز AND author:="ليلى"'),
        ("مصدر:رويترز مصدر:ناس النفط", "النفط AND (source:رويترز OR source:ناس)"),
        ('تصنيف:=""', 'category:=""'),
        # days
        ("تاريخ:2021-07-15", "date:[2021-07-15]"),
        ("تاريخ:تموز 2021 النفط", "النفط AND date:[2021-07-01..2021-07-31]"),
        ("[15 يوليو 2021 إلى 28 تموز 2021]", "date:[2021-07-15..2021-07-28]"),
        ("تاريخ:[منذ تموز 2021] -تاريخ:..2020", "NOT date:[..2020-12-31] AND date:[2021-07-01..]"),
        ('تاريخ:=""', 'date:=""'),
    ],
)
def test_described(text: str, described: str) -> None:
    """A query is shown with its words as they were typed and its syntax in one spelling."""
    assert parse(text).understood_as == described


@settings(max_examples=500)
@given(TYPED | st.text())
@example("NOT (NOT a)")
@example("() NOT ()")
@example("a-b و-c")
@example("قلم كتا؟-")
@example("F-16 A-10 +x")
@example("و +نفط نفط نفط نفط")
@example('+أ ب ت ث ج ""')
@example("نفط و كاتب: ( نفط نفط )")
@example("+(نفط2021-07نفط)root:*خ")
@example("كاتب:(a (b -c) +(d e))")
@example("نفط +( ~2 )")
@example("F-16و\u064e")
@example("-تاريخ:2021-07-15 إلى 2022")
@example("-تاريخ:[2021..] 2022")
@example('مصدر:"" كاتب:=F-16 source:=«»')
@example('"a b"~~3 "a"~2 كتاب~ title:كتاب~2')
@example("سعر كتاب~؟")
@example("و كتاب~ و سعر")
@example("title:root:كتب عنوان:=كتب =(أ ب)")
@example("(+a b) (c -d) +(e) +(f g) +-h")
@example("(" * 20 + "a مصدر:b" + ")" * 20)
@example("-a " * 160)
@example("a b مصدر:c " * 99)
@example("(a NOT " * 19 + "b مصدر:c" + ")" * 19)
def test_a_description_means_what_it_describes(text: str) -> None:
    """Whoever types what a query was understood as gets the very tree, and no complaint but for what it says again."""
    found = parse(text)
    again = parse(found.understood_as)
    assert again.tree == found.tree
    assert again.understood_as == found.understood_as
    assert set(again.warning.split("; ")) <= {"", *found.warning.split("; "), "the query has no words"}
