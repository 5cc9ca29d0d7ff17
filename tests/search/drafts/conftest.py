"""A small archive of two outlets that tell of the same, and not the same."""

import datetime as dt

import pytest
from fihris import Archive, Article

ARTICLES = (
    Article(
        id="morning",
        title="الجيش يعلن حصيلة القصف على القرية",
        text="قصفت الطائرات قرية الزيتون ليل الأربعاء، وقتل في القصف 50 مدنيا من أهل القرية.\n\n"
        "وقال المتحدث باسم الجيش سليم الحداد: «لن تنسحب قواتنا من قرية الزيتون قبل أن يعود إليها أهلها آمنين».\n\n"
        "ووقع الوزير اتفاق الهدنة في القاهرة يوم 12 تموز 2021. ويقيم في القرية نحو 2500 نازح.",
        date=dt.date(2021, 7, 15),
        source="نشرة الصباح",
        url="https://example.org/morning",
    ),
    Article(
        id="evening",
        title="ارتفاع حصيلة القصف",
        text="ارتفع عدد القتلى. وقتل في قصف الطائرات على قرية الزيتون 80 مدنيا من أهل القرية، كما قال الدفاع المدني."
        "\n\nولم يوقع الوزير اتفاق الهدنة في القاهرة بعد. وتقيم في القرية ثلاثة آلاف نازح، 30% منهم أطفال.",
        date=dt.date(2021, 7, 16),
        source="نشرة المساء",
    ),
    Article(
        id="harvest",
        title="موسم القطاف",
        text="بدأ موسم قطاف الزيتون في الجنوب، وباع المزارعون 50 طنا من الزيت. وقدر الاتحاد الخسائر بمليون دولار.",
        date=dt.date(2020, 10, 1),
        source="نشرة الصباح",
    ),
)


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive of the articles; no test writes to it."""
    made = Archive.create(tmp_path_factory.mktemp("village") / "archive")
    made.add(ARTICLES)
    return made
