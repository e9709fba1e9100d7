"""Trees of mappings, lists and text → YAML as an editor would write it.

PyYAML's own writer is a hundred times slower than this one, and neither of its two can both indent lists and fold
long text. What is written here is read back by `generator.load.tree` as the same tree.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 116
"""Characters in a line; only a word that is longer makes a longer one."""

Value = str | Sequence["Value"] | Mapping[str, "Value"]

# What YAML reads as text wherever it stands; everything else is put in quotes.
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_PLAIN = re.compile(r"(?:[0-9]{1,4} )?[^\W\d_](?:[^\n\t:#\"'{}\[\],&*!|>%@`]|,(?= )|[:#](?=[^\s:#,\]}]))*")
_WORDS = re.compile(r"(?:y|n|yes|no|true|false|on|off|null|nan|inf)", re.IGNORECASE)


def to_yaml(tree: Mapping[str, Value]) -> str:
    """Return the text of a file: keys in their order, long text folded, text of several lines as it stands.

    Text has no control characters, no carriage returns and is NFC; keys are plain words.
    """
    return "".join(f"{line}\n" for key, value in tree.items() for line in _entry(key, value, ""))


def _entry(key: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield from _scalar(value, f"{indent}{key}: ", f"{indent}  ")
    elif not value:
        yield f"{indent}{key}: {'{}' if isinstance(value, Mapping) else '[]'}"
    else:
        yield f"{indent}{key}:"
        yield from _block(value, f"{indent}  ")


def _block(value: Sequence[Value] | Mapping[str, Value], indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entry(key, inner, indent)
        return
    for item in value:
        if isinstance(item, str):
            yield from _scalar(item, f"{indent}- ", f"{indent}  ")
        elif not item:
            yield f"{indent}- {'{}' if isinstance(item, Mapping) else '[]'}"
        else:
            first, *rest = _block(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest


def _scalar(text: str, lead: str, indent: str) -> Iterator[str]:
    lines = text.split("\n")
    if len(lines) > 1:
        if any(line != line.rstrip() for line in lines) or not lines[0] or lines[0][0] in " \t" or not lines[-1]:
            yield lead + json.dumps(text, ensure_ascii=False)
        else:
            yield f"{lead}|-"
            yield from (indent + line if line else "" for line in lines)
        return
    one_line = lead + _inline(text)
    if len(one_line) <= WIDTH or not _folds(text):
        yield one_line
        return
    yield f"{lead}>-"
    line = indent
    for word in text.split(" "):
        if line != indent and len(line) + len(word) >= WIDTH:
            yield line
            line = indent
        line += word if line == indent else f" {word}"
    yield line


def _inline(text: str) -> str:
    if _COUNT.fullmatch(text) or (_PLAIN.fullmatch(text) and text[-1] != " " and not _WORDS.fullmatch(text)):
        return text
    if '"' not in text and "\\" not in text and text.isprintable():
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'" if text.isprintable() else json.dumps(text, ensure_ascii=False)


def _folds(text: str) -> bool:
    """Whether text can be broken at its single spaces and come back the same."""
    return bool(text.strip()) and text == " ".join(text.split()) and text.isprintable()
