"""What an import did, in Vietnamese: as lines for a terminal, as Markdown or JSON for a file."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from generator.base.text import shorten
from generator.ingest.national_portal.record import Share
from generator.ingest.plan import Action, Step
from generator.ingest.procedures import Import
from generator.ingest.yamltext import Value, to_yaml
from generator.vn.figures import format_int, format_percent

ACTIONS: Mapping[Action, str] = {
    "new": "Mới",
    "updated": "Cập nhật",
    "same": "Không đổi",
    "foreign": "Không do lệnh này viết, để yên",
    "deleted": "Đã bị xóa ở đây, không viết lại",
    "vanished": "Không còn trong nguồn",
    "refused": "Không nhập được",
}

FIELDS = {
    "manners": "Cách thức thực hiện",
    "dossier": "Thành phần hồ sơ",
    "results": "Kết quả",
    "legal_basis": "Căn cứ pháp lý",
    "steps": "Trình tự thực hiện",
}


def total_shares(done: Import) -> dict[str, Share]:
    """Return how much of each field of the whole source came out in rows."""
    totals: dict[str, Share] = defaultdict(lambda: Share(0, 0))
    for draft in done.drafts.values():
        for key, share in draft.shares.items():
            totals[key] = Share(totals[key].rows + share.rows, totals[key].raw + share.raw)
    return {key: totals[key] for key in FIELDS if key in totals}


def rate(share: Share) -> float:
    """Return the part of a field that came out in rows, from 0 to 1; a field that nobody filled in is whole."""
    return share.rows / (share.rows + share.raw) if share.rows + share.raw else 1.0


def summary_lines(done: Import) -> list[str]:
    """Return the report for a terminal: how many records came to what, and how the fields came out."""
    counts = Counter(step.action for step in done.steps)
    lines = [f"{label}: {format_int(counts[action])}" for action, label in ACTIONS.items() if counts[action]]
    if done.unread:
        lines.append(f"Hồ sơ có lỗi, không nhập: {format_int(done.unread)}")
    for label, attribute in (("Giữ bản sửa tại đây", "kept"), ("Sửa tại đây trái với nguồn", "clashes")):
        touched = [step.code for step in done.steps if getattr(step, attribute)]
        if touched:
            lines.append(f"{label}: {format_int(len(touched))} ({shorten(', '.join(touched), 200)})")
    for key, share in total_shares(done).items():
        lines.append(f"{FIELDS[key]}: tách được {_share(share)}")
    return lines


def report_markdown(done: Import) -> str:
    """Return the whole report as Markdown."""
    lines = [f"# Báo cáo nhập thủ tục từ {done.source}", ""]
    counts = Counter(step.action for step in done.steps)
    lines += ["| Hồ sơ | Số |", "|---|--:|"]
    lines += [f"| {label} | {format_int(counts[action])} |" for action, label in ACTIONS.items() if counts[action]]
    if done.unread:
        lines.append(f"| Có lỗi trong nguồn | {format_int(done.unread)} |")
    lines += [
        "",
        "## Mức tách được theo trường",
        "",
        "| Trường | Dòng | Đoạn giữ nguyên văn | Tỷ lệ |",
        "|---|--:|--:|--:|",
    ]
    for key, share in total_shares(done).items():
        lines.append(
            f"| {FIELDS[key]} | {format_int(share.rows)} | {format_int(share.raw)} | {format_percent(rate(share))} |"
        )
    lines += _section("Lỗi và lưu ý", (f"- `{p.span}` {p.code}: {p.message}" for p in done.problems))
    lines += _section("Từng hồ sơ", (line for step in done.steps for line in _about_step(step)))
    lines += _section("Giữ nguyên văn", _kept_raw(done))
    lines += _section("Chưa rõ trong nguồn", _doubts(done))
    return "\n".join(lines) + "\n"


def report_json(done: Import) -> str:
    """Return the whole report as JSON."""
    counts = Counter(step.action for step in done.steps)
    report = {
        "source": done.source,
        "records": {action: counts[action] for action in ACTIONS},
        "unread": done.unread,
        "fields": {
            key: {"rows": share.rows, "raw": share.raw, "percent": round(100 * rate(share), 1)}
            for key, share in total_shares(done).items()
        },
        "problems": [problem.as_dict() for problem in done.problems],
        "steps": [
            {
                "code": step.code,
                "action": step.action,
                "path": step.relative,
                "updated": step.updated,
                "kept": step.kept,
                "clashes": dict(step.offered),
            }
            for step in done.steps
        ],
        "raw": {code: draft.tree["raw"] for code, draft in done.drafts.items() if "raw" in draft.tree},
        "doubts": {
            code: [doubt.message for doubt in draft.doubts] for code, draft in done.drafts.items() if draft.doubts
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _about_step(step: Step) -> Iterator[str]:
    if step.action == "same" and not (step.kept or step.clashes):
        return
    more = [f"cập nhật {', '.join(step.updated)}"] if step.updated and step.action != "vanished" else []
    more += [f"giữ bản sửa {', '.join(step.kept)}"] if step.kept else []
    more += [f"trái với nguồn {', '.join(step.clashes)}"] if step.clashes else []
    yield f"- {step.code} {shorten(step.name, 120)} (`{step.relative}`): " + "; ".join([ACTIONS[step.action], *more])
    for key, value in step.offered.items():
        yield from _quoted(f"nguồn ghi «{key}»:", value)


def _quoted(lead: str, value: Value) -> Iterator[str]:
    yield f"  - {lead}"
    yield ""
    yield "    ```yaml"
    yield from (f"    {line}" for line in to_yaml({"value": value}).replace("value:", "", 1).strip("\n ").split("\n"))
    yield "    ```"


def _kept_raw(done: Import) -> Iterator[str]:
    for code, draft in done.drafts.items():
        raw = draft.tree.get("raw")
        for key, text in raw.items() if isinstance(raw, dict) else ():
            yield f"- {code}, {FIELDS.get(key, key)}: {shorten(str(text), 400)}"


def _doubts(done: Import) -> Iterator[str]:
    for code, draft in done.drafts.items():
        yield from (f"- {code}: {doubt.message}" for doubt in draft.doubts)


def _section(title: str, lines: Iterator[str]) -> list[str]:
    listed = list(lines)
    return ["", f"## {title}", "", *listed] if listed else []


def _share(share: Share) -> str:
    return f"{format_int(share.rows)} dòng, {format_int(share.raw)} đoạn giữ nguyên văn ({format_percent(rate(share))})"
