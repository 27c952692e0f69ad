"""Which part of a large chart is in sight, in the chart's own units."""

from dataclasses import dataclass

_DEEPEST = 128  # times that a chart can be magnified
_TINY = 1e-12
_NEARLY_ALL = 0.999


@dataclass(frozen=True, slots=True)
class View:
    """The limits of what is in sight; right is more than left and top more than bottom."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """How far it reaches across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How far it reaches up."""
        return self.top - self.bottom

    def moved(self, across: float, up: float) -> "View":
        """Return the view `across` and `up` parts of its own size further: 1.0 is all of it."""
        x, y = across * self.width, up * self.height
        return View(self.left + x, self.bottom + y, self.right + x, self.top + y)

    def zoomed(self, times: float, across: float = 0.5, up: float = 0.5) -> "View":
        """Return the view magnified, around a place given in parts of its size."""
        width, height = self.width / times, self.height / times
        left = self.left + across * (self.width - width)
        bottom = self.bottom + up * (self.height - height)
        return View(left, bottom, left + width, bottom + height)

    def kept_in(self, home: "View") -> "View":
        """Return the nearest view inside `home`, neither wider than it nor magnified too far."""
        left, right = _kept(self.left, self.right, home.left, home.right)
        bottom, top = _kept(self.bottom, self.top, home.bottom, home.top)
        return View(left, bottom, right, top)

    def around(self, x: float, y: float, margin: float = 0.1) -> "View":
        """Return the view moved as little as needed to hold a point inside its margin."""
        across = _overhang((x - self.left) / self.width, margin)
        return self.moved(across, _overhang((y - self.bottom) / self.height, margin))


def _kept(low: float, high: float, first: float, last: float) -> tuple[float, float]:
    """Return the span moved and sized so as to lie between `first` and `last`."""
    size = max(high - low, (last - first) / _DEEPEST, _TINY)
    if size >= (last - first) * _NEARLY_ALL:
        return first, last
    low = min(max((low + high - size) / 2, first), last - size)
    return low, low + size


def _overhang(part: float, margin: float) -> float:
    """Return how far a place, in parts of the view, lies beyond the margin."""
    return min(part - margin, 0.0) + max(part - (1 - margin), 0.0)
