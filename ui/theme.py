"""The design tokens as Qt values: colours, fonts, the style sheet and the palette, for a light and a dark theme."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from string import Template
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QStyleHints

from workbench.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtCore import QEasingCurve

ThemeName = Literal["light", "dark"]
ThemeChoice = Literal["system", "light", "dark"]

_OF_A_MAC = ".AppleSystemUIFont"

TYPE_SCALES = (1.0, 1.25, 1.5)

# role: (key in the token sizes, key in the token weights)
FONT_ROLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "caption": ("caption", "normal"),
        "small": ("small", "normal"),
        "small_strong": ("small", "strong"),
        "body": ("body", "normal"),
        "body_medium": ("body", "medium"),
        "body_strong": ("body", "strong"),
        "card": ("card", "medium"),
        "card_strong": ("card", "strong"),
        "heading": ("heading", "strong"),
        "heading_normal": ("heading", "normal"),
        "sentence": ("sentence", "strong"),
        "sentence_first": ("sentence_first", "strong"),
        "title": ("title", "strong"),
        "number": ("number", "strong"),
        "number_large": ("number_large", "strong"),
        "wall": ("wall", "strong"),
        "wall_number": ("wall_number", "strong"),
        "wall_sub": ("wall_sub", "normal"),
        "wall_card": ("wall_card", "medium"),
        "wall_card_number": ("wall_card_number", "strong"),
        "wall_phase": ("wall_phase", "strong"),
    }
)
_TIGHT_ROLES = frozenset({"card", "number", "number_large", "wall_number", "wall_card_number"})
_SENTENCE_ROLES = frozenset({"heading", "sentence", "sentence_first", "title", "wall"})


class Pattern(NamedTuple):
    """The second signal of a heat level: its kind of mark, the pen's width and the distance of the marks, in px."""

    kind: Literal["none", "dots", "lines", "cross"]
    width: float
    pitch: int


class HeatStop(NamedTuple):
    """One of six heat levels; `up_to` is the largest share of the highest touchpoint (0 to 1) that it stands for."""

    level: int
    fill: QColor
    text: QColor
    pattern: Pattern
    up_to: float


class DepartmentColour(NamedTuple):
    """The narrow edge bar of one department and the text that can be read on it."""

    slot: str
    fill: QColor
    text: QColor


class Type(NamedTuple):
    """Font families in order of preference, sizes in px at type setting 100 %, weights and line heights."""

    families: tuple[str, ...]
    features: tuple[str, ...]
    sizes: Mapping[str, int]
    weights: Mapping[str, int]
    line_heights: Mapping[str, float]


class Theme(NamedTuple):
    """Every value of the look for one ground, light or dark; all lengths are logical px, all times ms."""

    name: ThemeName
    colours: Mapping[str, QColor]
    heat: tuple[HeatStop, ...]
    departments: tuple[DepartmentColour, ...]
    type: Type
    space: tuple[int, ...]
    radius: Mapping[str, int]
    stroke: Mapping[str, float]
    size: Mapping[str, int]
    level_of_detail: Mapping[str, float]
    motion: Mapping[str, int]
    easing: Mapping[str, str]

    def department(self, slot: int) -> DepartmentColour:
        """The colours of a department by its slot; where there are more departments than colours, they begin again."""
        return self.departments[slot % len(self.departments)]

    def heat_stop(self, value: float, highest: float) -> HeatStop:
        """The heat level of a touchpoint's value when `highest` is the value of the highest touchpoint as-is."""
        share = value / highest if highest > 0 else 0.0
        return next((stop for stop in self.heat if share <= stop.up_to), self.heat[-1])

    def curve(self, name: str) -> "QEasingCurve":
        """How a movement gains and loses speed."""
        return _curve(self.easing[name])


def load_theme(name: ThemeName) -> Theme:
    """The theme from the token file of the program."""
    tokens: dict[str, Any] = json.loads(resource_path("themes", "tokens.json").read_text("utf-8"))
    own = tokens["themes"][name]
    return Theme(
        name=name,
        colours=MappingProxyType({key: _colour(value["hex"]) for key, value in own["colours"].items()}),
        heat=tuple(_heat_stop(stop) for stop in own["heat"]["stops"]),
        departments=tuple(
            DepartmentColour(one["slot"], _colour(one["hex"]), _colour(one["text"])) for one in own["departments"]
        ),
        type=_type(tokens["font"]),
        space=tuple(tokens["space_px"]),
        radius=MappingProxyType(tokens["radius_px"]),
        stroke=MappingProxyType(tokens["stroke_px"]),
        size=MappingProxyType(tokens["size_px"]),
        level_of_detail=MappingProxyType(tokens["lod"]),
        motion=MappingProxyType(tokens["motion_ms"]),
        easing=MappingProxyType(tokens["easing"]),
    )


def families_on(platform: str, families: Sequence[str]) -> list[str]:
    """The families to ask a system for; a Mac, asked for one it lacks, reads all other names of all its fonts."""
    return list(families[families.index(_OF_A_MAC) :] if platform == "darwin" else families)


def font(theme: Theme, role: str, scale: float = 1.0) -> QFont:
    """The font of a role at a type setting, with figures of equal width so that changing numbers do not dance."""
    _, weight = FONT_ROLES[role]
    made = QFont()
    made.setFamilies(families_on(sys.platform, theme.type.families))
    made.setPixelSize(pixel_size(theme, role, scale))
    made.setWeight(QFont.Weight(theme.type.weights[weight]))
    for feature in theme.type.features:
        made.setFeature(QFont.Tag(feature), 1)
    return made


def line_height(theme: Theme, role: str, scale: float = 1.0) -> int:
    """Distance of two base lines of a role, in px at a type setting."""
    heights = theme.type.line_heights
    factor = heights["text"]
    if role in _TIGHT_ROLES:
        factor = heights["card"]
    elif role in _SENTENCE_ROLES:
        # Sentences stand between text and cards: large type needs less air
        factor = (heights["card"] + heights["text"]) / 2
    return round(pixel_size(theme, role, scale) * factor)


def pixel_size(theme: Theme, role: str, scale: float) -> int:
    """Height of a role's font at a type setting."""
    size, _ = FONT_ROLES[role]
    return round(theme.type.sizes[size] * scale)


def palette(theme: Theme) -> QPalette:
    """The palette for whatever the style sheet does not reach, such as the platform's own dialogs."""
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: "window",
        roles.WindowText: "text",
        roles.Base: "field",
        roles.AlternateBase: "canvas",
        roles.Text: "text",
        roles.PlaceholderText: "text_2",
        roles.Button: "panel",
        roles.ButtonText: "text",
        roles.BrightText: "danger",
        roles.ToolTipBase: "panel",
        roles.ToolTipText: "text",
        roles.Highlight: "accent_soft",
        roles.HighlightedText: "on_accent_soft",
        roles.Link: "accent",
        roles.LinkVisited: "accent",
        roles.Accent: "accent",
        roles.Mid: "line_control",
        roles.Dark: "line_control",
        roles.Shadow: "line_control",
        roles.Light: "panel",
        roles.Midlight: "line",
    }
    made = QPalette()
    for role, token in pairs.items():
        made.setColor(role, theme.colours[token])
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colours["text_disabled"])
    return made


_IMAGE = re.compile(r"image\((?P<icon>[a-z-]+), (?P<token>[a-z_0-9]+)\)")
_IMAGE_FILE = r"indicators:(?P<icon>[a-z-]+)-(?P<hex>[0-9a-f]{6})\.png"


def style_sheet(theme: Theme, type_scale: float) -> str:
    """The one style sheet of the program; raises KeyError when it asks for a token that does not exist."""
    template = resource_path("themes", "style.qss").read_text("utf-8")
    pointed = _IMAGE.sub(lambda found: _image_url(theme, found["icon"], found["token"]), template)
    return Template(pointed).substitute(_sheet_values(theme, type_scale))


def indicator_images(sheet: str) -> dict[str, tuple[str, QColor]]:
    """The image files that a style sheet points at under `indicators:`, each with its icon and colour.

    Qt reads style sheet images from files only, so whoever sets the sheet writes these first.
    """
    return {
        found[0].removeprefix("indicators:"): (found["icon"], QColor(f"#{found['hex']}"))
        for found in re.finditer(_IMAGE_FILE, sheet)
    }


def control_height(theme: Theme, type_scale: float, size: str = "control") -> int:
    """Height of a control: the token's at 100 %, and at larger type what its line of text needs."""
    text = theme.type.sizes["body"] * type_scale * theme.type.line_heights["text"]
    return max(theme.size[size], round(text) + theme.space[2])


class ThemeSource(QObject):
    """The theme and type setting in force: the system's or a chosen one, told live to whoever listens."""

    changed = Signal(object)  # the Theme now in force; also sent when only the type setting or the motion changed

    def __init__(
        self,
        hints: QStyleHints,
        choice: ThemeChoice = "system",
        type_scale: float = 1.0,
        reduce_motion: bool = False,
    ) -> None:
        super().__init__()
        self._hints = hints
        self._themes: dict[ThemeName, Theme] = {}
        self._choice: ThemeChoice = choice
        self._type_scale = type_scale
        self._reduce_motion = reduce_motion
        # painters ask for it at every stroke
        self._theme = self._wanted()
        hints.colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    @property
    def type_scale(self) -> float:
        """1.0, 1.25 or 1.5."""
        return self._type_scale

    @property
    def reduce_motion(self) -> bool:
        """Whether every change is to happen at once."""
        return self._reduce_motion

    def print_theme(self) -> Theme:
        """The theme of paper and pictures, which is always light."""
        return self._themed("light")

    def choose(self, choice: ThemeChoice) -> None:
        """Fix the theme, or follow the system again."""
        if choice == self._choice:
            return
        self._choice = choice
        self._theme = self._wanted()
        self.changed.emit(self.theme)

    def set_type_scale(self, scale: float) -> None:
        """Set all text to 100, 125 or 150 %."""
        if scale not in TYPE_SCALES:
            raise ValueError(f"Type can be set to 1, 1.25 or 1.5 times its size, not {scale}.")
        if scale == self._type_scale:
            return
        self._type_scale = scale
        self.changed.emit(self.theme)

    def set_reduce_motion(self, reduce: bool) -> None:
        """Make every change happen at once, or move again."""
        if reduce != self._reduce_motion:
            self._reduce_motion = reduce
            self.changed.emit(self.theme)

    def _themed(self, name: ThemeName) -> Theme:
        if name not in self._themes:
            self._themes[name] = load_theme(name)
        return self._themes[name]

    def _wanted(self) -> Theme:
        if self._choice != "system":
            return self._themed(self._choice)
        return self._themed("dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light")

    def _follow(self) -> None:
        if self._choice == "system":
            self._theme = self._wanted()
            self.changed.emit(self.theme)


def _colour(text: str) -> QColor:
    """A colour from RRGGBB or RRGGBBAA; QColor itself would read the alpha first."""
    digits = text.removeprefix("#")
    parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
    return QColor(*parts)


def _heat_stop(stop: Mapping[str, Any]) -> HeatStop:
    largest = re.findall(r"(\d+) %", stop["share_of_highest"])[-1]
    return HeatStop(
        stop["level"], _colour(stop["hex"]), _colour(stop["text"]), _pattern(stop["pattern"]), int(largest) / 100
    )


def _pattern(text: str) -> Pattern:
    if text == "none":
        return Pattern("none", 0.0, 1)
    what, width, every = text.split(", ")
    kind: Literal["dots", "lines", "cross"] = (
        "dots" if what == "dots" else "cross" if what.startswith("cross") else "lines"
    )
    return Pattern(kind, float(width.removesuffix(" px")), int(every.removeprefix("every ").removesuffix(" px")))


def _type(tokens: Mapping[str, Any]) -> Type:
    return Type(
        families=tuple(tokens["stack"]),
        features=tuple(tokens["features"]),
        sizes=MappingProxyType(tokens["sizes_px"]),
        weights=MappingProxyType(tokens["weights"]),
        line_heights=MappingProxyType(tokens["line_height"]),
    )


def _curve(text: str) -> "QEasingCurve":
    from PySide6.QtCore import QEasingCurve

    numbers = [float(number) for number in re.findall(r"[\d.]+", text)]
    if len(numbers) != 4:
        return QEasingCurve(QEasingCurve.Type.Linear)
    curve = QEasingCurve(QEasingCurve.Type.BezierSpline)
    curve.addCubicBezierSegment(QPointF(numbers[0], numbers[1]), QPointF(numbers[2], numbers[3]), QPointF(1, 1))
    return curve


def _image_url(theme: Theme, icon: str, token: str) -> str:
    return f"url(indicators:{icon}-{theme.colours[token].name().removeprefix('#')}.png)"


def _sheet_values(theme: Theme, scale: float) -> dict[str, str]:
    values = {name: _css(colour) for name, colour in theme.colours.items()}
    values |= {f"radius_{name}": f"{px}px" for name, px in theme.radius.items()}
    values |= {f"size_{name}": f"{px}px" for name, px in theme.size.items()}
    values |= {f"font_{role}": _css_font(theme, role, scale) for role in FONT_ROLES}
    # A rule's height is that of the content: the outline of 1 px on both sides comes on top
    for name in ("control", "control_compact", "control_large"):
        values[f"inner_{name}"] = f"{control_height(theme, scale, name) - 2}px"
    return values | _indicator_sizes(round(theme.size["icon_small"] * scale))


def _indicator_sizes(edge: int) -> dict[str, str]:
    """Sizes of check boxes and radio buttons: the ring of a chosen one grows inwards, so that nothing jumps."""
    ring = round(edge * 0.32)
    outer = edge + 2
    return {
        "indicator": f"{edge}px",
        "indicator_row": f"{outer + 10}px",
        "radio_radius": f"{outer // 2}px",
        "radio_ring": f"{ring}px",
        "radio_dot": f"{outer - 2 * ring}px",
    }


def _css(colour: QColor) -> str:
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"


def _css_font(theme: Theme, role: str, scale: float) -> str:
    size, weight = FONT_ROLES[role]
    return f"font-size: {round(theme.type.sizes[size] * scale)}px; font-weight: {theme.type.weights[weight]};"
