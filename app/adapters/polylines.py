# SPDX-License-Identifier: EUPL-1.2
"""Lines as street engines write them: short text that holds the steps from point to point."""


def points_of(text: str, decimals: int = 6) -> tuple[tuple[float, float], ...]:
    """Read a line of (lat, lon) in degrees from its short text. decimals: places behind the comma that the writer kept.

    Raises ValueError for text that ends inside a number.
    Source: Encoded Polyline Algorithm Format, with six decimals as Valhalla writes it.
    """
    steps = _numbers(text)
    if len(steps) % 2:
        raise ValueError("a line ends after a latitude")
    scale, lat, lon, line = 10**decimals, 0, 0, []
    for north, east in zip(steps[::2], steps[1::2], strict=True):
        lat, lon = lat + north, lon + east
        line.append((lat / scale, lon / scale))
    return tuple(line)


def _numbers(text: str) -> list[int]:
    numbers, value, shift = [], 0, 0
    for letter in text:
        part = ord(letter) - 63
        value |= (part & 0x1F) << shift
        shift += 5
        if not part & 0x20:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    if shift:
        raise ValueError("a line ends inside a number")
    return numbers
