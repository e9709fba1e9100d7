"""A build killed at any moment leaves one whole release where readers look."""

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.base.artifact import Artifact
from generator.publish.manifest import is_whole
from generator.publish.release import commit, current_release, open_stage
from generator.publish.stage import write_artifact

PAGES = 200
KILLS = 50
CARRY = ("tai-nguyen/",)


def site_of(version: str) -> list[Artifact]:
    """Return pages that all hold the version and ask for an asset named after it."""
    asset = f"tai-nguyen/app.{version}.css"
    names = ["index.html", *(f"trang/{number}/index.html" for number in range(1, PAGES))]
    pages = [Artifact(name, f"{version} {asset}".encode()) for name in names]
    return [*pages, Artifact(asset, version.encode()), Artifact("logo.svg", b"the same in all versions")]


def publish(output: Path, version: str) -> None:
    with open_stage(output) as stage:
        commit(stage, [write_artifact(stage, artifact) for artifact in site_of(version)], CARRY)


def publish_for_ever(output: Path, first: str) -> None:
    """Publish a new version again and again, and every third time the one before: each path of `commit`."""
    print("ready", flush=True)
    number = 0
    while True:
        number += 1
        publish(output, f"{first}-{number - 2 * (number % 3 == 0)}")


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


@pytest.mark.slow
def test_readers_never_see_a_broken_or_mixed_site_however_often_a_build_is_killed(tmp_path: Path) -> None:
    output = tmp_path / "site"
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chosen = random.Random(seed)
    publish(output, "first")
    stop, faults, counts = threading.Event(), list[str](), [0]
    reader = threading.Thread(target=read_until, args=(stop, output, random.Random(seed + 1), faults, counts))
    reader.start()
    served = set()
    try:
        for kill in range(KILLS):
            command = [sys.executable, __file__, str(output), f"v{kill}"]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as build:
                assert build.stdout is not None
                assert build.stdout.readline() == b"ready\n"
                time.sleep(chosen.uniform(0, 0.1))
                build.send_signal(signal.SIGKILL)
            release = current_release(output)
            assert release is not None
            assert is_whole(release)
            assert mixed(release.root, [name for name in release.entries if name.endswith(".html")]) == ""
            served.add(release.id)
    finally:
        stop.set()
        reader.join()
    assert faults == []
    assert counts[0] > KILLS  # the reader did look
    assert len(served) > KILLS // 4  # and the builds did publish
    publish(output, "last")
    assert mixed(output, []) == ""
    assert len([path for path in (tmp_path / ".site.releases").iterdir() if path.is_dir()]) == 2


if __name__ == "__main__":
    publish_for_ever(Path(sys.argv[1]), sys.argv[2])
