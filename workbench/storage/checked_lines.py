"""Lines of JSON that begin with their own checksum."""

import json
import zlib
from typing import Any

_CHECKSUM = 8


def checked_line(body: bytes) -> bytes:
    """Return `body`, a JSON object on one line, behind its CRC-32 in hexadecimal."""
    return b"%08x %s\n" % (zlib.crc32(body), body)


def content_of(line: bytes) -> dict[str, Any] | None:
    """Return the object in a line, None where the line is torn or altered."""
    body = line[_CHECKSUM + 1 : -1]
    if not line.endswith(b"\n") or line[: _CHECKSUM + 1] != b"%08x " % zlib.crc32(body):
        return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
