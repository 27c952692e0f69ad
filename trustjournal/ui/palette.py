"""The colours, type scale and spaces of the look, as plain values that know nothing of Qt.

Colours are sRGB hex strings, lengths are px at 100 % text size. Source: design/look.md.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from types import MappingProxyType


class Tone(StrEnum):
    """The colour of a word, chip, tile or banner; also the name of its colour in `Tokens`."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    CLAY = "clay"
    GOLD = "gold"


class TypeRole(StrEnum):
    """What a piece of text is, which decides its face, size and weight."""

    TITLE = "title"
    HEADING = "heading"
    CARD = "card"
    LEAD = "lead"
    NAME = "name"
    BODY = "body"
    STRONG = "strong"
    SMALL = "small"
    CAPTION = "caption"
    LABEL = "label"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A face ("serif" or "sans"), a size in px at 100 % and a weight from 100 to 900."""

    face: str
    px: float
    weight: int


TYPE: Mapping[TypeRole, TypeStyle] = MappingProxyType(
    {
        TypeRole.TITLE: TypeStyle("serif", 30, 600),
        TypeRole.HEADING: TypeStyle("serif", 22, 600),
        TypeRole.CARD: TypeStyle("serif", 18, 600),
        TypeRole.LEAD: TypeStyle("sans", 17, 400),
        TypeRole.NAME: TypeStyle("sans", 17, 600),
        TypeRole.BODY: TypeStyle("sans", 15, 400),
        TypeRole.STRONG: TypeStyle("sans", 15, 600),
        TypeRole.SMALL: TypeStyle("sans", 13.5, 400),
        TypeRole.CAPTION: TypeStyle("sans", 12.5, 400),
        TypeRole.LABEL: TypeStyle("sans", 12.5, 600),
        TypeRole.JOURNAL: TypeStyle("serif", 15, 400),
    }
)

PAGE_MARGIN = 36
GUTTER = 24
SIDEBAR_WIDTH = 228
RAIL_WIDTH = 316
WIDE_WINDOW = 1100
CARD_RADIUS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour of one scheme; `chart` is ordered as charts use it."""

    dark: bool
    bg: str
    surface: str
    raised: str
    side: str
    line: str
    line_strong: str
    ink: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    clay: str
    clay_soft: str
    gold: str
    gold_soft: str
    hover: str
    select: str
    chart: tuple[str, ...]

    def colours(self) -> dict[str, str]:
        """Return the single colours by name."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, str)}

    def colour(self, name: str) -> str:
        """Return the single colour of that name; a `Tone` is such a name."""
        return getattr(self, name)

    def soft(self, tone: Tone) -> str:
        """Return the quiet background that text of `tone` stands on in a chip, tile or banner."""
        softs = {
            Tone.ACCENT: self.accent_soft,
            Tone.CLAY: self.clay_soft,
            Tone.GOLD: self.gold_soft,
        }
        return softs.get(tone, self.hover)


LIGHT = Tokens(
    dark=False,
    bg="#FAF6EE",
    surface="#FFFDF8",
    raised="#FFFFFF",
    side="#F1EADD",
    line="#E7DECF",
    line_strong="#8C8071",
    ink="#2A2520",
    muted="#655B50",
    accent="#2B665B",
    accent_hover="#23544B",
    on_accent="#FFFFFF",
    accent_soft="#DDEAE4",
    clay="#A5482A",
    clay_soft="#F6E1D5",
    gold="#7D5200",
    gold_soft="#F5E8C8",
    hover="#F5EEE1",
    select="#E4EDE6",
    chart=("#2B665B", "#AD860A", "#7D4EA9", "#5E92D6", "#573220"),
)

DARK = Tokens(
    dark=True,
    bg="#1C1916",
    surface="#25211D",
    raised="#2C2722",
    side="#171412",
    line="#3B342C",
    line_strong="#857A6C",
    ink="#EEE7DB",
    muted="#B8AC9C",
    accent="#86C5B6",
    accent_hover="#9BD3C6",
    on_accent="#10211D",
    accent_soft="#26403A",
    clay="#EDA07C",
    clay_soft="#4A2D20",
    gold="#E3BC6A",
    gold_soft="#40341B",
    hover="#332D27",
    select="#283B35",
    chart=("#86C5B6", "#DEB14A", "#AE78AA", "#B5E2FE", "#AF552A"),
)
