"""Lines of the page are told from lines of the article."""

from pathlib import Path

import pytest
from fihris.index.text.furniture import is_furniture, rows

PARAGRAPH = "قالت الوزارة في بيان لها إن الأعمال بدأت في المحافظات كلها، وإنها تنتهي قبل حلول فصل الشتاء المقبل."


@pytest.mark.parametrize(
    "line",
    [
        "وضع القراءة", "100% حجم الخط", "+ الخط -", "نشر في: آخر تحديث:", "Shadow Shadow", "كـل الأخبار",
        "Sliderالعرب والعالم", "مقالات ذات صلة", "اترك تعليقاً", "زر الذهاب إلى الأعلى", "المساهمون",
        "App store icon Play store icon Play store icon", "انضم إلى المحادثة", "الأكثر قراءة مواضيع شائعة",
        "اقرأ أيضاً: افتتاح الجسر الجديد", "تابعنا على فيسبوك", "* * *", "",
    ],
)  # fmt: skip
def test_page_furniture_is_told_from_the_article(line: str) -> None:
    """Spelling, marks, tatweel and punctuation do not matter."""
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "شاركت القوات في العملية",
        "طباعة الكتب المدرسية تتأخر",
        "افتتاح الجسر",
        "الخط الأحمر",
        "اقرأ أيضا " + PARAGRAPH,
    ],
)
def test_lines_of_the_article_are_not_furniture(line: str) -> None:
    """A pattern matches whole words of a short line only."""
    assert not is_furniture(line)


def test_every_row_of_the_furniture_matches_itself() -> None:
    """No row is written so that it can never match, and none is said twice."""
    folder = Path(__file__).parents[3] / "index" / "text"
    patterns = rows((folder / "furniture.txt").read_text("utf-8"))
    assert len(patterns) >= 60
    assert [row for row in patterns if not is_furniture(row.replace("*", " "))] == []
    assert len(patterns) == len(set(patterns))
