"""`fihris check`: drafts from files and standard input, its exit codes, and the page that it writes."""

from pathlib import Path

import pytest

from .conftest import OnTerminal, Run  # type: ignore[import-not-found]

SOUND = "قال خبير: «النفط أغلى من الذهب». وسجل المهاجم هدفين في 2500 ثانية من اللعب."
ALTERED = "وسجل المهاجم هدفين في 2,600 ثانية من اللعب."
MISSING = "قالت الحكومة: «لن نخفض الضرائب على المصانع الجديدة هذا العام»."
