"""The real command, killed at any moment, while readers look: they see one whole site, old or new.

tests/publish/test_kill.py kills the layer that publishes at each of its steps; here everything runs that a build runs.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KILLS = 50
SMALL = ROOT / "tests/sites/small"
VERSION = re.compile(r"bản số \d+")
POST = "content/news/2026/tin-ngan.md"
STYLE = "theme/components/badge/badge.css"


def write_version(root: Path, number: int) -> None:
    """Write a version into the frame of every page, a post, and so into feeds and search, and a style sheet."""
    notice = (SMALL / "site_config.yml").read_text("utf-8").replace("Cổng minh họa", f"Đây là bản số {number}")
    (root / "site_config.yml").write_text(notice, "utf-8")
    post = (SMALL / POST).read_text("utf-8").replace("Một tin ngắn.", f"Tin của bản số {number}.")
    (root / POST).write_text(post, "utf-8")
    (root / STYLE).parent.mkdir(parents=True, exist_ok=True)
    (root / STYLE).write_text(f"/* bản số {number} */\n", "utf-8")


def start_build(root: Path, output: Path, scratch: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "generator", "build", "--today", "2026-06-01", "--jobs", "1"]
    files = ["--config", str(root / "site_config.yml"), "--output", str(output)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, *files], cwd=ROOT, env=os.environ | {"TMPDIR": str(scratch)}, **quiet)


def read_site(served: Path) -> set[str]:
    """Read as a browser does, starting at the home page, and return the versions that were met."""
    home = (served / "index.html").read_text("utf-8")
    (style,) = re.findall(r'href="(tai-nguyen/portal\.[0-9a-f]+\.css)"', home)
    search = (served / "tim-kiem/index.html").read_text("utf-8")
    (index,) = re.findall(r'data-index="\.\./([^"]+)"', search)
    post = (served / "tin-tuc/2026/04/01/tin-ngan/index.html").read_text("utf-8")
    manifest = json.loads((served / index / "search.json").read_text("utf-8"))
    assert (served / index / manifest["engine"] / "pagefind.js").stat().st_size
    for shard in manifest["shards"]:
        assert (served / index / shard / "pagefind-entry.json").stat().st_size
    feed = (served / "rss.xml").read_text("utf-8")
    styles = (served / style).read_text("utf-8")
    return {version for text in (home, search, post, feed, styles) for version in VERSION.findall(text) or ["none"]}


def read_until(stop: threading.Event, output: Path, faults: list[str], reads: list[int]) -> None:
    while not stop.is_set():
        reads[0] += 1
        time.sleep(0.01)  # leave a processor to the builds
        release = output.resolve()
        try:
            met = read_site(release)
        except (OSError, ValueError) as error:
            # A release is kept until the second switch after it was served; who is slower than that starts again.
            if output.resolve() == release:
                faults.append(f"{type(error).__name__}: {error}")
            continue
        if len(met) != 1:
            faults.append(f"mixed: {met}")


@pytest.mark.slow
def test_readers_see_a_whole_site_however_often_its_build_is_killed(tmp_path: Path) -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chosen = random.Random(seed)
    output, scratch = tmp_path / "site", tmp_path / "scratch"
    scratch.mkdir()
    root = shutil.copytree(SMALL, tmp_path / "portal")
    write_version(root, 0)
    start = time.monotonic()
    assert start_build(root, output, scratch).wait() == 0
    duration = time.monotonic() - start
    stop, faults, reads = threading.Event(), list[str](), [0]
    reader = threading.Thread(target=read_until, args=(stop, output, faults, reads))
    reader.start()
    outcomes = {"killed": 0, "switched": 0}
    try:
        for kill in range(KILLS):
            before = output.readlink()
            write_version(root, kill + 1 - 2 * (kill % 5 == 4))  # every fifth goes back to an earlier one
            build = start_build(root, output, scratch)
            time.sleep(chosen.uniform(0.3, 1.8) * duration)  # of a machine that others use, too
            outcomes["killed"] += build.poll() is None
            build.kill()
            build.wait()
            outcomes["switched"] += output.readlink() != before
            assert len(read_site(output)) == 1
    finally:
        stop.set()
        reader.join()
    print(outcomes, f"{reads[0]} reads")
    assert faults == []
    assert reads[0] > KILLS
    assert outcomes["killed"] > KILLS // 5
    assert outcomes["switched"] > 0
    write_version(root, KILLS + 1)
    assert start_build(root, output, scratch).wait() == 0
    assert read_site(output) == {f"bản số {KILLS + 1}"}
    assert list(scratch.iterdir()) == []
    assert [path.name for path in (tmp_path / ".site.releases").iterdir() if path.name.startswith("tmp-")] == []
