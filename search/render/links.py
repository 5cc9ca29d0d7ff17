"""Where an article can be opened: addresses that a terminal may be given as a hyperlink.

An address is percent-encoded whole, so that no character of an article can end the escape sequence that holds it.
"""

from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from ...index.article import Article

_LONGEST: Final = 2000
"""Characters of an address; VTE and iTerm2 take no more than 2083."""
_KEPT: Final = ":/?#[]@!$&'()*+,;=%~"
"""What has a meaning in an address (RFC 3986), and what is encoded already."""


def page(article: Article) -> str:
    """Return the address of the article's page, empty if its `url` is none of http or https."""
    try:
        parts = urlsplit(article.url)
    except ValueError:  # [ without ]
        return ""
    address = quote(article.url, safe=_KEPT, errors="replace")
    return address if parts.scheme in ("http", "https") and parts.netloc and len(address) <= _LONGEST else ""


def file(article: Article) -> str:
    """Return the address of the file that the article was read from, on this machine; empty if it has none."""
    path = Path(article.path)
    if not path.is_absolute():
        return ""
    try:
        address = path.as_uri().replace("file://", f"file://{quote(_machine())}", 1)
    except ValueError:  # a NUL, or a character that the system's names cannot hold
        return ""
    return address if len(address) <= _LONGEST else ""


@cache
def _machine() -> str:
    from socket import gethostname

    return gethostname()
