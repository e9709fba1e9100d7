"""What is wrong with content, said so that its editor can mend it.

Content never raises: whatever finds a fault returns a `Problem`, all are collected, and the command line
prints them once. An exception therefore always means a bug of ours or a broken environment.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from generator.base.codes import NOTICES
from generator.base.span import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, in the editor's language.

    ``code`` is a key of `generator.base.codes.CODES`; ``excerpt`` is the source line that ``span`` points
    into, empty where there is none; ``hint`` says what to write instead, empty where nothing better is known.
    """

    code: str
    span: Span
    message: str
    hint: str = ""
    excerpt: str = ""

    @property
    def is_notice(self) -> bool:
        """Whether a build goes on in spite of it."""
        return self.code in NOTICES

    def as_dict(self) -> dict[str, str | int]:
        """Return the problem for ``--format json``; its keys are part of the public contract."""
        return {
            "code": self.code,
            "severity": "notice" if self.is_notice else "problem",
            "path": self.span.path,
            "line": self.span.line,
            "column": self.span.column,
            "length": self.span.length,
            "message": self.message,
            "hint": self.hint,
        }


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repeats, by place and then by code."""
    return tuple(sorted(set(problems), key=lambda p: (p.span, p.code, p.message)))


def stops_build(problems: Iterable[Problem]) -> bool:
    """Whether any of them is more than a notice."""
    return any(not problem.is_notice for problem in problems)


def format_problem(problem: Problem) -> str:
    """Return one problem as a few lines of plain text: place, code, message, source line, hint."""
    lines = [f"{problem.span}  {problem.code}  {problem.message}"]
    span = problem.span
    if problem.excerpt and span.line:
        excerpt, before = _window(problem.excerpt, span.column - 1)
        gutter = f"{span.line:>7} │ "
        marked = excerpt[before : before + max(1, span.length)]
        lines.append(gutter + excerpt)
        lines.append(" " * 8 + "│ " + " " * _width(excerpt[:before]) + "^" * max(1, _width(marked)))
    if problem.hint:
        lines.append(f"    gợi ý: {problem.hint}")
    return "\n".join(lines)


def _window(line: str, before: int, width: int = 100) -> tuple[str, int]:
    """Cut a long line to ``width`` characters around ``before``, printable, with the new place of ``before``."""
    line = "".join(c if c.isprintable() else " " for c in line)
    start = max(0, before - width // 2)
    cut = line[start : start + width]
    if start:
        cut = "…" + cut[1:]
    return cut, min(before, len(line)) - start


def _width(text: str) -> int:
    """Return how many terminal columns the text takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)
