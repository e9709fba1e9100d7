"""Real Chromium, and a server for what it looks at."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Serve = Callable[..., str]


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder with more headers and without a log."""

    def __init__(self, *args: object, headers_to_add: Mapping[str, str], **kwargs: object) -> None:
        self.headers_to_add = headers_to_add
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        for name, value in self.headers_to_add.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", metavar="FOLDER", help="take the pictures of docs/walk.md (test_walk.py)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; only outside of CI may it be missing."""
    if not _CHROMIUM.exists():
        message = f"Chromium is needed at {_CHROMIUM}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page 1280 pixels wide in a context of its own, where nothing waits longer than ten seconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """``serve(folder, headers={})`` serves a folder on 127.0.0.1 and returns its address without a slash."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, headers: Mapping[str, str] | None = None) -> str:
        handler = partial(_QuietHandler, directory=str(folder), headers_to_add=headers or {})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
