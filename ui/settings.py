"""What the program remembers between two starts, in one JSON file of its own."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, NamedTuple

_MOST_RECENT = 12
_PANEL_WIDTHS = range(304, 561)


class Product(NamedTuple):
    """A picture that was exported: of which project, where it lies, and its size and time by which it is known again.

    `chosen` are the ids of what it shows, nothing for the whole map; `picture` says how it is drawn, as plain data.
    """

    project: str
    path: str
    size: int
    changed: int
    chosen: tuple[str, ...] = ()
    picture: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """One person's choices; widths in logical px, `geometry` as Qt's own bytes in base 64, `picture` as plain data.

    Without any `table_columns` the table shows its usual ones.
    """

    theme: str = "system"
    type_scale: float = 1.0
    reduce_motion: bool = False
    recent_files: tuple[str, ...] = ()
    panel_width: int = 360
    panel_visible: bool = True
    outline_visible: bool = False
    strip_visible: bool = True
    minimap_visible: bool = False
    recent_actions: tuple[str, ...] = ()
    table_columns: tuple[str, ...] = ()
    geometry: str = ""
    picture: Mapping[str, Any] = MappingProxyType({})
    products: tuple[Product, ...] = ()

    def with_product(self, product: Product) -> "Settings":
        """The same settings with what was exported last of a project."""
        others = tuple(one for one in self.products if one.project != product.project)
        return self._replace(products=(product, *others)[:_MOST_RECENT])

    def product_of(self, project: str) -> Product | None:
        """What was exported last of a project."""
        return next((one for one in self.products if one.project == project), None)

    def with_recent(self, path: str) -> "Settings":
        """The same settings with a file at the head of the recent ones, each listed once."""
        others = tuple(one for one in self.recent_files if one != path)
        return self._replace(recent_files=(path, *others)[:_MOST_RECENT])

    def without_recent(self, path: str) -> "Settings":
        """The same settings with a file that is gone taken off the list."""
        return self._replace(recent_files=tuple(one for one in self.recent_files if one != path))


class SettingsFile:
    """The file in the platform's configuration folder; a broken one never stops the program."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "settings.json"

    def load(self) -> Settings:
        """What was saved, with the default for each value that is missing or makes no sense.

        A file that cannot be read as JSON is kept beside as `settings.json.broken`.
        """
        try:
            found = json.loads(self.path.read_text("utf-8"))
        except OSError:
            return Settings()
        except ValueError:
            self._keep_aside()
            return Settings()
        if not isinstance(found, dict):
            self._keep_aside()
            return Settings()
        return _settings(found)

    def save(self, settings: Settings) -> None:
        """Replace the file in one step, readable by its owner only; raises OSError when that fails."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")
        text = json.dumps(_as_plain(settings), ensure_ascii=False, indent=1)
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, self.path)
        finally:
            beside.unlink(missing_ok=True)

    def _keep_aside(self) -> None:
        try:
            os.replace(self.path, self.path.with_name(f"{self.path.name}.broken"))
        except OSError:
            # A folder that cannot be written keeps the broken file where it is
            return


class Memory:
    """The choices in force, one for the whole window, so that no part of it writes back what another has changed."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self._turn = Lock()
        self.settings = file.load()

    def change(self, **choices: Any) -> None:
        """Make other choices, by the names that Settings has for them."""
        self.settings = self.settings._replace(**choices)

    def save(self) -> bool:
        """Write the choices down and return whether that worked; without them the program runs on as well.

        To be called in any thread; what is written last are the latest choices.
        """
        with self._turn:
            try:
                self._file.save(self.settings)
            except OSError:
                return False
            return True


def _settings(found: Mapping[str, Any]) -> Settings:
    """The values that make sense; JSON knows no tuple, so its lists are turned into some."""
    kept = {name: found[name] for name in Settings._fields if name in found and _MAKES_SENSE[name](found[name])}
    for name in ("recent_files", "recent_actions", "table_columns"):
        if name in kept:
            kept[name] = tuple(kept[name])[:_MOST_RECENT]
    if "products" in kept:
        kept["products"] = tuple(
            Product(**one | {"chosen": tuple(one["chosen"])}) for one in kept["products"][:_MOST_RECENT]
        )
    return Settings(**kept)


def _as_plain(settings: Settings) -> dict[str, Any]:
    products = [product._asdict() | {"picture": dict(product.picture)} for product in settings.products]
    return settings._asdict() | {"picture": dict(settings.picture), "products": products}


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_list_of_products(value: object) -> bool:
    return isinstance(value, list) and all(_is_product(one) for one in value)


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict)


def _is_product(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != set(Product._fields):
        return False
    texts, numbers = (value["project"], value["path"]), (value["size"], value["changed"])
    is_told = all(map(_is_text, texts)) and all(type(one) is int for one in numbers)
    return is_told and _is_list_of_text(value["chosen"]) and _is_mapping(value["picture"])


def _is_panel_width(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in _PANEL_WIDTHS


def _is_theme(value: object) -> bool:
    return isinstance(value, str) and value in ("system", "light", "dark")


def _is_type_scale(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value in (1, 1.25, 1.5)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_MAKES_SENSE: Mapping[str, Callable[[object], bool]] = {
    "theme": _is_theme,
    "type_scale": _is_type_scale,
    "reduce_motion": _is_flag,
    "recent_files": _is_list_of_text,
    "panel_width": _is_panel_width,
    "panel_visible": _is_flag,
    "outline_visible": _is_flag,
    "strip_visible": _is_flag,
    "minimap_visible": _is_flag,
    "recent_actions": _is_list_of_text,
    "table_columns": _is_list_of_text,
    "geometry": _is_text,
    "picture": _is_mapping,
    "products": _is_list_of_products,
}
