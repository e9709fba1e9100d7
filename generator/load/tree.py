"""YAML text → a tree of mappings, lists and strings.

Read with PyYAML's C base loader: every scalar is text (``1.000100`` keeps its zeros, ``no`` stays a word) and the
record models give it a type. Anchors, aliases and tags are refused before anything is built from them, so a file
cannot expand beyond its own size. The slower parse that knows places runs only for a file with a problem.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import yaml

from generator.base.problems import Problem
from generator.base.span import Span
from generator.base.text import find_control, mend, shorten

Tree = dict[str, Any]
Place = tuple[str | int, ...]
"""Keys and indexes from the root of a tree: ``("plan", "tasks", 3, "due")``."""

MAX_DEPTH = 40
"""Levels of nesting. The C parser recurses, and far beyond this it would overflow its stack."""

MAX_PROBLEMS = 100
"""Problems that are listed of one file: nobody mends more than that before looking again."""

_MAY_REFER = re.compile(r"(?:^|[\s\[{,:?-])(?:[&*](?=\S)|!)", re.MULTILINE)
_MANY_MARKS = re.compile(rf"[-?:]\s+(?:[-?:]\s+){{{MAX_DEPTH - 1}}}")  # the first one apart: a search for it is fast
_OPENING = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_REFUSED_TOKENS = {
    yaml.AnchorToken: "neo (&)",
    yaml.AliasToken: "bí danh (*)",
    yaml.TagToken: "thẻ (!)",
}
_UNHASHABLE = "unhashable key"
_EXPLANATIONS = (
    (_UNHASHABLE, "khóa là cả một khối", 'giá trị có dấu ngoặc { hoặc [ đặt trong dấu nháy: «"…"»'),
    (
        "mapping values are not allowed",
        "dấu hai chấm ở giữa giá trị, hoặc dòng thụt lề sai",
        'đặt cả giá trị trong dấu nháy: «"…"»',
    ),
    ("could not find expected ':'", "thiếu dấu hai chấm sau khóa", "viết «khóa: giá trị»"),
    ("tab character", "thụt lề bằng phím Tab", "thụt lề bằng dấu cách"),
    ("cannot start any token", "ký tự không được đứng đầu giá trị", "đặt trong dấu nháy; thụt lề bằng dấu cách"),
    ("directive", "ký tự không được đứng đầu dòng", "đặt trong dấu nháy"),
    ("found unexpected end of stream", "dấu nháy mở mà không đóng", "thêm dấu nháy đóng"),
    ("did not find expected key", "thụt lề hoặc dấu nháy không khớp", "các khóa cùng cấp phải thẳng cột với nhau"),
    ("did not find expected '-'", "danh sách thụt lề không đều", "các dấu gạch đầu dòng phải thẳng cột với nhau"),
    ("did not find expected ',' or", "danh sách trong ngoặc không đóng", "thêm dấu phẩy hoặc dấu ngoặc đóng"),
    ("expected node content", "dấu ngoặc không khớp", "đặt giá trị có dấu ngoặc trong dấu nháy"),
    ("expected a single document", "tệp có nhiều hơn một phần YAML", "bỏ dòng «---» thừa"),
    ("<document start>", "tệp có nhiều hơn một phần YAML", "bỏ dòng «...» thừa"),
    ("block sequence entries are not allowed", "danh sách đặt sai chỗ", "xuống dòng trước dấu gạch đầu dòng"),
    ("block scalar", "sau dấu | hoặc > còn chữ", "xuống dòng sau dấu ấy, rồi thụt lề"),
    (
        "invalid Unicode character escape",
        "mã «\\u…» không phải là một ký tự",
        "viết thẳng ký tự ấy, hoặc dùng mã tám chữ số, ví dụ «\\U0001F600»",
    ),
    ("quoted scalar", "dấu «\\» trong dấu nháy kép không đúng", "dùng dấu nháy đơn, hoặc viết «\\\\»"),
)
_BEGUN = ("unexpected end of stream", "expected ',' or", "could not find expected ':'")
"""Errors of something that does not end: where it begins helps, and not where the parser gave up."""


class _DuplicateKeyError(Exception):
    """A mapping has a key that is written twice."""


class _Loader(yaml.CBaseLoader):
    """The base loader without resolving: nothing of ours asks for a node's tag."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: tuple[bool, bool]) -> str:
        return ""

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _value_of(node: yaml.Node | None) -> Any:
    """Return what a node says; each node has one parent, for references are refused before."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(child) for child in node.value]
    if not isinstance(node, yaml.MappingNode):
        return None
    mapping = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, _UNHASHABLE, key.start_mark)
        mapping[key.value] = _value_of(value)
    if len(mapping) != len(node.value):
        raise _DuplicateKeyError
    return mapping


def parse_tree(path: str, text: str, first_line: int = 1) -> tuple[Tree, list[Problem]]:
    """Read one YAML mapping; the tree is empty where there are problems.

    ``first_line`` is the line of the file at which ``text`` begins: 2 in the front matter of a Markdown file.
    """
    refused = _find_refused(path, text, first_line) if _is_suspect(text) else []
    if refused:
        return {}, refused
    try:
        tree = _value_of(yaml.compose(text, Loader=_Loader))
    except _DuplicateKeyError:
        return {}, _find_duplicates(path, text, first_line)
    except yaml.YAMLError as error:
        return {}, [_explain(path, text, first_line, error)]
    if not isinstance(tree, dict):
        message = "cần các dòng «khóa: giá trị»"
        return {}, [
            _problem_at("MB013", path, text.split("\n"), first_line, (0, 0, 1), message, "ví dụ title: Tên bài")
        ]
    if "\\" in text:
        return _mend_escaped(path, text, first_line, tree)
    return tree, []


class Locate(Protocol):
    """Returns where a place of a tree is written, with that source line.

    The deepest part of ``place`` that exists is meant, so a missing key is shown at its block. With ``key`` the key
    itself is meant rather than its value.
    """

    def __call__(self, place: Place, *, key: bool = False) -> tuple[Span, str]:
        """Return span and source line."""
        ...


def locator(path: str, text: str, first_line: int = 1) -> Locate:
    """Parse YAML that is known to be sound once more, with places, and return what finds a place in it."""
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    lines = text.split("\n")

    def locate(place: Place, *, key: bool = False) -> tuple[Span, str]:
        node = root
        for index, step in enumerate(place):
            found = _child(node, step)
            if found is None:
                break
            node = found[0] if key and index == len(place) - 1 else found[1]
        if node is None:
            return Span(path, first_line, 1, 1), ""
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 0
        return _span(path, lines, first_line, (start.line, start.column, length))

    return locate


def _problem_at(
    code: str,
    path: str,
    lines: Sequence[str],
    first_line: int,
    where: tuple[int, int, int],
    message: str,
    hint: str = "",
) -> Problem:
    """Return a problem at ``where`` in the lines: line and column from 0, and a length (0: to the end of the line)."""
    span, excerpt = _span(path, lines, first_line, where)
    return Problem(code, span, message, hint, excerpt)


def _span(path: str, lines: Sequence[str], first_line: int, where: tuple[int, int, int]) -> tuple[Span, str]:
    line, column, length = where
    last = len(lines) - (2 if len(lines) > 1 and not lines[-1] else 1)
    if line > last:  # the parser says that it is past the last line
        line, column = last, len(lines[last])
    excerpt = lines[line]
    room = max(1, len(excerpt) - column)
    return Span(path, first_line + line, column + 1, min(length, room) if length > 0 else room), excerpt


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _mend_escaped(path: str, text: str, first_line: int, tree: Tree) -> tuple[Tree, list[Problem]]:
    """Mend what escapes such as ``"\\u00D0"`` have brought into the tree; control characters are a problem here too."""
    for place, words in _strings(tree, ()):
        mended = mend(words)
        at = find_control(mended)
        if at >= 0:
            span, excerpt = locator(path, text, first_line)(place)
            message = f"ký tự điều khiển U+{ord(mended[at]):04X} viết bằng dấu «\\»"
            return {}, [Problem("MB004", span, message, "xóa ký tự này", excerpt)]
    return _mended(tree), []


def _strings(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield every key and every scalar of a tree with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*place, key), key
            yield from _strings(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*place, index))
    else:
        yield place, value


def _mended(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _mended(inner) for key, inner in value.items()}
    return [_mended(inner) for inner in value] if isinstance(value, list) else mend(value)


def _is_suspect(text: str) -> bool:
    """Whether the text may hold what is refused; a cheap look that lets nearly every file go by."""
    may_be_deep = text.count("[") + text.count("{") > MAX_DEPTH or " " * MAX_DEPTH in text or _MANY_MARKS.search(text)
    may_refer = any(mark in text for mark in "&*!") and _MAY_REFER.search(text)
    return bool(may_be_deep or may_refer)


def _find_refused(path: str, text: str, first_line: int) -> list[Problem]:
    """Look at the tokens, which need no recursion, for references, tags and nesting that is too deep."""
    problems: list[Problem] = []
    lines = text.split("\n")
    depth = 0
    try:
        for token in yaml.scan(text, Loader=yaml.CBaseLoader):
            depth += isinstance(token, _OPENING)
            depth -= isinstance(token, _CLOSING)
            mark = token.start_mark
            if depth > MAX_DEPTH:
                message = f"YAML lồng nhau quá {MAX_DEPTH} cấp"
                hint = "bỏ bớt cấp: một hồ sơ không cần quá mười cấp"
                return [_problem_at("MB010", path, lines, first_line, (mark.line, mark.column, 1), message, hint)]
            name = _REFUSED_TOKENS.get(type(token))
            if name and len(problems) < MAX_PROBLEMS:
                where = (mark.line, mark.column, token.end_mark.column - mark.column)
                hint = "viết lại giá trị ở từng chỗ; nếu là chữ thì đặt trong dấu nháy"
                problems.append(_problem_at("MB012", path, lines, first_line, where, f"không dùng {name}", hint))
    except yaml.YAMLError:
        return problems  # the parse that follows says what is wrong with the syntax
    return problems


def _find_duplicates(path: str, text: str, first_line: int) -> list[Problem]:
    problems: list[Problem] = []
    lines = text.split("\n")
    waiting: list[yaml.Node | None] = [yaml.compose(text, Loader=yaml.CBaseLoader)]
    while waiting and len(problems) < MAX_PROBLEMS:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                waiting.append(value)
                if not isinstance(key, yaml.ScalarNode):
                    continue  # refused by the next reading, once no key is doubled
                if key.value in seen and len(problems) < MAX_PROBLEMS:
                    where = (key.start_mark.line, key.start_mark.column, len(key.value))
                    before = first_line + seen[key.value]
                    message = f"khóa «{shorten(key.value, 80)}» viết hai lần, lần đầu ở dòng {before}"
                    problems.append(_problem_at("MB011", path, lines, first_line, where, message, "giữ lại một"))
                seen.setdefault(key.value, key.start_mark.line)
    return problems


def _explain(path: str, text: str, first_line: int, error: yaml.YAMLError) -> Problem:
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    message, hint = next(((m, h) for sign, m, h in _EXPLANATIONS if sign in said), ("sai cú pháp", ""))
    begun = any(sign in said for sign in _BEGUN)
    mark = getattr(error, "context_mark" if begun else "problem_mark", None)
    where = (mark.line, mark.column, 1) if mark else (0, 0, 1)
    return _problem_at("MB010", path, text.split("\n"), first_line, where, f"YAML không đọc được: {message}", hint)
