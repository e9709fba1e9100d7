"""Builds, serves, watches, builds again: until it is interrupted."""

import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from generator.base.problems import Problem, stops_build
from generator.load.config import load_config
from generator.outputs.pagefind import SearchUnavailable
from generator.pipeline import Job, build
from generator.publish.errors import OutputError
from generator.publish.switch import refuse_occupied, served_id
from generator.render.env import builtin_theme_dir
from generator.render.links import base_path
from generator.serve.board import Board, Status
from generator.serve.server import Server
from generator.serve.watch import PortalWatch

_PATIENCE = 0.5  # seconds between two looks at whether to stop


@dataclass(frozen=True, slots=True)
class Round:
    """What one build came to, for the terminal.

    A notice is told only when the build before did not have it. ``pages`` is 0 where the served site stayed as it
    was; ``fault`` says why where the content is not to blame, ``trace`` where it was a bug or a failing template.
    """

    problems: tuple[Problem, ...]
    pages: int
    seconds: float
    fault: str = ""
    trace: str = ""


def serve(
    job: Job,
    now: Callable[[], datetime],
    port: int,
    started: Callable[[str], None],
    report: Callable[[Round], None],
    stop: threading.Event,
) -> None:
    """Serve the portal on this machine until KeyboardInterrupt or ``stop``, and build it whenever its files change.

    An interruption may come at a moment when Python can raise nothing, so who asks for one sets ``stop`` too. Each
    build takes its moment from ``now``. ``started`` is told the address once, ``report`` of every build.
    Raises PortTakenError and OutputOccupied before anything is built.
    """
    # Builds run in this process: imports are paid for once, and for the few hundred pages that a portal begins with
    # several processes would be no faster. Forking them, as `minhbach build` does, is not safe here, because this
    # process has threads.
    job = replace(job, jobs=1)
    refuse_occupied(job.output)
    board = Board(Status(release=served_id(job.output) or ""))
    changed = threading.Event()
    with Server(port, job.output, board) as server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        watch = PortalWatch(job.config, (job.content, job.root / "theme", builtin_theme_dir()), changed.set)
        try:
            started(server.address)
            known: tuple[Problem, ...] = ()
            while not stop.is_set():
                if not changed.wait(_PATIENCE):
                    continue
                changed.clear()
                outcome = _build(replace(job, now=now()), board)
                fresh = tuple(one for one in outcome.problems if not (one.is_notice and one in known))
                report(replace(outcome, problems=fresh))
                # A build that stopped has not looked at everything: what it left unsaid is no news after it.
                known = outcome.problems if outcome.pages else (*known, *outcome.problems)
        finally:
            watch.stop()
            board.close()
            server.shutdown()


def _build(job: Job, board: Board) -> Round:
    """Build once and put up what came of it; nothing that goes wrong in a build ends the server."""
    began = time.perf_counter()
    problems: tuple[Problem, ...] = ()
    pages = 0
    fault = trace = ""
    try:
        outcome = build(job)
        problems, pages = outcome.problems, outcome.pages
    except (OutputError, SearchUnavailable) as error:
        fault = str(error)
    except Exception as error:
        fault, trace = "".join(traceback.format_exception_only(error)).strip(), traceback.format_exc()
    portal, _ = load_config(job.root, job.config)
    board.show(
        Status(
            release=served_id(job.output) or "",
            problems=problems if stops_build(problems) else (),
            fault=fault,
            base=base_path(portal.base_url) if portal else board.status.base,
        )
    )
    return Round(problems, pages, time.perf_counter() - began, fault, trace)
