"""The command line in a test."""

import io
import json
from typing import Any

from workbench.cli import main


def ask(*arguments: object, status: int = 0) -> str:
    """The output of a command that ends with `status` and complains of nothing."""
    out, err = io.StringIO(), io.StringIO()
    assert main([str(each) for each in arguments], out, err) == status, err.getvalue()
    assert err.getvalue() == ""
    return out.getvalue()


def asked(*arguments: object) -> Any:
    """The plain data that a command prints."""
    return json.loads(ask(*arguments, "--json"))


def refused(*arguments: object) -> str:
    """The one sentence with which a command is refused; nothing is printed beside it."""
    out, err = io.StringIO(), io.StringIO()
    assert main([str(each) for each in arguments], out, err) == 2
    assert out.getvalue() == ""
    message = err.getvalue()
    assert message.startswith("journey-workbench: ")
    assert message.count("\n") == 1
    return message
