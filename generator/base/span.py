"""Where in a file something is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters in one file.

    ``path`` is relative to the portal folder, with forward slashes. ``line`` and ``column`` count from 1,
    in lines and in characters (not bytes); line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 0

    def __str__(self) -> str:
        """Return ``path``, or ``path:line:column``, as editors and terminals know it."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


def span_at(path: str, text: str, start: int, end: int) -> Span:
    """Return the span of ``text[start:end]``, cut at the end of its first line."""
    line = text.count("\n", 0, start) + 1
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    stop = min(end, line_end if line_end >= 0 else len(text))
    return Span(path, line, start - line_start + 1, max(1, stop - start))
