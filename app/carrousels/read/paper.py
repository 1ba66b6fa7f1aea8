# SPDX-License-Identifier: EUPL-1.2
"""How views keep whole values in one column: written as JSON, read back as they were."""

import json
from collections.abc import Hashable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar, cast

from cattrs.preconf.json import make_converter

T = TypeVar("T")

_converter = make_converter()
_converter.register_unstructure_hook(datetime, lambda at: at.astimezone(UTC).isoformat())
_converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))


def written(value: Any) -> str:
    """Write a value as JSON, the same text for the same value."""
    return json.dumps(_converter.unstructure(value), sort_keys=True, separators=(",", ":"))


def read_back(text: str, kind: type[T]) -> T:
    """Read a value of this type back; the values are immutable, so that the same text gives the same one."""
    value: T = _read(text, cast(Hashable, kind))
    return value


@lru_cache(maxsize=4096)
def _read(text: str, kind: Any) -> Any:
    return _converter.structure(json.loads(text), kind)
