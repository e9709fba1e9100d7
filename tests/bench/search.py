"""Indexes a synthetic portal and searches it in Chromium; prints seconds, memory and bytes.

    python tests/bench/search.py --records 10000 --jobs 2 [--folder FOLDER] [--slow 4]

It searches as readers do, in pages of the portal that have been open for a second: in the box of the header, from the
first key in a box that has just been focused (and once half a second after) until the five best are offered; on the
page of the search from the moment that the form is sent. The first search is the first that this browser makes. Then an
address with a query is opened, beside the time until anything of that page is painted.
"first ms" is until the first results are shown, "whole ms" until the complete list is.

Bytes are what a server without compression sends. ``--slow`` slows the thread of the page, not those of the workers.
Compare figures of one run: a shared machine drifts.
"""

import argparse
import dataclasses
import gc
import os
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from corpus import write_corpus
from playwright.sync_api import Browser, Page, sync_playwright

from generator.blueprint import Outline, load_theme, page_makers, plan_pages
from generator.link.build import link_site
from generator.link.site import Site
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.outputs.search import SearchIndex, plan_index
from generator.outputs.searchdoc import SearchDocument
from generator.outputs.searchdocs import search_documents
from generator.pages.change_list import change_feed
from generator.pages.feeds import plan_feeds
from generator.pipeline import Job, make_index
from generator.publish.release import commit, open_stage
from generator.publish.stage import write_artifact
from generator.urls import CONTACT, SEARCH
from generator.vn.dates import TIME_ZONE

T = TypeVar("T")

QUERIES = """
cai cach thu tuc hanh chinh | cải cách thủ tục hành chính | dat dai | đất đai | ho tich | hộ tịch | ke hoach
nhiem vu co quan chu tri | nhiệm vụ | dich vu truc tuyen toan trinh | mot cua lien thong | bo may to chuc
can bo cong chuc | cong khai minh bach | ngan sach | dau tu cong | tai chinh | moi truong | giao duc | y te
xay dung | giao thong | chung thuc | giai quyet dung han | chinh quyen so | cong nghe thong tin | chi so hai long
kiem tra danh gia | 1275/QĐ-UBND | so lieu bao cao
"""

UNTIL = """window.until = async (ready) => {
  const end = performance.now() + 3000;
  while (!ready() && performance.now() < end) await new Promise(requestAnimationFrame);
};"""

BOX = """async (text) => {
  const form = document.querySelector("[data-search-box]");
  const input = form.elements.q;
  const begun = performance.now();
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const last = () => form.querySelector("[role=listbox]:not([hidden]) > :last-child");
  const offered = () => last()?.textContent.includes(`«${text}»`);
  await until(offered);
  const first = performance.now() - begun;
  return { first, whole: first, total: offered() ? form.querySelectorAll("[role=option]").length - 1 : 0 };
}"""

PAGE = """async (text) => {
  const page = document.querySelector("[data-search]");
  const input = page.querySelector("form").elements.q;
  const [list, status] = [".search__results", ".search__status"].map((name) => page.querySelector(name));
  const isOpening = input.value === text;
  const begun = isOpening ? 0 : performance.now();
  const shown = isOpening ? undefined : list.dataset.query;
  const told = isOpening ? "" : status.textContent;
  if (!isOpening) {
    input.value = text;
    input.form.requestSubmit();
  }
  await until(() => list.dataset.query !== shown);
  const first = performance.now() - begun;
  await until(() => status.textContent !== told && status.textContent.includes("kết quả cho «"));
  const total = Number(status.textContent.match(/^[0-9.]*/)[0].replaceAll(".", ""));
  return { first, whole: performance.now() - begun, total };
}"""

PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"

LONG_TASKS = """window.blocked = 0; new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.blocked = Math.max(window.blocked, task.duration);
}).observe({ type: "longtask" })"""


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, counts what it sends, keeps connections open."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # as servers do; else each answer may wait 40 ms
    sent = 0

    def copyfile(self, source: object, outputfile: object) -> None:
        data = source.read()  # type: ignore[attr-defined]  # the base class says no more of the file
        Handler.sent += len(data)
        outputfile.write(data)  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--slow", type=float, default=1)
    parser.add_argument("--folder", type=Path, help="where corpus and index go; kept, and the corpus is used again")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        root = folder / f"corpus-{arguments.records}"
        if not root.is_dir():
            write_corpus(arguments.records, root)
        config, content, now = root / "site_config.yml", root / "content", datetime.now(TIME_ZONE)
        job = Job(root, config, content, folder / "search", now, arguments.jobs, full=True)
        gc.disable()  # as the command does
        site = site_of(job)
        documents = timed("documents", lambda: search_documents(site))
        build("cold", documents, site, job)
        changed = [dataclasses.replace(documents[0], title=f"{documents[0].title} mới"), *documents[1:]]
        index = build("one changed", changed, site, dataclasses.replace(job, full=False))
        print(f"{len(index.shards)} shards, largest {max(len(shard.documents) for shard in index.shards)} documents")
        with served(job.output) as address:
            browse(address, arguments.slow)


def timed(name: str, work: Callable[[], T]) -> T:
    """Run and time; memory is the peak until now of this process and of its largest child."""
    begun, busy = time.perf_counter(), processor_time()
    result = work()
    own, child = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds, processor = time.perf_counter() - begun, processor_time() - busy
    print(f"{name:<24}{seconds:>8.2f} s{processor:>8.2f} s of processors{own:>6} MiB self{child:>6} MiB child")
    return result


def processor_time() -> float:
    """Return the seconds that processors gave to this process and its children; less uncertain on a busy machine."""
    return sum(os.times()[:4])


def site_of(job: Job) -> Site:
    """Load the corpus."""
    portal, _ = load_config(job.root, job.config)
    assert portal is not None
    content = load_content(job.root, job.content, job.jobs)
    site, _ = link_site(portal, content.records, find_downloads(job.content / "files"), job.now, job.root)
    return site


def build(name: str, documents: Sequence[SearchDocument], site: Site, job: Job) -> SearchIndex:
    """Publish an index, and the pages that search in it."""
    with open_stage(job.output) as stage:
        index = timed(f"{name}: plan", lambda: plan_index(documents))
        assert index is not None
        entries = timed(f"{name}: index", lambda: make_index(index, stage, job))
        outline = Outline(site, (*plan_feeds(site), change_feed(site)), index, (), (), ())
        theme = load_theme(site, job.root)
        pages = [page for page in plan_pages(outline) if page.url in (CONTACT, SEARCH)]
        artifacts = [artifact for make in page_makers(outline, pages, (), theme) for artifact in make()]
        entries += [write_artifact(stage, artifact) for artifact in (*theme.assets.artifacts, *artifacts)]
        commit(stage, entries)
    return index


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def browse(address: str, slow: float) -> None:
    """Search for each query in the header and on the page, and print the first and the worst of the others."""
    queries = [query.strip() for query in QUERIES.replace("\n", "|").split("|") if query.strip()]
    with sync_playwright() as playwright:
        chromium = Path("/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium if chromium.exists() else None, args=["--no-sandbox"]
        )
        page = opened(browser, f"{address}{CONTACT[1:]}", slow)
        show_all("header", queries, [ask(page, BOX, query) for query in queries], page)
        page.close()  # pages that are open take from the others, slowed ones most
        page = opened(browser, f"{address}{CONTACT[1:]}", slow)
        page.locator("[data-search-box] [name=q]").focus()
        page.wait_for_timeout(500)
        show("focused half a second before", ask(page, BOX, queries[0]))
        page.close()
        page = opened(browser, f"{address}{SEARCH[1:]}", slow)
        show_all("page", queries, [ask(page, PAGE, query) for query in queries], page)
        page.close()
        page = blank(browser, slow)
        page.goto(f"{address}{SEARCH[1:]}?q={quote(queries[0])}", wait_until="domcontentloaded")
        show("\nopened by its address", ask(page, PAGE, queries[0]))
        print(f"{'first painted after ms':<36}{page.evaluate(PAINTED):>9.0f}")
        browser.close()


def blank(browser: Browser, slow: float) -> Page:
    """Return a page of a browser that has nothing of the portal yet."""
    page = browser.new_context().new_page()
    page.add_init_script(f"{LONG_TASKS};{UNTIL}")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    return page


def opened(browser: Browser, address: str, slow: float) -> Page:
    """Open an address in such a page, and look at it for a second."""
    page = blank(browser, slow)
    page.goto(address)
    page.wait_for_timeout(1000)
    page.evaluate("window.blocked = 0")  # what opening the page took is not typing
    return page


def ask(page: Page, script: str, query: str) -> dict[str, float]:
    """Search; return milliseconds to the first and to all results, their number, and kilobytes."""
    before = Handler.sent
    times: dict[str, float] = page.evaluate(script, query)
    page.wait_for_timeout(50)  # for what is on its way and not waited for
    return {**times, "KB": (Handler.sent - before) / 1000}


def show_all(name: str, queries: Sequence[str], found: Sequence[dict[str, float]], page: Page) -> None:
    """Print some of the searches and the worst of those after the first."""
    print(f"\n{name:<36}{'first ms':>9}{'whole ms':>9}{'KB':>7}{'results':>9}")
    for query, times in [*zip(queries, found, strict=True)][:4]:
        show(query, times)
    rest = [times for times in found[1:] if times["total"]]  # the header offers nothing where none fits
    show("worst after the first", {key: max(times[key] for times in rest) for key in rest[0]})
    print(f"{'longest task of the page, ms':<36}{page.evaluate('window.blocked'):>9.0f}")


def show(query: str, times: dict[str, float]) -> None:
    """Print a line."""
    print(f"{query:<36}{times['first']:>9.0f}{times['whole']:>9.0f}{times['KB']:>7.0f}{times['total']:>9,.0f}")


if __name__ == "__main__":
    main()
