"""Changes some keys of a record file and leaves every other line as its editors wrote it, comments and all."""

from collections.abc import Mapping, Sequence

import yaml

from generator.ingest.yamltext import Value, to_yaml


def splice(text: str, tree: Mapping[str, Value], changed: Sequence[str], order: Sequence[str]) -> str:
    """Return the YAML ``text`` with the keys in ``changed`` as ``tree`` has them; those that it lacks are taken out.

    A new key goes behind the keys that come before it in ``order``. ``text`` is one sound mapping.
    """
    blocks = _blocks(text)
    if blocks is None:
        return to_yaml(tree)
    for key in changed:
        written = to_yaml({key: tree[key]}) if key in tree else ""
        at = next((index for index, (name, _) in enumerate(blocks) if name == key), None)
        if at is not None:
            blocks[at] = (key if written else "", written)
        elif written:
            before = set(order[: order.index(key)])
            blocks.insert(
                max((i + 1 for i, (name, _) in enumerate(blocks) if name in before), default=1), (key, written)
            )
    return "".join(block for _, block in blocks)


def _blocks(text: str) -> list[tuple[str, str]] | None:
    """Split a file into the lines of each key, and without a key those between them: comments and empty lines.

    None where keys share a line.
    """
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    lines = [f"{line}\n" for line in text.removesuffix("\n").split("\n")]
    starts = [(str(key.value), key.start_mark.line) for key, _ in root.value]
    ends = [line for _, line in starts[1:]] + [len(lines)]
    blocks = [("", "".join(lines[: starts[0][1]]))]
    for (key, line), stop in zip(starts, ends, strict=True):
        end = stop
        while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
            end -= 1
        blocks += [(key, "".join(lines[line:end])), ("", "".join(lines[end:stop]))]
    return blocks
