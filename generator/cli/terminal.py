"""What commands print."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.base.problems import Problem, format_problem
from generator.link.site import Site
from generator.pipeline import Job, check
from generator.vn.figures import format_int

EXIT_PROBLEMS = 1


def shown(file: Path) -> str:
    """Return a path as the person at the terminal would type it."""
    return str(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file)


def print_problems(problems: Sequence[Problem], form: str) -> None:
    """Print problems: as text for people on standard error, as JSON for programs on standard output."""
    if form == "json":
        click.echo(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=1))
        return
    for problem in problems:
        click.echo(_coloured(problem) + "\n", err=True)
    faults = sum(not problem.is_notice for problem in problems)
    if problems:
        click.echo(f"{format_int(faults)} lỗi, {format_int(len(problems) - faults)} lưu ý.", err=True)


def _coloured(problem: Problem) -> str:
    """Return the text of a problem with its code in red, or yellow for a notice; terminals alone get to see colour."""
    code = click.style(problem.code, fg="yellow" if problem.is_notice else "red", bold=True)
    return format_problem(problem).replace(f"  {problem.code}  ", f"  {code}  ", 1)


def site_or_exit(job: Job) -> Site:
    """Return the site, for commands that only read it; where it has problems, print them and leave."""
    site, problems = check(job)
    if site is None:
        print_problems(problems, "text")
        sys.exit(EXIT_PROBLEMS)
    return site
