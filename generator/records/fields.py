"""Types of fields: how a string of a YAML file becomes a value, and what an editor is told when it cannot.

Every scalar arrives as text (`generator.load.tree` reads with YAML's base loader), so each type here parses.
A refusal is a `PydanticCustomError` whose type is a problem code and whose context may carry a ``hint``.
References stay strings; the marker in the annotation says what they must lead to, and ``link`` resolves them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from generator.base.text import shorten, squeeze
from generator.vn.dates import parse_date, parse_moment
from generator.vn.deadlines import Deadline, parse_deadline, suggest_deadline
from generator.vn.docnum import format_number, parse_number, suggest_number
from generator.vn.fees import Fee, parse_fee
from generator.vn.folding import fold
from generator.vn.time_limits import TimeLimit, parse_time_limit

T = TypeVar("T")

ADDRESS_PATTERN = r"^/(?:[a-z0-9]+(?:[.-]+[a-z0-9]+)*/)+$"
"""An address of the portal, below its root. No step of it is ``.`` or ``..``: pages are written to these places."""

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_TEXT_OR_NUMBER = {"type": ["string", "number"]}
_TRUE = {"true", "yes", "có", "1"}
_FALSE = {"false", "no", "không", "0"}


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names a record, an area, a province or a life event.

    ``kind`` says which table it leads to. Where ``in_words``, what the portal does not hold may be named instead.
    """

    kind: str
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class FileReference:
    """Marks a field that names a file below ``content/files/``."""


def refuse(code: str, message: str, hint: str = "", at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """Return the error that a validator raises.

    It carries a problem code, words for the editor, what to write instead, and, where the validator looks at a
    whole block, the place in that block: ``("tasks", 3, "order")``.
    """
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "at": at})


def refuse_each(faults: Iterable[tuple[tuple[str | int, ...], PydanticCustomError]]) -> ValidationError:
    """Return the error that a validator raises which finds several faults in a block, each at its place in it."""
    lines = [InitErrorDetails(type=error, loc=place, input=None) for place, error in faults]
    return ValidationError.from_exception_data("", lines)


def quote(text: str) -> str:
    """Return what an editor wrote in quotation marks, short enough for a message."""
    return f"«{shorten(text, 80)}»"


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        raise refuse("MB025", "cần một giá trị đơn, không phải danh sách hay khối khóa")
    return value


def _text(value: Any) -> str:
    text = squeeze(_scalar(value))
    if not text:
        raise refuse("MB026", "giá trị trống", "ghi nội dung, hoặc bỏ hẳn khóa này")
    return text


def _prose(value: Any) -> str:
    text = _scalar(value).strip("\n")
    if not text.strip():
        raise refuse("MB026", "giá trị trống", "ghi nội dung, hoặc bỏ hẳn khóa này")
    return text


def _identifier(value: Any) -> str:
    text = _text(value)
    if len(text) > 100 or not _ID.fullmatch(text):
        raise refuse(
            "MB025", f"mã không đúng dạng: {quote(text)}", "chỉ dùng chữ thường không dấu, số, dấu chấm và gạch nối"
        )
    return text


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _text(value).lower()
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    raise refuse("MB025", f"cần «true» hoặc «false», không phải {quote(text)}", "true")


def _whole(value: Any) -> int:
    if isinstance(value, int):
        return value
    text = _text(value)
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3}){1,2}", text):
        return int(text.replace(".", ""))
    raise refuse("MB025", f"cần một số nguyên không âm, không phải {quote(text)}")


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value).removesuffix("%").strip().replace(",", ".")
    try:
        number = Decimal(text) if re.fullmatch(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?", text) else None
    except InvalidOperation:  # pragma: no cover - the pattern admits only what Decimal reads
        number = None
    if number is None:
        raise refuse("MB025", f"cần một số, không phải {quote(text)}", "ví dụ: 95 hoặc 82,5")
    return number


def _date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = _text(value)
    day = parse_date(text)
    if day is None:
        raise refuse("MB023", f"ngày không đúng: {quote(text)}", "viết dạng ngày/tháng/năm, ví dụ 22/12/2015")
    return day


def _read_as(kind: type[T], parse: Callable[[str], T | None], code: str, fault: str, hint: str) -> Callable[[Any], T]:
    """Return the validator of a value that is written in words; a value that was read already passes."""

    def read(value: Any) -> T:
        if isinstance(value, kind):
            return value
        text = _text(value)
        found = parse(text)
        if found is None:
            raise refuse(code, f"{fault}: {quote(text)}", hint)
        return found

    return read


_moment = _read_as(datetime, parse_moment, "MB023", "ngày giờ không đúng", "ví dụ 30/12/2015 15:12:11")
_time_limit = _read_as(
    TimeLimit,
    parse_time_limit,
    "MB027",
    "thời hạn giải quyết không hợp lý",
    "ví dụ: 5 ngày làm việc · Trong ngày",
)
_fee = _read_as(Fee, parse_fee, "MB070", "mức phí không hợp lý", "ví dụ: 50.000 đồng/lần · Miễn phí")


def _deadline(value: Any) -> Deadline:
    if isinstance(value, Deadline):
        return value
    text = _text(value)
    deadline = parse_deadline(text)
    if deadline is None:
        examples = "Trước ngày 15/12/2016 · Trong tháng 8/2013 · Quý III/2017 · 2016-2020 · Hằng quý · Thường xuyên"
        hint = suggest_deadline(text) or f"ví dụ: {examples}"
        raise refuse("MB027", f"thời hạn không hiểu được: {quote(text)}", hint)
    return deadline


def _document_number(value: Any) -> str:
    text = _text(value)
    number = parse_number(text)
    if number is None:
        hint = suggest_number(text[:80]) or "ví dụ 2407/QĐ-UBND, 30c/NQ-CP, 09/2015/QĐ-TTg"
        raise refuse("MB021", f"số, ký hiệu không đúng dạng: {quote(text)}", hint)
    return format_number(number)


def _web_address(value: Any) -> str:
    text = _text(value)
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\^`{|}]", text)
    except ValueError:
        sound = False
    if not sound:
        raise refuse("MB028", f"địa chỉ web không dùng được: {quote(text)}", "địa chỉ bắt đầu bằng https://")
    return text


def _email(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", text):
        raise refuse("MB028", f"địa chỉ thư điện tử không đúng: {quote(text)}", "ví dụ vanphong@tinh.gov.vn")
    return text


def _file_name(value: Any) -> str:
    text = _scalar(value).strip()
    parts = text.split("/")
    if not text or text.startswith("/") or "\\" in text or any(part in ("", ".", "..") for part in parts):
        raise refuse(
            "MB041", f"tệp phải nằm trong content/files/: {quote(text)}", "ghi đường dẫn tính từ content/files/"
        )
    return text


@dataclass(frozen=True, slots=True)
class Period:
    """Whole years from ``first`` to ``last``, both included."""

    first: int
    last: int

    def __str__(self) -> str:
        """Return ``2016`` or ``2016-2020``, as plans write it."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def _period(value: Any) -> Period:
    if isinstance(value, Period):
        return value
    text = _text(value)
    found = re.fullmatch(r"((?:19|20)[0-9]{2})(?:\s*[-–]\s*((?:19|20)[0-9]{2}))?", text)
    if found is None or int(found[2] or found[1]) < int(found[1]):
        raise refuse("MB023", f"giai đoạn không đúng: {quote(text)}", "viết một năm hoặc hai năm, ví dụ 2016-2020")
    return Period(int(found[1]), int(found[2] or found[1]))


def choice(labels: Mapping[str, str]) -> tuple[Callable[[Any], str], WithJsonSchema]:
    """Return validator and schema of a value from a fixed list, written as its key or as its Vietnamese label."""
    by_spelling = {fold(label): key for key, label in labels.items()} | {key: key for key in labels}

    def check(value: Any) -> str:
        text = _text(value)
        key = by_spelling.get(text) or by_spelling.get(fold(text))
        if key is None:
            near = get_close_matches(fold(text[:80]), list(by_spelling), n=1, cutoff=0.6)
            known = ", ".join(labels)
            hint = by_spelling[near[0]] if near else f"chọn một trong: {known}"
            raise refuse("MB024", f"giá trị không có trong danh sách: {quote(text)}", hint)
        return key

    schema = {"type": "string", "enum": [*labels, *dict.fromkeys(labels.values())]}
    return check, WithJsonSchema(schema)


def _string_schema(**more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **more})


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema(_TEXT_OR_NUMBER)]
"""One line of text, white space squeezed, never empty."""
Prose = Annotated[str, BeforeValidator(_prose), _string_schema()]
"""Markdown of any length, never empty."""
Identifier = Annotated[str, BeforeValidator(_identifier), WithJsonSchema(_TEXT_OR_NUMBER)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, "yes", "no", "có", "không"]})]
Whole = Annotated[
    int, BeforeValidator(_whole), WithJsonSchema({**_TEXT_OR_NUMBER, "minimum": 0, "pattern": r"^[0-9][0-9.]*$"})
]
"""A whole number from 0; ``1.234`` reads as one thousand two hundred and thirty-four, as Vietnamese writes it."""
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema(_TEXT_OR_NUMBER)]
Date = Annotated[date, BeforeValidator(_date), PlainSerializer(date.isoformat), _string_schema(examples=["22/12/2015"])]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    PlainSerializer(datetime.isoformat),
    _string_schema(examples=["30/12/2015 15:12:11"]),
]
"""A moment to the second, in Vietnamese time."""
Due = Annotated[
    Deadline,
    BeforeValidator(_deadline),
    PlainSerializer(lambda deadline: deadline.wording),
    WithJsonSchema({**_TEXT_OR_NUMBER, "examples": ["Trong tháng 8/2013", "Quý III", "Thường xuyên"]}),
]
Limit = Annotated[
    TimeLimit,
    BeforeValidator(_time_limit),
    PlainSerializer(lambda limit: limit.wording),
    WithJsonSchema({**_TEXT_OR_NUMBER, "examples": ["5 ngày làm việc", "Trong ngày"]}),
]
"""How long an agency takes, in the words of the decision, with amount and unit (`generator.vn.time_limits`)."""
Charge = Annotated[
    Fee,
    BeforeValidator(_fee),
    PlainSerializer(lambda fee: fee.wording),
    WithJsonSchema({**_TEXT_OR_NUMBER, "examples": ["50.000 đồng/lần", "Miễn phí"]}),
]
"""What is paid, in the words of the decision, with its amounts in đồng (`generator.vn.fees`)."""
Years = Annotated[Period, BeforeValidator(_period), PlainSerializer(str), WithJsonSchema(_TEXT_OR_NUMBER)]
NumberAndSymbol = Annotated[str, BeforeValidator(_document_number), _string_schema(examples=["2407/QĐ-UBND"])]
"""Number and symbol of a document in canonical spelling (`generator.vn.docnum`)."""
WebAddress = Annotated[str, BeforeValidator(_web_address), _string_schema(format="uri")]
Email = Annotated[str, BeforeValidator(_email), _string_schema(format="email")]
FileName = Annotated[str, BeforeValidator(_file_name), _string_schema(), FileReference()]

AgencyRef = Annotated[Text, Reference("agencies")]
NewsRef = Annotated[Text, Reference("news")]
ProcedureRef = Annotated[Text, Reference("procedures")]
AreaRef = Annotated[Text, Reference("areas")]
ProvinceRef = Annotated[Text, Reference("provinces")]
LifeEventRef = Annotated[Text, Reference("life_events")]
Party = Annotated[Text, Reference("agencies", in_words=True)]
"""An agency of the portal, by id or by its very name; or any agency, as decisions name it: ``Công an cấp xã``."""
DocumentRef = Annotated[Text, Reference("documents", in_words=True)]
"""A document held by the portal, by id; or any document, as texts cite it: ``Luật số 104/2016/QH13``."""


@dataclass(frozen=True, slots=True)
class Shorthand:
    """Marks a field that may also be written in a shorter way.

    ``lengthen`` makes the long form of what was written; ``schema`` makes the JSON Schema of the short form out of
    that of the long one.
    """

    lengthen: Callable[[Any], Any]
    schema: Callable[[JsonSchemaValue], JsonSchemaValue]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate the long form."""
        return no_info_before_validator_function(self.lengthen, handler(source))

    def __get_pydantic_json_schema__(self, inner: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Admit both forms."""
        long = handler(inner)
        return {"anyOf": [self.schema(long), long]}


def _tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) and value.strip() else value


OneOrMany = Shorthand(_tuple, lambda many: many["items"])
"""Lets an editor write ``lead: so-noi-vu`` where a list of one is meant."""
