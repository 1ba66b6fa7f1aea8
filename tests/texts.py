# SPDX-License-Identifier: EUPL-1.2
"""The texts of every language as the program reads them, so that pytest also works where make was not run."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[1] / "app" / "translations"


def compile_texts() -> None:
    """Compile each catalogue that is newer than its compiled form."""
    for source in FOLDER.glob("*/LC_MESSAGES/messages.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            with source.open("rb") as read, (half := source.with_suffix(".half")).open("wb") as written:
                write_mo(written, read_po(read, locale=source.parts[-3]))
            half.replace(compiled)
