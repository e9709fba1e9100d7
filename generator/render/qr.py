"""QR codes (ISO/IEC 18004) of addresses, as what pages and sheets draw."""

import re
from dataclasses import dataclass
from typing import Any

import zxingcpp

_QUIET = 4
"""Light modules around a code: without them readers do not find it."""
_DARK = re.compile(rb"\0+")
"""Dark modules side by side: their brightness is 0."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code of ``size`` by ``size`` modules, its quiet zone counted; dark ones as runs of (column, row, length)."""

    size: int
    runs: tuple[tuple[int, int, int], ...]

    @property
    def path(self) -> str:
        """The dark modules as the data of an SVG path, one unit to a module."""
        return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in self.runs)


def qr_code(address: str) -> QrCode:
    """Return the code of an address; a seventh of it may be dirty or torn and it still reads (level M)."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    image = memoryview(drawn)  # its types do not say that it is a buffer
    size = len(image)
    pixels = image.tobytes()
    rows = (pixels[start : start + size] for start in range(0, size * size, size))
    runs = (
        (found.start() + _QUIET, y, found.end() - found.start())
        for y, row in enumerate(rows, _QUIET)
        for found in _DARK.finditer(row)
    )
    return QrCode(size + 2 * _QUIET, tuple(runs))
