"""Indexes a synthetic portal and searches it in Chromium; prints seconds, memory and bytes.

    python tests/bench/search.py --records 10000 --jobs 2 [--folder FOLDER] [--slow 4]

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

from corpus import write_corpus
from playwright.sync_api import Page, sync_playwright

from generator.base.artifact import Artifact
from generator.link.build import link_site
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.outputs.assets import collect_assets
from generator.outputs.search import SearchIndex, plan_index
from generator.outputs.searchdoc import SearchDocument
from generator.outputs.searchdocs import search_documents
from generator.pipeline import Job, make_index
from generator.publish.release import commit, open_stage
from generator.publish.stage import write_artifact
from generator.render.env import builtin_theme_dir, material_dir
from generator.vn.dates import TIME_ZONE

T = TypeVar("T")

QUERIES = """
cai cach thu tuc hanh chinh | cải cách thủ tục hành chính | dat dai | đất đai | ho tich | hộ tịch | ke hoach
nhiem vu co quan chu tri | nhiệm vụ | dich vu truc tuyen toan trinh | mot cua lien thong | bo may to chuc
can bo cong chuc | cong khai minh bach | ngan sach | dau tu cong | tai chinh | moi truong | giao duc | y te
xay dung | giao thong | chung thuc | giai quyet dung han | chinh quyen so | cong nghe thong tin | chi so hai long
kiem tra danh gia | 1275/QĐ-UBND | so lieu bao cao
"""

SEARCH = """async ([script, folder, text, whole]) => {
  const { openSearch } = await import(script);
  const begun = performance.now();
  window.index ??= await openSearch(new URL(folder, location.href));
  const times = {};
  const note = (name) => async (answer) => {
    await answer.load(0, whole ? 10 : 5);
    times[name] = performance.now() - begun;
  };
  const waits = [];
  const keep = (name) => (answer) => waits.push(note(name)(answer));
  const request = { queries: [text], exactNumber: text, fullText: whole };
  const answer = await window.index.search(request, { onHeads: keep("first"), onMore: keep("whole") });
  await Promise.all(waits);
  return { ...times, total: answer.total };
}"""

LONG_TASKS = """window.blocked = 0; new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.blocked = Math.max(window.blocked, task.duration);
}).observe({ type: "longtask" })"""


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, counts what it sends, keeps connections open."""

    protocol_version = "HTTP/1.1"
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
        documents = timed("documents", lambda: documents_of(job))
        script, index = build("cold", documents, job)
        changed = [dataclasses.replace(documents[0], title=f"{documents[0].title} mới"), *documents[1:]]
        script, index = build("one changed", changed, dataclasses.replace(job, full=False))
        print(f"{len(index.shards)} shards, largest {max(len(shard.documents) for shard in index.shards)} documents")
        with served(job.output) as address:
            browse(address, script, f"/{index.heads}", arguments.slow)


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


def documents_of(job: Job) -> Sequence[SearchDocument]:
    """Load the corpus."""
    portal, _ = load_config(job.root, job.config)
    assert portal is not None
    content = load_content(job.root, job.content, job.jobs)
    site, _ = link_site(portal, content.records, find_downloads(job.content / "files"), job.now, job.root)
    return search_documents(site)


def build(name: str, documents: Sequence[SearchDocument], job: Job) -> tuple[str, SearchIndex]:
    """Publish an index with the scripts and an empty page; return the address of the script, and the index."""
    assets = collect_assets([builtin_theme_dir()], material_dir())
    with open_stage(job.output) as stage:
        index = timed(f"{name}: plan", lambda: plan_index(documents))
        assert index is not None
        entries = timed(f"{name}: index", lambda: make_index(index, stage, job))
        page = Artifact("index.html", b'<!doctype html><html lang="vi"><title>.</title></html>')
        entries += [write_artifact(stage, artifact) for artifact in (*assets.artifacts, page)]
        commit(stage, entries)
    return f"/{assets.addresses['search-index.js']}", index


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def browse(address: str, script: str, folder: str, slow: float) -> None:
    """Search for each query as the header does and as the page does, and print the first and the worst."""
    queries = [query.strip() for query in QUERIES.replace("\n", "|").split("|") if query.strip()]
    with sync_playwright() as playwright:
        chromium = Path("/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium if chromium.exists() else None, args=["--no-sandbox"]
        )
        for name, whole in (("header", False), ("page", True)):
            page = browser.new_context().new_page()
            page.goto(address)
            page.evaluate(LONG_TASKS)
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
            found = [ask(page, [script, folder, query, whole]) for query in queries]
            print(f"\n{name:<36}{'first ms':>9}{'whole ms':>9}{'KB':>7}{'results':>9}")
            for query, times in [*zip(queries, found, strict=True)][:4]:
                show(query, times)
            rest = found[1:]
            show("worst after the first", {key: max(times.get(key, 0) for times in rest) for key in rest[0]})
            print(f"{'longest task of the page, ms':<36}{page.evaluate('window.blocked'):>9.0f}")
        browser.close()


def ask(page: Page, arguments: list[object]) -> dict[str, float]:
    """Search in the page; return milliseconds to the first and to all results, their number, and kilobytes."""
    before = Handler.sent
    found: dict[str, float] = page.evaluate(SEARCH, arguments)
    return {**found, "KB": (Handler.sent - before) / 1000}


def show(query: str, times: dict[str, float]) -> None:
    """Print a line."""
    first, whole = (times.get(name, 0) for name in ("first", "whole"))
    print(f"{query:<36}{first:>9.0f}{whole:>9.0f}{times['KB']:>7.0f}{times['total']:>9,.0f}")


if __name__ == "__main__":
    main()
