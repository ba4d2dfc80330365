import json
import re
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QGuiApplication, QPalette
from pytestqt.qtbot import QtBot

from ui.theme import (
    FONT_ROLES,
    TYPE_SCALES,
    ThemeName,
    ThemeSource,
    control_height,
    families_on,
    font,
    indicator_images,
    line_height,
    load_theme,
    palette,
    pixel_size,
    style_sheet,
)
from workbench.resources import resource_path

TOKENS = json.loads(resource_path("themes", "tokens.json").read_text("utf-8"))
THEMES: tuple[ThemeName, ThemeName] = ("light", "dark")
PAIRS = [(name, pair) for name in THEMES for pair in TOKENS["themes"][name]["contrast"]]


def test_a_mac_is_asked_for_its_own_font_first() -> None:
    families = load_theme("light").type.families
    assert families_on("darwin", families)[0] == ".AppleSystemUIFont"
    assert families_on("linux", families) == families_on("win32", families) == list(families)


def luminance(hexa: str) -> float:
    channels = [int(hexa[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def hex_of(theme: str, token: str) -> str:
    own = TOKENS["themes"][theme]
    name, _, part = token.partition(".")
    if name in own["colours"]:
        return own["colours"][name]["hex"]
    heat = {f"heat_{stop['level']}": stop for stop in own["heat"]["stops"]}
    departments = {one["slot"]: one for one in own["departments"]}
    return (heat | departments)[name][part or "hex"]


@pytest.mark.parametrize(("theme", "pair"), PAIRS, ids=[f"{n}-{p['fg']}-on-{p['bg']}-{p['use']}" for n, p in PAIRS])
def test_each_listed_pair_of_colours_is_readable(theme: str, pair: dict[str, object]) -> None:
    ratio = contrast(hex_of(theme, str(pair["fg"])), hex_of(theme, str(pair["bg"])))
    assert ratio >= (4.5 if pair["use"] == "text" else 3.0)
    assert ratio == pytest.approx(pair["ratio"], abs=0.011)


INKS = ("text", "text_2", "accent", "danger", "warn", "ok", "influence", "guess", "measured")
GROUNDS = ("window", "canvas", "panel", "card", "field", "band_before", "band_during", "band_after")
SOFT = (*(("text", ground) for ground in ("accent_soft", "warn_soft", "irritation_fill")), ("text_2", "line"))
FILLED = (("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_danger", "danger"))
TEXTS = {*product(INKS, GROUNDS), *SOFT, *FILLED, ("on_accent_soft", "accent_soft")}
LARGE_OR_LINES = ("line_control", "bar_before", "bar_after", "range", "flow", "give_up", "failure_demand", "influence")


@pytest.mark.parametrize("theme", THEMES)
def test_every_ink_is_readable_on_every_ground_it_may_stand_on(theme: str) -> None:
    faint = {
        (ink, ground): round(ratio, 2)
        for ink, ground in TEXTS
        if (ratio := contrast(hex_of(theme, ink)[:7], hex_of(theme, ground)[:7])) < 4.5
    }
    assert faint == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_line_that_carries_meaning_stands_out_from_its_ground(theme: str) -> None:
    grounds = ("panel", "canvas", "band_before", "band_during", "band_after")
    faint = [pair for pair in product(LARGE_OR_LINES, grounds) if contrast(*(hex_of(theme, each) for each in pair)) < 3]
    assert faint == []


def test_no_role_of_colour_is_left_out() -> None:
    told = {each for pair in (*TEXTS, *product(LARGE_OR_LINES, GROUNDS)) for each in pair}
    without_meaning = {"line", "text_disabled", "shadow", "scrim"}
    listed = {str(pair[side]) for _, pair in PAIRS for side in ("fg", "bg")}
    for theme in THEMES:
        assert TOKENS["themes"][theme]["colours"].keys() - told - without_meaning - listed == set()


def style_pairs() -> list[tuple[str, str, str]]:
    """The rules of the style sheet that say both, with their ink and their ground."""
    template = re.sub(r"/\*.*?\*/", "", resource_path("themes", "style.qss").read_text("utf-8"), flags=re.DOTALL)
    found = []
    for selector, rule in re.findall(r"([^{}]+)\{([^}]*)\}", template):
        ink = re.search(r"(?:^|[\s;])color: \$(\w+)", rule)
        ground = re.search(r"background: \$(\w+)", rule)
        if ink and ground and "disabled" not in selector:
            found.append((" ".join(selector.split()), ink[1], ground[1]))
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_every_rule_of_the_style_sheet_is_readable(theme: str) -> None:
    pairs = style_pairs()
    assert len(pairs) > 15
    faint = [rule for rule in pairs if contrast(hex_of(theme, rule[1]), hex_of(theme, rule[2])) < 4.5]
    assert faint == []


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_holds_every_colour_of_the_token_file(name: ThemeName) -> None:
    theme = load_theme(name)
    for token, value in TOKENS["themes"][name]["colours"].items():
        assert theme.colours[token].name().upper() == value["hex"][:7]


def test_alpha_stands_last_in_the_token_file() -> None:
    assert load_theme("light").colours["shadow"].alpha() == 0x1F


def test_heat_levels_follow_the_share_of_the_highest_touchpoint() -> None:
    theme = load_theme("light")
    assert [theme.heat_stop(value, 100).level for value in (0, 5, 6, 25, 26, 45, 70, 71, 100, 120)] == [
        *(0, 0, 1, 2, 3, 3, 4, 5, 5, 5)
    ]
    assert theme.heat_stop(3, 0).level == 0


def test_heat_patterns_are_read_from_their_descriptions() -> None:
    patterns = [stop.pattern for stop in load_theme("dark").heat]
    assert [pattern.kind for pattern in patterns] == ["none", "dots", "lines", "lines", "cross", "cross"]
    assert (patterns[5].width, patterns[5].pitch) == (1.5, 4)


@pytest.mark.parametrize(("name", "scale"), list(product(THEMES, TYPE_SCALES)))
def test_the_style_sheet_takes_every_value_from_the_tokens(name: ThemeName, scale: float) -> None:
    theme = load_theme(name)
    sheet = style_sheet(theme, scale)
    assert "$" not in sheet
    assert "image(" not in sheet
    known = {colour.name() for colour in theme.colours.values()}
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= known


def test_the_template_of_the_style_sheet_holds_no_colour_of_its_own() -> None:
    template = resource_path("themes", "style.qss").read_text("utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgb\(", template)


def test_the_indicator_images_of_a_sheet_exist_as_icons() -> None:
    images = indicator_images(style_sheet(load_theme("light"), 1.0))
    assert images
    for icon, _colour in images.values():
        assert resource_path("icons", f"{icon}.svg").is_file()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_boxes_below_each_other_stay_apart_in_large_type(scale: float) -> None:
    sheet = style_sheet(load_theme("light"), scale)
    row = int(re.findall(r"QCheckBox, QRadioButton \{.*?min-height: (\d+)px", sheet)[0])
    box = int(re.findall(r"QCheckBox::indicator.*?\{\s*width: (\d+)px", sheet)[0])
    assert row - (box + 2) == 10


@pytest.mark.parametrize("role", FONT_ROLES)
def test_each_role_of_type_has_a_readable_size_that_grows_with_the_setting(role: str, qapp: QGuiApplication) -> None:
    theme = load_theme("light")
    assert font(theme, role).pixelSize() >= 11
    assert font(theme, role, 1.5).pixelSize() == round(1.5 * font(theme, role).pixelSize())
    assert 1.1 <= line_height(theme, role) / pixel_size(theme, role, 1.0) <= 1.45
    assert QFontInfo(font(theme, role)).pixelSize() > 0


def test_figures_are_of_equal_width() -> None:
    made = font(load_theme("light"), "number")
    assert [bytes(tag.toString()) for tag in made.featureTags()] == [b"tnum"]


def test_controls_grow_with_the_type_and_never_shrink_below_a_finger() -> None:
    theme = load_theme("light")
    assert control_height(theme, 1.0) == 32
    assert control_height(theme, 1.5) > 32
    assert control_height(theme, 1.0, "control_compact") == 28


def test_disabled_text_is_grey_in_the_palette() -> None:
    theme = load_theme("dark")
    made = palette(theme)
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == theme.colours["text_disabled"]


def test_choosing_a_theme_tells_it_once(qtbot: QtBot, qapp: QGuiApplication) -> None:
    source = ThemeSource(qapp.styleHints(), "light")
    told: list[object] = []
    source.changed.connect(told.append)
    source.choose("dark")
    source.choose("dark")
    assert [source.theme.name, len(told)] == ["dark", 1]
    assert source.print_theme().name == "light"


def test_a_source_that_follows_the_system_changes_with_it(qtbot: QtBot, qapp: QGuiApplication) -> None:
    hints = qapp.styleHints()
    source = ThemeSource(hints)
    expected = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    assert source.theme.name == expected
    with qtbot.waitSignal(source.changed, timeout=0, raising=True):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)


def test_a_fixed_choice_ignores_the_system(qapp: QGuiApplication) -> None:
    source = ThemeSource(qapp.styleHints(), "light")
    told: list[object] = []
    source.changed.connect(told.append)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (source.theme.name, told) == ("light", [])


def test_type_can_be_set_to_three_sizes_only(qapp: QGuiApplication) -> None:
    source = ThemeSource(qapp.styleHints(), "light")
    source.set_type_scale(1.25)
    with pytest.raises(ValueError, match=r"1\.25 or 1\.5"):
        source.set_type_scale(3.0)
    assert source.type_scale == 1.25
