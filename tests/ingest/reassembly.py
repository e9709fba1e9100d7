"""Pieces → the text that they were read from: what the tests of all parsers hold them to."""

import re

from generator.ingest.national_portal.dossier import Case, PaperRow
from generator.ingest.national_portal.legal_basis import LawRow
from generator.ingest.national_portal.manners import MannerRow
from generator.ingest.national_portal.pieces import Furniture, Raw
from generator.ingest.national_portal.results import MARK, Description, Keywords, ResultRow


def reassemble(pieces: tuple[object, ...]) -> str:
    return "".join(map(_text, pieces))


def cells(piece: object) -> list[str]:
    """Return the words of a piece that a record must have."""
    found: list[str] = []
    match piece:
        case MannerRow(_, time, charges, description):
            fees = [text.strip("()") for charge in charges for text in (charge.fee, charge.note)]
            found = [time, *fees, *description.split("\n")]
        case PaperRow(name, forms, counts):
            numbers = (str(int(number)) for number in re.findall("[0-9]+", counts))  # 01 is 1
            found = [*re.split(r"(?=\(nếu có)", name), *forms, *numbers]
        case ResultRow(name, code):
            found = [name, code]
        case LawRow(name, number):  # number and name are put together as texts cite documents
            found = re.findall(r"\w+", f"{name} {number}")
        case Keywords(text):
            found = text.split(",")
        case Case(text) | Description(text) | Raw(text):
            found = text.split("\n")
    return found


def _text(piece: object) -> str:
    match piece:
        case Furniture(text) | Raw(text) | Case(text) | Keywords(text) | Description(text):
            return text
        case MannerRow(kind, time, charges, description):
            return kind + time + "".join(charge.fee + charge.note for charge in charges) + description
        case PaperRow(name, forms, counts):
            return name + "".join(forms) + counts
        case ResultRow(name, code):
            return name + MARK + code
        case LawRow(name, number):
            return name + number
    raise AssertionError(piece)
