"""The article: what every reader yields and every archive keeps."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read; its text is never altered afterwards.

    `id` is unique in an archive: adding an article of a known id replaces the one there. Every offset that
    fihris reports counts characters of `text`.
    """

    id: str
    text: str
    """The body, without title and page furniture."""
    title: str = ""
    date: dt.date | None = None
    """The day of publication, where it is known."""
    date_source: str = ""
    """Where `date` came from: "metadata", "dateline", "caption", "file" (its name) or ""."""
    source: str = ""
    """Who printed it: the outlet."""
    url: str = ""
    author: str = ""
    category: str = ""
    path: str = ""
    """The file it was read from."""
    sha256: str = ""
    """SHA-256 of that file as read (of the record, where a file holds many), in hexadecimal."""
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What else the record held, as text; kept and shown."""
