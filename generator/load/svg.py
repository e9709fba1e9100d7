"""Whether an SVG picture may be published: it must be a picture and nothing else.

A browser runs what an SVG opened by its own address says, in the name of the portal. So the file is parsed as a
browser would parse it, and let through only where nothing in it can act, load or lead elsewhere.
"""

import re
from xml.parsers import expat

MAX_BYTES = 1024 * 1024

_XHTML = "http://www.w3.org/1999/xhtml "
_ACTIVE = {"script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "set", "audio", "video"}
_SPACE_OR_CONTROL = re.compile(r"[\x00-\x20]+")
_FOREIGN_STYLE = re.compile(r"url\((?![\"']?#)|@import|\\|expression\(|-moz-binding", re.IGNORECASE)
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)


class _RefusedError(Exception):
    """Says in Vietnamese why a picture is refused."""


def svg_fault(data: bytes) -> str:
    """Return why an SVG may not be published, in Vietnamese, or an empty string where it may."""
    if len(data) > MAX_BYTES:
        return f"ảnh SVG lớn hơn {MAX_BYTES // 1024} KB"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "ảnh SVG không phải UTF-8"
    parser = expat.ParserCreate(namespace_separator=" ")
    style: list[str] = []
    parser.StartElementHandler = _check_element
    parser.CharacterDataHandler = style.append
    parser.EntityDeclHandler = _refuse_entity
    parser.ProcessingInstructionHandler = _refuse_instruction
    parser.XmlDeclHandler = _check_declaration
    try:
        parser.Parse(data, True)
        _check_style("".join(style))
    except expat.ExpatError:
        return "ảnh SVG sai cú pháp XML"
    except _RefusedError as refused:
        return str(refused)
    return ""


def _check_element(name: str, attributes: dict[str, str]) -> None:
    local = _local(name)
    if name.startswith(_XHTML):
        raise _RefusedError(f"ảnh SVG có phần tử HTML <{local}>")
    if local in _ACTIVE or local.startswith("animate"):
        raise _RefusedError(f"ảnh SVG có phần tử <{local}>")
    for key, value in attributes.items():
        attribute = _local(key)
        if attribute.startswith("on"):
            raise _RefusedError(f"ảnh SVG có mã sự kiện {attribute}")
        # Browsers leave white space and control characters out of addresses before they read the scheme.
        target = _SPACE_OR_CONTROL.sub("", value)
        if attribute in ("href", "src", "base") and not (target.startswith("#") or _PICTURE_DATA.match(target)):
            raise _RefusedError(f"ảnh SVG có liên kết ra ngoài: {target[:60]}")
        _check_style(value)


def _check_style(text: str) -> None:
    if _FOREIGN_STYLE.search(_SPACE_OR_CONTROL.sub("", text)):
        raise _RefusedError("ảnh SVG có kiểu dáng lấy từ nơi khác")


def _check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
        raise _RefusedError("ảnh SVG không phải UTF-8")


def _refuse_entity(*_: object) -> None:
    raise _RefusedError("ảnh SVG có thực thể <!ENTITY>")


def _refuse_instruction(*_: object) -> None:
    raise _RefusedError("ảnh SVG có chỉ thị <?…?>")


def _local(name: str) -> str:
    """Return the name without its namespace, in lower case."""
    return name.rsplit(" ", 1)[-1].lower()
