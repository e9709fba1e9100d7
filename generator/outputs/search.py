"""The search of a static site: heads, which tell where words stand, and shards, which have the texts.

Every folder of it is named after what it was made from, so a reader's browser never mixes two releases:

- *heads*: which words stand in which document (`generator.outputs.searchheads`), with ``search.json``, the manifest
  that names all the others;
- *shards*: what is shown of up to a few hundred documents, their texts, indexed by Pagefind, and their part of the
  heads (`generator.outputs.searchshards`);
- *engine*: Pagefind's own script and WebAssembly.

``theme/assets/search-index.js`` is what searches in them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import urls
from generator.base.artifact import Artifact
from generator.base.digest import short_digest
from generator.outputs.searchdoc import SearchDocument
from generator.outputs.searchheads import HEADS_FORMAT, heads_files
from generator.outputs.searchshards import (
    BLOCK_SIZE,
    PART,
    Shard,
    build_engine,
    build_shard,
    engine_name,
    plan_shards,
    shard_files,
)

INDEX_PREFIX = f"{urls.SEARCH[1:]}chi-muc-"
"""What the folders of the search start with, from the root of the site."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """A planned search; ``heads`` and ``engine`` are folders from the root of the site, with a slash at their end."""

    heads: str
    engine: str
    shards: tuple[Shard, ...]

    @property
    def folders(self) -> tuple[str, ...]:
        """What takes long to build and is worth keeping."""
        return (self.engine, *(shard_folder(shard) for shard in self.shards))


def shard_folder(shard: Shard) -> str:
    """Return the folder of a shard from the root of the site."""
    return f"{INDEX_PREFIX}{shard.name}/"


def plan_index(documents: Iterable[SearchDocument]) -> SearchIndex | None:
    """Return the search over the documents, without building any of it; None where there are none."""
    shards = plan_shards(documents)
    if not shards:
        return None
    engine = f"{INDEX_PREFIX}{engine_name()}/"
    heads = short_digest("\n".join((HEADS_FORMAT, engine, *(shard.name for shard in shards))).encode())
    return SearchIndex(f"{INDEX_PREFIX}{heads}/", engine, shards)


def build_folder(index: SearchIndex, folder: str, work: Path) -> Path:
    """Let Pagefind build one of ``index.folders`` in an existing scratch folder, and return where its files are.

    Raises SearchUnavailable when Pagefind fails or does not index every document.
    """
    if folder == index.engine:
        return build_engine(work)
    return build_shard(_shard(index, folder), work)


def folder_artifacts(index: SearchIndex, folder: str) -> Iterable[Artifact]:
    """Yield what stands in one of ``index.folders`` besides the files of Pagefind."""
    if folder != index.engine:
        for name, data in shard_files(_shard(index, folder)):
            yield Artifact(folder + name, data)


def _shard(index: SearchIndex, folder: str) -> Shard:
    return next(shard for shard in index.shards if shard_folder(shard) == folder)


def heads_artifacts(index: SearchIndex, root: Path) -> Iterable[Artifact]:
    """Yield the files of the heads; below ``root`` is what `folder_artifacts` has of every folder."""
    folders = list(map(shard_folder, index.shards))
    neighbours = {"engine": _beside(index.engine), "shards": list(map(_beside, folders)), "block": BLOCK_SIZE}
    for name, data in heads_files(((root / folder / PART).read_bytes() for folder in folders), neighbours):
        yield Artifact(index.heads + name, data)


def _beside(folder: str) -> str:
    return f"../{folder.removeprefix(urls.SEARCH[1:])}"
