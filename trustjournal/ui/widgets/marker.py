"""The shapes of a chart's marks, for a legend outside the chart."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

_HALF = [(-1, -2), (0, -1), (1, -2), (2, -1), (1, 0), (2, 1)]
_CROSS = [*_HALF, *((-x, -y) for x, y in _HALF)]
_STAR_WAIST = 0.382  # inner radius of matplotlib's "*", as a part of the outer


def marker_path(marker: str, size: float) -> QPainterPath:
    """Return the shape of a matplotlib marker `size` px across, around the origin.

    Knows "o", "s", "D", "P", "X", "*", "^" and "v"; anything else is a circle.
    """
    path = QPainterPath()
    half = size / 2
    points = {
        "s": _turned(4, half * 2**0.5, pi / 4),
        "D": _turned(4, half * 2**0.5, 0),
        "X": [(half * x / 2, half * y / 2) for x, y in _CROSS],
        "*": _star(half),
        "^": [(-half, half), (half, half), (0, -half)],
        "v": [(-half, -half), (half, -half), (0, half)],
    }.get(marker)
    if points is not None:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        path.closeSubpath()
    elif marker == "P":
        third = half / 3
        path.addRect(QRectF(-half, -third, size, 2 * third))
        path.addRect(QRectF(-third, -half, 2 * third, half - third))
        path.addRect(QRectF(-third, third, 2 * third, half - third))
    else:
        path.addEllipse(QPointF(0, 0), half, half)
    return path


def _turned(corners: int, radius: float, by: float) -> list[tuple[float, float]]:
    turns = [by + 2 * pi * n / corners for n in range(corners)]
    return [(radius * sin(turn), -radius * cos(turn)) for turn in turns]


def _star(radius: float) -> list[tuple[float, float]]:
    radii = (radius, radius * _STAR_WAIST)
    return [(radii[n % 2] * sin(n * pi / 5), -radii[n % 2] * cos(n * pi / 5)) for n in range(10)]
