"""Words that say how a sentence is built and not what it is about; the lists are `lexicon/stopwords.toml`.

They stay in the index, since phrases need them; they weigh less.
"""

import tomllib
from functools import cache
from typing import Any

from .folding import fold
from .lexicon.frozen import DEFAULT_PATH


def is_function_word(form: str) -> bool:
    """Tell whether a folded word asks, joins or points and says nothing of what a text is about."""
    return form in word_list("question") or form in word_list("function")


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of stopwords.toml ("question", "function") as folded words."""
    return frozenset(map(fold, _stopwords()[name]["words"]))


@cache
def _stopwords() -> dict[str, Any]:
    return tomllib.loads(DEFAULT_PATH.with_name("stopwords.toml").read_text(encoding="utf-8"))
