# SPDX-License-Identifier: EUPL-1.2
"""Makes any text safe to stand in an iCalendar file, and folds the file's lines as RFC 5545 wants them."""

import re

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,199}")
_URL = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")

FOLD_OCTETS = 75


def plain(text: str) -> str:
    """Bring every kind of line end back to one newline and drop what no calendar may hold.

    Line ends are all that any reader splits lines on: CR, LF, VT, FF, FS, GS, RS, NEL, U+2028, U+2029.
    Other control characters go, half surrogate pairs become U+FFFD; a tab stays.

    Source: RFC 5545 §3.1 (CONTROL) and §3.3.11 (TEXT).
    """
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))


def escaped(text: str) -> str:
    r"""Write a text as an RFC 5545 TEXT value: ``\``, ``;``, ``,`` and newline escaped."""
    safe = plain(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return safe.replace("\n", "\\n")


def title(text: str) -> str:
    """Write a calendar's name in one line without semicolon, comma and backslash.

    Readers disagree on unescaping X-WR-CALNAME, so that nothing in it may need an escape.
    """
    return " ".join(re.sub(r"[;,\\\n]", " ", plain(text)).split())


def quoted(text: str) -> str:
    """Write a parameter value between double quotes; RFC 5545 §3.1 allows no quote and no line end inside."""
    return '"' + " ".join(plain(text).replace('"', "'").split()) + '"'


def checked_uid(uid: str) -> str:
    """Let through an id of our own making.

    Raises:
        ValueError: the id holds anything but letters, digits and ``. _ @ -``, or is longer than 200.
    """
    if not _UID.fullmatch(uid):
        raise ValueError(f"not a calendar uid: {uid!r}")
    return uid


def checked_url(url: str) -> str:
    """Let through an http(s) address of printable ASCII (RFC 3986).

    Raises:
        ValueError: another scheme, a space, a quote, a line end or a letter outside ASCII.
    """
    if not _URL.fullmatch(url):
        raise ValueError(f"not a web address for a calendar: {url!r}")
    return url


def checked_address(address: str) -> str:
    """Let through a plain e-mail address for ORGANIZER and ATTENDEE.

    Raises:
        ValueError: the address holds a space, a quote, a line end, a letter outside ASCII or not just one @.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"not a mail address for a calendar: {address!r}")
    return address


def folded(line: str) -> bytes:
    """Fold one content line at 75 octets, never inside a UTF-8 sequence (RFC 5545 §3.1)."""
    raw = line.encode("utf-8")
    pieces: list[bytes] = []
    room = FOLD_OCTETS
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(raw[:cut])
        raw = raw[cut:]
        room = FOLD_OCTETS - 1
    pieces.append(raw)
    return b"\r\n ".join(pieces)


def finished(text: str) -> bytes:
    """Fold every line of a calendar whose lines end in CRLF, and end the last line too."""
    return b"".join(folded(line) + b"\r\n" for line in text.split("\r\n") if line)
