"""``+ Bước 1: … + Bước 2: …`` → the steps, one text each; the field has kept its lines."""

import re

from generator.ingest.prose import paragraphs

_STEP = re.compile(r"(?:[-–+*•]\s*)?(?:[a-zđ][.)]\s*)?Bước\s*(?P<number>[0-9]{1,2})\s*(?:[:.)–-]\s*|(?=\s|\Z))")
_POINT = re.compile(r"(?P<mark>[-–•*]|\+)\s*(?=[^\s+])|(?P<letter>[a-zđ])[.)]\s*(?=\S)")


def split_steps(text: str) -> tuple[str, ...]:
    """Return the steps of the field ``trinh_tu_thuc_hien``.

    They begin at «Bước n», else at the mark that begins the first line («-», «+», «a)»), else with each paragraph.
    «Bước n» and marks go where they only count, from 1 without a gap; letters stay, because texts refer to them.
    """
    lines = paragraphs(text)
    numbers = [_STEP.match(line) for line in lines]
    if any(numbers):
        groups = _group(lines, [bool(found) for found in numbers])
        counted = [int(found["number"]) for found in numbers if found]
        if numbers[0] and counted == list(range(1, len(counted) + 1)):
            groups = [[line for line in (_STEP.sub("", group[0], count=1), *group[1:]) if line] for group in groups]
        return tuple("\n".join(group) for group in groups if group)
    first = _POINT.match(lines[0]) if lines else None
    if first is None:
        return tuple(lines)
    points = [_POINT.match(line) for line in lines]
    groups = _group(lines, [point is not None and point["mark"] == first["mark"] for point in points])
    if first["mark"]:
        groups = [[_POINT.sub("", group[0], count=1), *group[1:]] for group in groups]
    return tuple("\n".join(group) for group in groups)


def _group(lines: list[str], begins: list[bool]) -> list[list[str]]:
    groups: list[list[str]] = []
    for line, begin in zip(lines, begins, strict=True):
        if begin or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
