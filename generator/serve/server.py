"""Serves a built site on this machine only, and tells its open pages when there is something new.

The standard library's server is enough: a few readers, all on this machine, each connection a thread.
"""

import errno
import os
import shutil
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from typing import Any, cast
from urllib.parse import urlsplit

from generator.serve.board import Board
from generator.serve.files import find_file, is_folder_page, media_type
from generator.serve.overlay import EVENTS, OWN_FILES, inject, stand_in

_HOST = "127.0.0.1"
_LOCAL_NAMES = {"localhost", _HOST, "::1"}
_HEARTBEAT = 15.0  # seconds after which a silent connection is tried, so that those of closed pages end
_HTML = media_type("index.html")


class PortTakenError(Exception):
    """The port belongs to another program. The message is Vietnamese and says what to do."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ --port {port + 1}.")


class Server(ThreadingTCPServer):
    """Serves what ``output`` leads to at the moment of each request."""

    allow_reuse_address = os.name == "posix"  # elsewhere it would let two servers share one port
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, output: Path, board: Board) -> None:
        self.output = output
        self.board = board
        try:
            super().__init__((_HOST, port), _Handler)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTakenError(port) from None
            raise

    @property
    def address(self) -> str:
        """Where the site is, with the slash."""
        return f"http://{_HOST}:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of readers that go away in the middle of an answer; anything else is a bug and told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server_version = "minhbach"
    sys_version = ""

    @property
    def _board(self) -> Board:
        return cast(Server, self.server).board

    def do_GET(self) -> None:
        """Answer one request."""
        if not _is_local(self.headers.get("Host", "")):
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", "Chỉ phục vụ trên máy này.\n".encode())
            return
        address = self.path.partition("?")[0].partition("#")[0]
        if address == EVENTS:
            self._send_events()
        elif address in OWN_FILES:
            file = OWN_FILES[address]
            self._send(HTTPStatus.OK, media_type(file.name), file.read_bytes())
        else:
            self._send_page(address)

    do_HEAD = do_GET

    def _send_page(self, address: str) -> None:
        # The status is taken first: a page that is older than it would be taken for the newest and never reload.
        status = self._board.status
        # The output is a link that a build may switch at any moment; one request looks through it once.
        root = cast(Server, self.server).output.resolve()
        if not root.is_dir():
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _HTML, stand_in(status))
            return
        # Pages link to each other relatively and work below any path; only 404.html knows the path of the portal.
        inner = "/" + address.removeprefix(status.base) if address.startswith(status.base) else address
        file = find_file(root, inner)
        if file is None and (f"{address}/" == status.base or is_folder_page(root, inner)):
            query = self.path[len(address) :]
            self._send(HTTPStatus.MOVED_PERMANENTLY, _HTML, b"", {"Location": f"{address}/{query}"})
        elif file is None:
            missing = find_file(root, "/404.html")
            page = missing.read_bytes() if missing else "Không có trang này.\n".encode()
            self._send(HTTPStatus.NOT_FOUND, _HTML, inject(page, status))
        elif file.suffix == ".html":
            self._send(HTTPStatus.OK, _HTML, inject(file.read_bytes(), status))
        else:
            self._send_file(file)

    def _send_file(self, file: Path) -> None:
        with file.open("rb") as source:
            self._begin(
                HTTPStatus.OK, media_type(file.name), {"Content-Length": str(os.fstat(source.fileno()).st_size)}
            )
            if self.command != "HEAD":
                shutil.copyfileobj(source, self.wfile)

    def _send(self, code: HTTPStatus, content_type: str, data: bytes, headers: dict[str, str] | None = None) -> None:
        self._begin(code, content_type, {"Content-Length": str(len(data)), **(headers or {})})
        if self.command != "HEAD":
            self.wfile.write(data)

    def _begin(self, code: HTTPStatus, content_type: str, headers: dict[str, str]) -> None:
        self.send_response(code)
        self.send_header("Content-Type", content_type)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send_events(self) -> None:
        """Tell the version of what is shown, now and whenever it changes, until the reader or the server ends."""
        self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8", {})
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 500\n\n")
        told = ""
        while status := self._board.wait(told, _HEARTBEAT):
            self.wfile.write(b":\n\n" if status.version == told else f"data: {status.version}\n\n".encode())
            told = status.version

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal for what is wrong with the content."""


def _is_local(host: str) -> bool:
    """Whether a Host header names this machine: a site elsewhere whose name was made to lead here must not read on."""
    try:
        return urlsplit(f"//{host}").hostname in _LOCAL_NAMES
    except ValueError:
        return False
