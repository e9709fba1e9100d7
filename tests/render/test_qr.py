from PIL import Image
from zxingcpp import read_barcodes

from generator.render.qr import QrCode, qr_code


def read(code: QrCode, scale: int = 4) -> list[str]:
    """Return what a phone reads of a code."""
    picture = Image.new("L", (code.size * scale,) * 2, 255)
    for x, y, length in code.runs:
        picture.paste(0, (x * scale, y * scale, (x + length) * scale, (y + 1) * scale))
    return [found.text for found in read_barcodes(picture)]


def test_a_code_reads_as_its_address_however_long() -> None:
    for address in ("https://a.vn/", "https://cchc.example/thu-tuc/1.012753.h19/", "https://cchc.example/" + "x" * 300):
        assert read(qr_code(address)) == [address]


def test_the_path_of_a_code_draws_the_runs_of_it() -> None:
    code = qr_code("https://a.vn/")
    assert code.path.count("M") == len(code.runs)
    x, y, length = code.runs[0]
    assert code.path.startswith(f"M{x} {y}h{length}v1h-{length}z")
