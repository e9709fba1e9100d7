"""What an import shall do with each record: a pure step between what was read and what is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from generator.base.problems import Problem
from generator.base.span import Span
from generator.ingest.merge import Merged, fingerprint, fingerprints, merge
from generator.ingest.splice import splice
from generator.ingest.store import FOLDER, HeldFile, Ledger, Written
from generator.ingest.yamltext import Value, to_yaml
from generator.load.tree import locator, parse_tree
from generator.vn.dates import format_date
from generator.vn.folding import slugify

Action = Literal["new", "updated", "same", "foreign", "deleted", "vanished", "refused"]

Tree = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one record.

    ``foreign`` is a record that this import did not write; it and a ``deleted`` file are left alone. ``text`` is what
    to write to ``relative``, None where nothing is written; ``remember`` is what the ledger shall say, None: nothing.
    ``offered`` are the values of the source where an edit that clashes with them stays.
    """

    code: str
    name: str
    action: Action
    relative: str
    text: str | None = None
    remember: Written | None = None
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    offered: Tree = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan stands on: the files by code, the ledger, the folder for new files, where messages say things are.

    ``into`` is below ``content/procedures``, empty or with a slash at its end; ``taken`` are the paths below it that
    exist; ``order`` is the order of keys. ``day`` is when new records come to the portal, or None where nobody is to
    be told: those of a first import are no news.
    """

    held: Mapping[str, Sequence[HeldFile]]
    ledger: Ledger
    into: str
    taken: frozenset[str]
    shown_as: str
    order: Sequence[str]
    day: date | None = None


def plan_record(code: str, tree: Tree, ground: Ground) -> Step:
    """Return what to do with a record of the source."""
    name = str(tree.get("name", ""))
    files = ground.held.get(code, ())
    known = ground.ledger.get(code)
    if not files:
        return _plan_absent(code, name, tree, known, ground)
    file = next((one for one in files if known and one.relative == known.relative), files[0])
    ours, problems = parse_tree(file.shown, file.text) if file.relative.endswith(".yml") else ({}, [])
    if problems:
        return Step(code, name, "refused", file.relative, remember=known, problems=tuple(problems))
    if known is None or not ours:
        as_written = all(key in ours and fingerprint(ours[key]) == fingerprint(tree[key]) for key in tree)
        remember = Written(file.relative, fingerprints(tree)) if as_written else known
        return Step(code, name, "same" if as_written else "foreign", file.relative, remember=remember)
    merged = merge(known.base, ours, tree, ground.order)
    return replace(_merged_step(code, name, file, merged, ground), offered={k: tree.get(k, "") for k in merged.clashes})


def plan_vanished(code: str, gone: Tree, ground: Ground) -> Step:
    """Return what to do with a record that the source no longer has: ``gone`` are keys that say so."""
    known = ground.ledger[code]
    file = next((one for one in ground.held.get(code, ()) if one.relative.endswith(".yml")), None)
    if file is None:
        return Step(code, "", "deleted", known.relative, remember=replace(known, vanished=True))
    ours, problems = parse_tree(file.shown, file.text)
    if problems:
        return Step(code, "", "refused", file.relative, remember=known, problems=tuple(problems))
    base = {key: known.base[key] for key in gone if key in known.base}
    merged = merge(base, ours, gone, ground.order)
    step = _merged_step(code, str(ours.get("name", "")), file, merged, ground)
    remember = Written(file.relative, {**known.base, **merged.base}, vanished=True)
    return replace(step, action="vanished", remember=remember)


def _plan_absent(code: str, name: str, tree: Tree, known: Written | None, ground: Ground) -> Step:
    if known:
        return Step(code, name, "deleted", known.relative, remember=known)
    folder = slugify(str(tree.get("field", ""))) or "khac"
    relative = f"{ground.into}{folder}/{code}.yml"
    if relative in ground.taken:
        problem = Problem(
            "MB039",
            Span(f"{ground.shown_as}/{FOLDER}/{relative}"),
            f"tệp đã có, không do lần nhập trước viết và không phải thủ tục {code}",
            "chuyển tệp này đi, hoặc sửa khóa «code» của nó",
        )
        return Step(code, name, "refused", relative, problems=(problem,))
    # The source knows nothing of the day, so no later import touches it.
    posted = {"posted_on": format_date(ground.day)} if ground.day else {}
    return Step(code, name, "new", relative, to_yaml({**tree, **posted}), Written(relative, fingerprints(tree)))


def _merged_step(code: str, name: str, file: HeldFile, merged: Merged, ground: Ground) -> Step:
    text = splice(file.text, merged.tree, merged.updated, ground.order) if merged.updated else None
    problems: list[Problem] = []
    if merged.clashes:
        locate = locator(file.shown, file.text)
        for key in merged.clashes:
            span, excerpt = locate((key,), key=True)
            message = f"«{key}» đã sửa tại đây, và nguồn cũng đổi; giữ bản sửa"
            problems.append(Problem("MB086", span, message, "so với báo cáo nhập, rồi chọn một", excerpt))
    return Step(
        code,
        name,
        "updated" if merged.updated else "same",
        file.relative,
        text,
        Written(file.relative, merged.base),
        merged.updated,
        merged.kept,
        merged.clashes,
        problems=tuple(problems),
    )
