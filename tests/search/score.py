"""Scores the search by judgements.yml: ``python tests/search/score.py`` builds both portals and prints the figures.

The real index is asked in Chromium, through the script of the search page. A query without diacritics is one of ASCII
alone that has a word which is not a number or a symbol.
"""

import re
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

from generator.pipeline import Job, build
from generator.vn.dates import TIME_ZONE

ROOT = Path(__file__).parents[2]
JUDGEMENTS = Path(__file__).with_name("judgements.yml")
PORTALS = {"demo": (ROOT / "examples" / "demo", "2026-06-15"), "own": (ROOT, "2026-11-23")}
SHOWN = 10  # results on a page: what is further down counts as not found

_ASK = """async ([script, queries, count]) => {
  const folder = new URL(document.querySelector("[data-search]").dataset.index, document.baseURI);
  const worker = new Worker(script, { type: "module" });
  const told = (method, argument) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data: { early, value, reason, message } }) => {
      if (reason) reject(new Error(message));
      else if (!early) resolve(value);
    };
    worker.postMessage({ id: 0, method, argument });
  });
  const manifest = await (await fetch(new URL("search.json", folder))).json();
  await told("open", { folder: String(folder), manifest });
  const found = [];
  for (const text of queries) {
    const { answer } = await told("ask", { text, request: {}, count });
    found.push(answer.results.map((result) => result.url));
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, the pages that answer it, and what was found, best first."""

    query: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def rank(self) -> int:
        """The place of the first page that answers, from 1; 0 where none is on the first page of results."""
        return next((place for place, url in enumerate(self.found, 1) if url in self.wanted), 0)

    @property
    def is_unmarked(self) -> bool:
        """Whether words were typed without diacritics."""
        return self.query.isascii() and re.search(r"[a-z]{3}", self.query) is not None


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of queries: with an answer first, and among the first five; and the mean reciprocal rank."""

    queries: int
    first: float
    five: float
    mrr: float


def score(judged: Sequence[Judged]) -> Score:
    """Return the figures of some queries, at least one."""
    ranks = [one.rank for one in judged]
    return Score(
        len(ranks),
        sum(rank == 1 for rank in ranks) / len(ranks),
        sum(1 <= rank <= 5 for rank in ranks) / len(ranks),
        sum(1 / rank for rank in ranks if rank) / len(ranks),
    )


def judgements() -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the queries of each portal with the pages that answer them."""
    read = yaml.safe_load(JUDGEMENTS.read_text("utf-8"))
    return {
        portal: [(query, (pages,) if isinstance(pages, str) else tuple(pages)) for query, pages in rows]
        for portal, rows in read.items()
    }


def judge(browser: Browser, site: Path, address: str, rows: Sequence[tuple[str, tuple[str, ...]]]) -> list[Judged]:
    """Ask the site that is served at an address."""
    script = next((site / "tai-nguyen").glob("search-worker.*.js")).name
    page = browser.new_page()
    page.goto(f"{address}/tim-kiem/")
    found = page.evaluate(_ASK, [f"{address}/tai-nguyen/{script}", [query for query, _ in rows], SHOWN])
    page.close()
    return [Judged(query, wanted, tuple(urls)) for (query, wanted), urls in zip(rows, found, strict=True)]


def build_portal(name: str, output: Path) -> Path:
    """Build a portal into a folder and return it."""
    root, today = PORTALS[name]
    now = datetime.fromisoformat(today).replace(tzinfo=TIME_ZONE)
    build(Job(root, root / "site_config.yml", root / "content", output, now))
    return output


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Build, ask, and print the figures and each query without its answer in first place."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as work:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        judged: list[Judged] = []
        for name, rows in judgements().items():
            site = build_portal(name, Path(work) / name)
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(site)))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            judged += judge(browser, site, f"http://127.0.0.1:{server.server_port}", rows)
            server.shutdown()
        browser.close()
    for one in judged:
        if one.rank != 1:
            print(f"{one.rank or '–'}  {one.query}: {' '.join(one.found[:3])}")
    for title, part in (("all", judged), ("without diacritics", [one for one in judged if one.is_unmarked])):
        figures = score(part)
        print(
            f"{title}: {figures.queries} queries, success@1 {figures.first:.3f}, success@5 {figures.five:.3f}, "
            f"MRR {figures.mrr:.3f}"
        )


if __name__ == "__main__":
    sys.exit(main())
