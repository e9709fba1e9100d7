import struct

import pytest

from generator.outputs.raster import raster_size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 88, 31)
GIF = b"GIF89a" + struct.pack("<HH", 88, 31)
JPEG = b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"JF" + b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 31, 88)


@pytest.mark.parametrize("data", [PNG, GIF, JPEG], ids=["png", "gif", "jpeg"])
def test_the_size_of_a_picture_is_read_from_its_head(data):
    assert raster_size(data) == (88, 31)


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\xff\xd8\x00\x00", *(whole[:-3] for whole in (PNG, GIF, JPEG))])
def test_what_is_no_picture_of_dots_or_cut_short_has_no_size(data):
    assert raster_size(data) is None
