"""How large a picture of dots is, by its first bytes."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAME_MARKERS = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


def raster_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF or JPEG, and None for anything else, also where it is cut short."""
    try:
        if data.startswith(_PNG):
            return struct.unpack_from(">II", data, 16)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return struct.unpack_from("<HH", data, 6)
        return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None
    except (struct.error, IndexError):
        return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Go from segment to segment until the one that begins the frame."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAME_MARKERS:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None
