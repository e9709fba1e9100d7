"""A build killed at any moment leaves one whole release where readers look."""

import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from subprocess import PIPE
from typing import IO

import pytest

from generator.base.artifact import Artifact
from generator.publish.manifest import is_whole
from generator.publish.release import commit, current_release, open_stage, roll_back
from generator.publish.stage import write_artifact

PAGES = 200
KILLS = 50
CARRY = ("tai-nguyen/",)
CHANGES = {"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"}  # audit events


def site_of(version: str, pages: int) -> list[Artifact]:
    """Return pages that all hold the version and ask for an asset named after it."""
    asset = f"tai-nguyen/app.{version}.css"
    names = ["index.html", *(f"trang/{number}/index.html" for number in range(1, pages))]
    texts = [Artifact(name, f"{version} {asset}".encode()) for name in names]
    return [*texts, Artifact(asset, version.encode()), Artifact("logo.svg", b"the same in all versions")]


def publish(output: Path, version: str, pages: int = PAGES) -> None:
    with open_stage(output) as stage:
        commit(stage, [write_artifact(stage, artifact) for artifact in site_of(version, pages)], CARRY)


def build_on_demand(output: Path) -> None:
    """For each line of input, fork a process that publishes until it is killed; answer with its process id."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            publish_for_ever(output, line.strip())
        print("pid", child, flush=True)
        os.waitpid(child, 0)


def publish_for_ever(output: Path, first: str) -> None:
    """Publish a new version again and again, and every third time the one before: each path of `commit`."""
    for number in itertools.count(1):
        publish(output, f"{first}-{number - 2 * (number % 3 == 0)}")
        print("published", flush=True)


def await_word(lines: IO[str], word: str) -> str:
    """Read up to the line that begins with a word, and return what follows it."""
    while not (line := lines.readline()).startswith(word):
        assert line, "the builds have ended"
    return line.removeprefix(word)


def mixed(root: Path, names: list[str]) -> str:
    """Return what is wrong with a release of which these pages are read, or nothing."""
    version, asset = (root / "index.html").read_text().split()
    for name in names:
        if (root / name).read_text() != f"{version} {asset}":
            return f"{name} is not of version {version}"
    return "" if (root / asset).read_text() == version else f"{asset} is not of version {version}"


def read_until(
    stop: threading.Event, output: Path, chosen: random.Random, faults: list[str], counts: list[int]
) -> None:
    """Read the site as a visitor's browser and as a server that has resolved the link do."""
    while not stop.is_set():
        counts[0] += 1
        time.sleep(0.001)  # leave a processor to the builds
        try:
            link = output.readlink()
        except OSError as error:
            faults.append(f"{error}")
            continue
        try:
            (output / "index.html").read_text()
            fault = mixed(output.parent / link, [f"trang/{chosen.randrange(1, PAGES)}/index.html" for _ in range(5)])
        except OSError as error:
            # A release may go two switches after it was served; a reader that was that slow starts again.
            fault = "" if output.readlink() != link else f"{error}"
        if fault:
            faults.append(fault)


def publish_until(output: Path, version: str, step: int) -> bool:
    """Publish in a forked process that is killed just before its step-th change of files; return whether it was."""
    child = os.fork()
    if not child:
        steps = itertools.count(1)

        def kill_at_step(event: str, _: object) -> None:
            if event in CHANGES and next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(kill_at_step)
        publish(output, version, pages=2)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.slow
def test_a_build_killed_before_any_of_its_steps_leaves_the_old_or_the_new_site(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "before-1", pages=2)
    publish(output, "old-1", pages=2)
    seen = set()
    step = 1
    while publish_until(output, f"new-{step}", step):
        release = current_release(output)
        assert release is not None
        assert is_whole(release)
        assert mixed(output, ["trang/1/index.html"]) == ""
        version = (output / "index.html").read_text().split()[0]
        seen.add(version.partition("-")[0])
        roll_back(output)
        expected = {"old": f"before-{step}", "new": f"old-{step}"}[version.partition("-")[0]]
        assert (output / "index.html").read_text().split()[0] == expected
        step += 1
        publish(output, f"before-{step}", pages=2)
        publish(output, f"old-{step}", pages=2)
    assert seen == {"old", "new"}
    assert step > 20


@pytest.mark.slow
def test_readers_never_see_a_broken_or_mixed_site_however_often_a_build_is_killed(tmp_path: Path) -> None:
    output = tmp_path / "site"
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chosen = random.Random(seed)
    publish(output, "first")
    start = time.monotonic()
    publish(output, "second")
    duration = time.monotonic() - start
    stop, faults, counts = threading.Event(), list[str](), [0]
    reader = threading.Thread(target=read_until, args=(stop, output, random.Random(seed + 1), faults, counts))
    reader.start()
    served = set()
    builds = subprocess.Popen([sys.executable, __file__, str(output)], stdin=PIPE, stdout=PIPE, text=True)
    assert builds.stdin is not None
    assert builds.stdout is not None
    try:
        for kill in range(KILLS):
            print(f"v{kill}", file=builds.stdin, flush=True)
            child = int(await_word(builds.stdout, "pid"))
            for _ in range(chosen.randrange(2)):
                await_word(builds.stdout, "published")
            time.sleep(chosen.uniform(0, duration))
            os.kill(child, signal.SIGKILL)
            release = current_release(output)
            assert release is not None
            assert is_whole(release)
            assert mixed(release.root, [name for name in release.entries if name.endswith(".html")]) == ""
            served.add(release.id)
    finally:
        builds.communicate()
        stop.set()
        reader.join()
    assert faults == []
    assert counts[0] > KILLS  # the reader did look
    assert len(served) > KILLS // 10  # and the builds did publish
    publish(output, "last")
    assert mixed(output, []) == ""
    assert len([path for path in (tmp_path / ".site.releases").iterdir() if path.is_dir()]) == 2


if __name__ == "__main__":
    build_on_demand(Path(sys.argv[1]))
