"""What stands in a PDF, read as the format says and not as our own code does."""

import re


def objects(data: bytes) -> dict[int, bytes]:
    """Every object as a reader finds it: by the tables from the last to the first, the newest of each."""
    found: dict[int, bytes] = {}
    table = int(re.findall(rb"startxref\n(\d+)\s", data)[-1])
    while True:
        end = data.index(b"trailer", table)
        for head in re.finditer(rb"(\d+) (\d+)\n((?:\d{10} \d{5} [nf] \n)+)", data[table:end]):
            for number, row in enumerate(head[3].splitlines(), int(head[1])):
                start = int(row[:10])
                if row.endswith(b"n "):
                    assert data.startswith(b"%d 0 obj" % number, start)
                    found.setdefault(number, data[start : data.index(b"endobj", start)])
        earlier = re.search(rb"/Prev (\d+)", data[end : data.index(b"startxref", end)])
        if earlier is None:
            return found
        table = int(earlier[1])
