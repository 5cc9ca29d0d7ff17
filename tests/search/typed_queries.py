"""Queries as anybody might type them, for tests of properties: the pieces of the language in any order."""

from hypothesis import strategies as st

_PIECES = st.sampled_from(
    ["نفط", "غاز", "F-16", "و", "أو", "ليس", "AND", "OR", "NOT", "(", ")", '"', "«", "»", "title:", "مصدر:", "*", "؟",
     "?", "هل", "2,500", "=", "root:", "~", "~2", "~~3", "كتاب~", "-", "'", "ـ", "\u064e", " ", "  ", ".", "&&", "+نفط",
     "-غاز", "+(", "-(", '-"', "+", "كاتب:", "تصنيف:=", "source:", 'مصدر:=""', "*خ", "خ*", "٭", "تاريخ:", "date:",
     "2021", "2021-07", "..", "إلى", "تموز", "15", "1442", "هـ", "أمس", "[", "]", "[2021..2022]", "تاريخ:2021",
     "\u200f", "\u202e", ":", "من", "قائل:", "speaker:", "قائل:نفط"]
)  # fmt: skip
TYPED = st.lists(_PIECES, max_size=14).map(" ".join) | st.lists(_PIECES, max_size=14).map("".join)

_PLAIN_PIECES = st.sampled_from(
    ["نفط", "كتابٌ", "F-16", "وقال", "أو.", "ليسَ", "and", "2,500", "٣٫٥", "-", "a-b", "'", "ـ", "\u064e", "،", "!", "…",
     "\x1f", "\x85", "&", "|", "_", "#", "."]
)  # fmt: skip
PLAIN_TYPED = st.lists(_PLAIN_PIECES, max_size=12).map(" ".join) | st.lists(_PLAIN_PIECES, max_size=12).map("".join)

LONG = 100_000
"""Characters of the long ones."""
LONGEST = {
    "opening brackets": "(" * LONG,
    "closing brackets": ")" * LONG,
    "pairs of brackets": "()" * (LONG // 2),
    "square brackets": "[" * LONG,
    "turned square brackets": "]" * LONG,
    "ranges": "[2021..2022]" * (LONG // 12),
    "half ranges": "[2021.." * (LONG // 7),
    "quotation marks": '"' * (LONG + 1),
    "guillemets": "«" * LONG,
    "apostrophes": "‘" * LONG,
    "stars": "*" * LONG,
    "words with stars": "ا*" * (LONG // 2),
    "words with question marks": "ا؟" * (LONG // 2),
    "colons": ":" * LONG,
    "fields": "title:" * (LONG // 6),
    "fields of days": "تاريخ:" * (LONG // 6),
    "days": "تاريخ:2021 " * (LONG // 11),
    "words after a field of days": "تاريخ:" + "تموز " * (LONG // 5),
    "names before colons": "ا" * 19 + ":" * LONG,
    "figures with commas": "1" + ",111" * (LONG // 4) + ",11",
    "figures with points": "1" + ".1" * (LONG // 2),
    "figures": "1" * LONG,
    "words joined by dashes": "ا-" * (LONG // 2),
    "excluded words": "-ا " * (LONG // 3),
    "needed words": "+ا " * (LONG // 3),
    "needed groups": "+(ا " * (LONG // 4),
    "exact groups": "=(ا " * (LONG // 4),
    "operators": "ا AND " * (LONG // 6) + "ا",
    "excluding operators": "NOT " * (LONG // 4) + "ا",
    "arabic operators": "ا و " * (LONG // 4) + "ا",
    "misspelt words": "كتاب~" * (LONG // 5),
    "tildes": "~" * LONG,
    "tildes after a word": "ا " + "~" * LONG + "ب",
    "figures after a phrase": '"ا"~' + "9" * LONG,
    "words of a phrase": '"' + "ا " * (LONG // 2) + '"',
    "exclamation marks": "ا " + "!" * LONG + "ب",
    "equal signs": "=" * LONG,
    "marks": "\u064e" * LONG,
    "marks of direction": "\u200f" * LONG + "ا",
    "spaces": " " * LONG,
    "letters": "ا" * LONG,
    "letters and a star": "ا" * LONG + "*",
    "words": "ا " * (LONG // 2),
    "backslashes": "\\" * LONG,
    "surrogates": "\ud800" * LONG,
}
"""What somebody might type to make the parser slow, by name."""
