"""A picture as a file: written wholly or not at all, and known again as long as nobody else has changed it."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ui.settings import Product
from workbench.pictures import PictureChoice
from workbench.storage.atomic import UnconfirmedError, write_atomically
from workbench.storage.filesystem import FileSystem
from workbench.storage.problems import cause_of


def write_product(
    path: Path, data: bytes, project: str, chosen: Sequence[str], choice: PictureChoice, files: FileSystem
) -> Product:
    """Write a picture and return what it is known by; raises OSError, and an older file is then as it was."""
    # a picture that a power cut takes can be exported again
    with suppress(UnconfirmedError):
        write_atomically(path, data, files)
    found = path.stat()
    return Product(project, str(path), found.st_size, found.st_mtime_ns, tuple(chosen), choice.as_plain())


def is_own(product: Product) -> bool:
    """Whether the file is still the one that was written, or is gone; to be asked in any thread."""
    try:
        found = Path(product.path).stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (product.size, product.changed)


def not_written(path: Path, error: OSError) -> str:
    """Return in one sentence why there is no picture, and what to do."""
    return f"“{path.name}” could not be written: {cause_of(error)}. Nothing was lost; export it to another place."
