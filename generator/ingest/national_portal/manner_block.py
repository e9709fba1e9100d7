"""A row of the table of manners → the block of a record: time and fee as values, what they cannot hold as words."""

import re
from dataclasses import dataclass

from generator.base.text import squeeze
from generator.ingest.national_portal.manners import KINDS, Charge, MannerRow
from generator.ingest.national_portal.pieces import says_nothing
from generator.ingest.prose import to_markdown
from generator.ingest.yamltext import Value
from generator.records.fields import quote
from generator.vn.fees import parse_fee
from generator.vn.figures import format_int
from generator.vn.time_limits import parse_time_limit

_DONG = re.compile(r"(?P<label>(?:Lệ phí|Phí) ?: ?)?(?P<amount>[0-9.,]+) ?(?:Việt Nam Đồng|VNĐ|VND|Đồng|đồng)")
_CASE = re.compile(r"(?P<case>(?:\([0-9]{1,2}\) ?|[0-9a-zđ]{1,2}[.)] ?)?(?:Đối với|Trường hợp)\s[^\n:]{5,600}):\s*\n")
_MARK = re.compile(r"[-+*]\s*")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The block of a row, what is unclear in it, and what cannot be meant; the notes say both in the source's words."""

    block: dict[str, Value]
    doubts: tuple[str, ...]
    faults: tuple[str, ...]


def manner_block(row: MannerRow) -> ReadRow:
    """Return what a row says. A time without a unit and an amount that cannot be meant are said in the notes."""
    notes: list[str] = []
    doubts: list[str] = []
    faults: list[str] = []
    time = "" if says_nothing(row.time) else squeeze(row.time).lower()
    limit = parse_time_limit(time) if time else None
    if time and (limit is None or limit.amount is None):
        why = "không ghi đơn vị" if limit else "không hợp lý"
        (doubts if limit else faults).append(f"thời hạn {why}: {quote(row.time)}")
        notes.append(f"Thời hạn theo nguồn: {squeeze(row.time)} ({why}).")
        time = ""
    fee = "; ".join(filter(None, map(_fee, row.charges)))
    stated = parse_fee(fee) if fee else None
    if fee and stated is None:
        faults.append(f"mức phí không hợp lý: {quote(fee)}")
        notes.append(f"Phí, lệ phí theo nguồn: {fee}.")
        fee = ""
    elif stated and fee.startswith("Miễn phí") and not stated.free:
        doubts.append(f"ghi «Miễn phí» kèm quy định về mức thu: {quote(fee)}")
    description = row.description.strip()
    case = _CASE.match(description)
    if case:
        description = description[case.end() :]
    block: dict[str, Value] = {
        "kind": KINDS[row.kind],
        "time_limit": time,
        "fee": fee,
        "condition": squeeze(case["case"]) if case else "",
        "notes": to_markdown("\n".join([*notes, description])),
    }
    return ReadRow({key: value for key, value in block.items() if value}, tuple(doubts), tuple(faults))


def _fee(charge: Charge) -> str:
    """Return a fee with its note, as decisions write fees; a note that says the whole fee stands alone."""
    fee = _amount(charge.fee)
    note = squeeze(charge.note)
    note = note[1:-1].strip() if note.endswith(")") else note[1:].strip()
    if note.startswith("(") and note.endswith(")") and note.count("(") == 1:
        note = note[1:-1].strip()
    note = _MARK.sub("", note, count=1) if _MARK.match(note) else note
    if says_nothing(note):
        return "" if says_nothing(fee) else fee
    if says_nothing(fee):
        return note
    if note.startswith("/"):
        return f"{fee}{note}"
    whole, short = parse_fee(note), parse_fee(fee)
    if whole and short and note[0].isdigit() and whole.amounts and whole.amounts == short.amounts:
        return note
    return f"{fee} ({note})"


def _amount(fee: str) -> str:
    """Return ``50,000 Việt Nam Đồng``, which only computers write, as ``50.000 đồng``."""
    found = _DONG.fullmatch(fee)
    digits = re.sub(r"[.,]", "", found["amount"]) if found else ""
    return f"{found['label'] or ''}{format_int(int(digits))} đồng" if found and digits else fee
