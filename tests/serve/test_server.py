import http.client
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.base.problems import Problem
from generator.serve.board import Board, Status
from generator.serve.server import PortTakenError, Server

Ask = Callable[..., Any]


def events(port: int) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/__minhbach/events")
    return connection.getresponse()


def next_version(stream: http.client.HTTPResponse) -> str:
    while line := stream.readline():
        if line.startswith(b"data: "):
            return line[6:].decode().strip()
    return ""


def test_a_page_has_the_reload_script_and_the_file_has_not(ask: Ask, site: Path) -> None:
    answer = ask("/van-ban/")
    assert answer.status == 200
    assert '<script src="/__minhbach/reload.js"' in answer.body
    assert answer.body.endswith("</script>\n</body>")
    assert (site / "van-ban/index.html").read_text("utf-8") == "<body>Văn bản</body>"


def test_what_the_page_asks_of_the_server_is_there(ask: Ask) -> None:
    assert ask("/__minhbach/reload.js").headers["content-type"].startswith("text/javascript")
    assert ask("/__minhbach/reload.css").headers["content-type"].startswith("text/css")
    assert ask("/__minhbach/server.py").status == 404


def test_a_missing_page_shows_the_sites_own_404_page_with_that_status(ask: Ask) -> None:
    answer = ask("/khong-co/")
    assert (answer.status, "Không có trang" in answer.body) == (404, True)
    assert "/__minhbach/reload.js" in answer.body


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.html",
        "/..%2fsecret.html",
        "/%2e%2e/secret.html",
        "/van-ban/..%2f..%2fsecret.html",
        "/..%5csecret.html",
        "//secret.html",
        "/%00",
        "/ra-ngoai.html",
        "/" + "a" * 300,
    ],
)
def test_no_address_leads_out_of_the_site(ask: Ask, address: str) -> None:
    answer = ask(address)
    assert answer.status == 404
    assert "bí mật" not in answer.body


def test_a_folder_is_not_listed(ask: Ask) -> None:
    assert ask("/tep/").status == 404


def test_an_address_without_its_slash_leads_to_the_page_with_its_query(ask: Ask) -> None:
    answer = ask("/van-ban?q=1")
    assert (answer.status, answer.headers["location"]) == (301, "/van-ban/?q=1")


@pytest.mark.parametrize(
    ("address", "content_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/rss.xml", "application/xml; charset=utf-8"),
        ("/rss/tat-ca.opml", "text/x-opml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/tim-kiem/chi-muc/index.wasm", "application/wasm"),
        ("/tim-kiem/chi-muc/vi.pf_meta", "application/octet-stream"),
        ("/tep/B%C3%A1o%20c%C3%A1o.csv", "text/csv; charset=utf-8"),
    ],
)
def test_files_are_what_they_are_and_never_kept_by_the_browser(ask: Ask, address: str, content_type: str) -> None:
    answer = ask(address)
    assert (answer.status, answer.headers["content-type"]) == (200, content_type)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/rss.xml", "/khong-co"])
def test_head_says_what_get_would_and_sends_nothing(ask: Ask, address: str) -> None:
    head, got = ask(address, "HEAD"), ask(address)
    assert (head.status, head.body) == (got.status, "")
    assert int(head.headers["content-length"]) == len(got.body.encode())


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "[::1", "10.0.0.1"])
def test_a_name_that_was_made_to_lead_here_is_refused(ask: Ask, host: str) -> None:
    answer = ask("/", host=host)
    assert (answer.status, "Trang chủ" in answer.body) == (403, False)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_the_names_of_this_machine_are_served(ask: Ask, host: str) -> None:
    assert ask("/", host=host).status == 200


def test_pages_are_also_below_the_path_of_the_public_address(ask: Ask, board: Board) -> None:
    board.show(Status(base="/cchc/"))
    assert "Văn bản" in ask("/cchc/van-ban/").body
    assert "Văn bản" in ask("/van-ban/").body
    assert ask("/cchc").headers["location"] == "/cchc/"
    assert ask("/cchc/van-ban").headers["location"] == "/cchc/van-ban/"


def test_a_problem_is_shown_on_the_page_that_stays_and_is_no_markup(ask: Ask, board: Board, fault: Problem) -> None:
    board.show(Status("a" * 16, (fault,)))
    body = ask("/van-ban/").body
    assert "Văn bản" in body
    assert "content/news/a.md:3:8  MB023  ngày không đúng: «&lt;script&gt;»" in body
    assert "posted: &lt;img src=x&gt;" in body
    assert "gợi ý: viết &lt;b&gt;ngày&lt;/b&gt;" in body


def test_a_template_that_fails_is_shown_too(ask: Ask, board: Board) -> None:
    board.show(Status("a" * 16, fault="UndefinedError: <b>"))
    assert "<pre>UndefinedError: &lt;b&gt;</pre>" in ask("/").body


def test_without_any_site_a_page_shows_the_problems(ask: Ask, board: Board, fault: Problem, site: Path) -> None:
    site.unlink()
    board.show(Status("", (fault,)))
    answer = ask("/van-ban/")
    assert answer.status == 503
    assert "MB023" in answer.body
    assert "/__minhbach/reload.js" in answer.body
    assert "lần trước" not in answer.body


def test_what_the_output_leads_to_is_asked_for_every_time(ask: Ask, site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("Bản mới", encoding="utf-8")
    site.unlink()
    site.symlink_to(other)
    assert ask("/").body.startswith("Bản mới")


def test_every_tab_hears_of_a_change(port: int, board: Board, fault: Problem) -> None:
    tabs = [events(port) for _ in range(3)]
    assert {next_version(tab) for tab in tabs} == {board.status.version}
    board.show(Status("a" * 16, (fault,)))
    assert {next_version(tab) for tab in tabs} == {board.status.version}
    for tab in tabs:
        tab.close()


def test_the_version_on_a_page_is_the_one_that_its_tab_hears(ask: Ask, port: int) -> None:
    stream = events(port)
    assert f'data-version="{next_version(stream)}"' in ask("/").body
    stream.close()


def test_a_build_that_changes_nothing_leaves_the_version(board: Board, fault: Problem) -> None:
    assert Status("a", (fault,)).version == Status("a", (fault,), base="/x/").version
    assert len({Status("a").version, Status("b").version, Status("a", (fault,)).version}) == 3


def test_streams_end_when_the_server_does(site: Path) -> None:
    board = Board(Status())
    with Server(0, site, board) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        stream = events(server.server_address[1])
        next_version(stream)
        board.close()
        assert next_version(stream) == ""
        stream.close()
        server.shutdown()
        port = server.server_address[1]
    with Server(port, site, board):
        pass  # the port is free again


def test_a_port_in_use_is_said_with_the_option_to_choose_another(site: Path, board: Board) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"Cổng {port} .*--port {port + 1}"):
            Server(port, site, board)


def test_only_this_machine_is_listened_to(site: Path, board: Board) -> None:
    with Server(0, site, board) as server:
        assert server.server_address[0] == "127.0.0.1"
