"""Modules as another system would have made them."""

import importlib.util
import sys
from types import ModuleType

import pytest


def made_on(platform: str, module: ModuleType, patch: pytest.MonkeyPatch) -> ModuleType:
    """Return a second `module`, made as it would be where `sys.platform` is `platform`."""
    patch.setattr(sys, "platform", platform)
    assert module.__file__ is not None
    spec = importlib.util.spec_from_file_location(f"{module.__name__}_on_{platform}", module.__file__)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    patch.setitem(sys.modules, spec.name, made)
    spec.loader.exec_module(made)
    return made
