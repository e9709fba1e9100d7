"""Measures how long a list of procedures takes to narrow as one types, with processors made four times as slow.

    python tests/bench/narrowing.py SITE [--slower 4]

SITE is a built portal, such as tests/bench/procedures.py leaves in its folder. Each key is timed in Chromium from the
event that it fires to the moment that its results can be painted; the longest task between is what freezes a phone.
"""

import argparse
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
WORDS = "cap giay phep"
TIMED = """async (key) => {
  const box = document.querySelector("#loc-thu-tuc");
  const status = document.querySelector(".narrowing__status");
  const changed = new Promise((resolve) => new MutationObserver(resolve).observe(status, { childList: true }));
  const begun = performance.now();
  box.value += key;
  box.dispatchEvent(new InputEvent("input"));
  await changed;
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Read the arguments, serve the site and print milliseconds for each key."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--slower", type=float, default=4)
    arguments = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(arguments.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"http://127.0.0.1:{server.server_port}/thu-tuc/")
        measure(page, page.context.new_cdp_session(page), arguments.slower)
        browser.close()
    server.shutdown()


def measure(page: Page, session: CDPSession, slower: float) -> None:
    """Print how long the list takes to be ready once the box has the focus, and then each key."""
    page.evaluate(
        "window.tasks = [];"
        "new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((one) => one.duration)))"
        ".observe({ type: 'longtask' })"
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.locator("#loc-thu-tuc").focus()
    page.wait_for_timeout(2000)
    print("longest task once the box has the focus:", round(max(page.evaluate("window.tasks"), default=0)), "ms")
    for key in WORDS:
        print(repr(key), round(page.evaluate(TIMED, key)), "ms")


if __name__ == "__main__":
    main()
