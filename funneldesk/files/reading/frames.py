"""Frames between the program and its reader child: four bytes of length, then JSON or lines of text in UTF-8."""

import json
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")
#: A frame is one block of rows at most; anything longer is not ours.
LONGEST = 1 << 30
#: How the child ends when there is no memory for a list; 1 and 3 are what Python and Windows end with themselves.
OUT_OF_MEMORY = 12


def write_frame(stream: BinaryIO, value: Any) -> None:
    """Write one frame and flush it."""
    write_words(stream, json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False))


def write_words(stream: BinaryIO, text: str) -> None:
    """Write one frame of text and flush it."""
    data = text.encode("utf-8", "replace")
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return the payload of the next frame, None at a clean end; EOFError if it breaks off."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise EOFError
    length = _LENGTH.unpack(head)[0]
    if length > LONGEST:
        raise EOFError
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
