"""QR codes (ISO/IEC 18004) of addresses, as what pages and sheets draw."""

from dataclasses import dataclass

import segno

_QUIET = 4
"""Light modules around a code: without them readers do not find it."""
_MASK = 0
"""The mask of all codes: readers take any, and looking for the best takes five times as long as all the rest."""


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
    matrix = segno.make_qr(address, error="m", mask=_MASK, boost_error=False).matrix
    runs: list[tuple[int, int, int]] = []
    for y, row in enumerate(matrix, _QUIET):
        start = None
        for x, dark in enumerate([*row, 0], _QUIET):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append((start, y, x - start))
                start = None
    return QrCode(len(matrix) + 2 * _QUIET, tuple(runs))
