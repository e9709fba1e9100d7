"""The page of an editor in real Chromium, under the page's own Content-Security-Policy."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SMALL = Path(__file__).parents[1] / "sites" / "small"
FILE = "content/news/2026/tin-ngan.md"


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "portal"))


@pytest.fixture
def address(portal: Path) -> Iterator[str]:
    """Where ``minhbach serve`` serves the portal."""
    command = [sys.executable, "-m", "generator", "serve", "--port", "0", "--today", "2026-06-01", "--no-search"]
    with subprocess.Popen(command, cwd=portal, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        found = re.search(r"http://[^ ]+", process.stdout.readline())
        assert found
        yield found[0]
        process.terminate()


def test_the_page_reloads_by_itself_and_shows_what_is_wrong(page: Page, portal: Path, address: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    text = (portal / FILE).read_text("utf-8")

    page.goto(address)  # nothing is built yet: the page waits for its site by itself
    expect(page.get_by_role("link", name="Tin tức").first).to_be_visible(timeout=20_000)
    page.goto(f"{address}tin-tuc/2026/04/01/tin-ngan/")
    (portal / FILE).write_text(text.replace("Một tin ngắn.", "Một tin đã sửa."), "utf-8")
    expect(page.get_by_text("Một tin đã sửa.")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("alert")).to_have_count(0)

    (portal / FILE).write_text(text.replace("1-4-2026", "31-4-2026"), "utf-8")
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text(f"{FILE}:3:12  MB023", timeout=20_000)
    expect(panel).to_be_in_viewport()
    assert panel.evaluate("e => getComputedStyle(e).position") == "fixed", "its style is let in"
    expect(page.get_by_text("Một tin đã sửa.")).to_be_visible()

    (portal / FILE).write_text(text, "utf-8")
    expect(panel).to_have_count(0, timeout=20_000)
    expect(page.get_by_text("Một tin ngắn.")).to_be_visible()
    assert refused == []


def test_a_hidden_tab_catches_up_when_it_is_looked_at(page: Page, portal: Path, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("link", name="Tin tức").first).to_be_visible(timeout=20_000)
    page.goto(f"{address}tin-tuc/2026/04/01/tin-ngan/")
    page.evaluate(
        """() => {
            Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true})
            window.away = true
            document.dispatchEvent(new Event('visibilitychange'))
        }"""
    )
    (portal / FILE).write_text((portal / FILE).read_text("utf-8").replace("Một tin ngắn.", "Tin mới."), "utf-8")
    other = page.context.new_page()
    other.goto(f"{address}tin-tuc/2026/04/01/tin-ngan/")
    expect(other.get_by_text("Tin mới.")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Một tin ngắn.")).to_be_visible()
    page.evaluate("() => { window.away = false; document.dispatchEvent(new Event('visibilitychange')) }")
    expect(page.get_by_text("Tin mới.")).to_be_visible()
