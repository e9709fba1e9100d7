"""`minhbach serve` as a person uses it: in a process of its own, stopped with Ctrl-C."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from generator.pipeline import Job
from generator.serve.run import serve
from generator.vn.dates import TIME_ZONE

pytestmark = pytest.mark.slow

NEWS = "/tin-tuc/2026/04/01/tin-ngan/"
FILE = "content/news/2026/tin-ngan.md"

Ask = Callable[..., Any]
WaitFor = Callable[..., None]


def start(portal: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", "serve", "--config", str(portal / "site_config.yml")]
    options = ["--port", "0", "--today", "2026-06-01", "--no-search", *more]
    return subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def served(small: Path) -> Iterator[tuple[Path, int, subprocess.Popen[str]]]:
    """A portal that is being served, at which port, and by which process."""
    process = start(small)
    yield small, port_of(process), process
    process.kill()
    process.communicate()


def port_of(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    found = re.search(r"http://127\.0\.0\.1:([0-9]+)/", process.stdout.readline())
    assert found, process.communicate()[1]
    return int(found[1])


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_an_edit_a_fault_and_its_mending_are_seen_on_the_page(
    served: tuple[Path, int, subprocess.Popen[str]], ask_port: Ask, wait_for: WaitFor
) -> None:
    portal, port, process = served
    wait_for(lambda: ask_port(port, NEWS).status == 200)
    change(portal / FILE, "Một tin ngắn.", "Một tin dài hơn.")
    wait_for(lambda: "Một tin dài hơn." in ask_port(port, NEWS).body)

    change(portal / FILE, "1-4-2026", "31-4-2026")
    wait_for(lambda: "MB023" in ask_port(port, NEWS).body)
    broken = ask_port(port, NEWS).body
    assert f"{FILE}:3:12" in broken
    assert "Một tin dài hơn." in broken, "the last good site stays"

    change(portal / FILE, "31-4-2026", "1-4-2026")
    wait_for(lambda: "MB023" not in ask_port(port, NEWS).body)

    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "MB023" in err
    assert err.count("MB082") == 1, "a notice is not told again after every edit"
    assert "Traceback" not in out + err
    with pytest.raises(ConnectionRefusedError):
        ask_port(port, "/")


def test_a_portal_that_was_never_right_shows_why_until_it_is(small: Path, ask_port: Ask, wait_for: WaitFor) -> None:
    (small / "site_config.yml").rename(small / "away.yml")
    process = start(small)
    try:
        port = port_of(process)
        wait_for(lambda: "MB050" in ask_port(port, "/").body)
        assert ask_port(port, "/").status == 503
        (small / "away.yml").rename(small / "site_config.yml")
        wait_for(lambda: ask_port(port, "/").status == 200)
    finally:
        process.terminate()
        assert process.communicate(timeout=10)[1].count("Traceback") == 0
    assert process.returncode == 0, "a supervisor's stop is as orderly as Ctrl-C"


def test_a_template_that_fails_does_not_end_the_server(
    served: tuple[Path, int, subprocess.Popen[str]], ask_port: Ask, wait_for: WaitFor
) -> None:
    portal, port, process = served
    wait_for(lambda: ask_port(port, NEWS).status == 200)
    template = portal / "theme" / "pages" / "news.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ view.no_such_thing }}")
    wait_for(lambda: "UndefinedError" in ask_port(port, NEWS).body)
    template.unlink()
    wait_for(lambda: "UndefinedError" not in ask_port(port, NEWS).body)
    assert process.poll() is None


def test_who_asks_to_stop_is_heard_even_where_nothing_was_raised(small: Path) -> None:
    stop, addresses = threading.Event(), []
    now = datetime(2026, 6, 1, 12, tzinfo=TIME_ZONE)
    job = Job(small, small / "site_config.yml", small / "content", small / "site", now, search=False)
    arguments = (job, lambda: now, 0, addresses.append, lambda _: stop.set(), stop)
    server = threading.Thread(target=serve, args=arguments, daemon=True)
    server.start()
    server.join(timeout=60)
    assert not server.is_alive()
    with pytest.raises(URLError):
        urlopen(addresses[0], timeout=5)


def test_a_port_in_use_is_told_in_one_line(
    served: tuple[Path, int, subprocess.Popen[str]], small: Path, tmp_path: Path
) -> None:
    _, port, _ = served
    second = start(small, "--port", str(port), "--output", str(tmp_path / "other"))
    _, err = second.communicate(timeout=30)
    assert second.returncode == 3
    assert err.startswith(f"minhbach: Cổng {port} ")
    assert "--port" in err
    assert err.count("\n") == 1
