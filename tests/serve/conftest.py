"""A small portal that is served, and a client that says what a browser would."""

import http.client
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from generator.base.problems import Problem
from generator.base.span import Span
from generator.serve.board import Board, Status
from generator.serve.server import Server

SMALL = Path(__file__).parents[1] / "sites" / "small"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers in lower case, the body."""

    status: int
    headers: dict[str, str]
    body: str


Ask = Callable[..., Answer]
WaitFor = Callable[..., None]


def _ask(port: int, address: str, method: str = "GET", host: str = "") -> Answer:
    """Ask exactly for this address, which a more helpful client would clean."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, address, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{port}")
        connection.endheaders()
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read().decode("utf-8", "replace"))
    finally:
        connection.close()


@pytest.fixture
def wait_for() -> WaitFor:
    """``wait_for(condition, seconds=30)`` returns once the condition holds, or fails."""

    def wait(condition: Callable[[], object], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.05)

    return wait


@pytest.fixture
def ask(port: int) -> Ask:
    """``ask(address, method="GET", host="")`` asks the server of `site`."""
    return partial(_ask, port)


@pytest.fixture
def ask_port() -> Ask:
    """``ask_port(port, address, …)`` asks any server of this machine."""
    return _ask


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small portal."""
    return Path(shutil.copytree(SMALL, tmp_path / "portal"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder like a built site, behind a link as an output is."""
    root = tmp_path / "release"
    files = {
        "index.html": "<body><p>Trang chủ</p></body>",
        "404.html": "<body>Không có trang</body>",
        "van-ban/index.html": "<body>Văn bản</body>",
        "rss.xml": "<rss/>",
        "rss/tat-ca.opml": "<opml/>",
        "sitemap.xml": "<urlset/>",
        "feed.json": "{}",
        "tim-kiem/chi-muc/index.wasm": "w",
        "tim-kiem/chi-muc/vi.pf_meta": "m",
        "tep/Báo cáo.csv": "a,b",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.html").write_text("<body>bí mật</body>", encoding="utf-8")
    (root / "ra-ngoai.html").symlink_to(tmp_path / "secret.html")
    output = tmp_path / "site"
    output.symlink_to(root)
    return output


@pytest.fixture
def board() -> Board:
    return Board(Status(release="a" * 16))


@pytest.fixture
def port(site: Path, board: Board) -> Iterator[int]:
    """The port at which ``site`` is served."""
    with Server(0, site, board) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_address[1]
        board.close()
        server.shutdown()


@pytest.fixture
def fault() -> Problem:
    """A problem whose words would be markup if nobody escaped them."""
    span = Span("content/news/a.md", 3, 8, 5)
    return Problem("MB023", span, "ngày không đúng: «<script>»", "viết <b>ngày</b>", "posted: <img src=x>")
