"""What a record said at the last import, what its file says now, what the source says now → what the file shall say.

Each key is one unit. A key that only the source changed is taken over; one that was edited here stays. Where both
changed it differently, the edit stays and is reported.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.base.digest import digest
from generator.ingest.yamltext import Value

Prints = Mapping[str, str]
"""Keys → digests of their values: enough to see that a value is no longer what it was."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome for one record. ``base`` is what the next import shall compare with."""

    tree: Mapping[str, Value]
    base: Prints
    updated: tuple[str, ...]
    kept: tuple[str, ...]
    clashes: tuple[str, ...]


def fingerprint(value: Value) -> str:
    """Return the digest of a value; a list of one and that one are the same, as they are for a record."""
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 1:
        value = value[0]
    return digest(json.dumps(value, ensure_ascii=False, sort_keys=True).encode())[:16]


def fingerprints(tree: Mapping[str, Value]) -> Prints:
    """Return the digests of all values of a tree."""
    return {key: fingerprint(value) for key, value in tree.items()}


def merge(base: Prints, ours: Mapping[str, Value], theirs: Mapping[str, Value], order: Sequence[str]) -> Merged:
    """Merge one record; keys that no import knows are left as they are. ``order`` says where new keys go."""
    tree = dict(ours)
    updated: list[str] = []
    kept: list[str] = []
    clashes: list[str] = []
    for key in (key for key in order if key in base or key in theirs):
        was, here, there = base.get(key), _print_of(ours, key), _print_of(theirs, key)
        if here == there:
            continue
        if here == was:
            updated.append(key)
            if key in theirs:
                tree[key] = theirs[key]
            else:
                del tree[key]
        elif there == was:
            kept.append(key)
        else:
            clashes.append(key)
    return Merged(tree, fingerprints(theirs), tuple(updated), tuple(kept), tuple(clashes))


def _print_of(tree: Mapping[str, Value], key: str) -> str | None:
    return fingerprint(tree[key]) if key in tree else None
