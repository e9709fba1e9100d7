"""What stands at former addresses: pages that lead on, as static hosts know no other redirect, and copies of files.

No program that asks for a feed, a calendar or data follows such a page. So it finds the file itself where it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.render.links import relative


def redirects(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield former address, present address and content file of every record that has moved.

    The tasks of a plan move with it. What a withdrawn record had below it leads to the notice of that.
    """
    for key, path in site.paths.items():
        record = site.record(key)
        for former in record.former_addresses:
            yield former, urls.record_url(record, key[0]), path
            id_ = urls.document_id(former)
            for row in site.tasks.get(key[1], ()) if id_ and key[0] == "documents" else ():
                order = row.task.order
                yield urls.task_url(id_, order), urls.task_url(key[1], order), path
    for notice in site.withdrawn.values():
        for former in (*notice.former_addresses, *notice.task_addresses):
            yield former, notice.url, notice.path


def former_folders(moved: Iterable[tuple[str, str, str]]) -> Mapping[str, Sequence[str]]:
    """Return the folders that were published before, by present folder, of what `redirects` yielded."""
    folders: dict[str, list[str]] = defaultdict(list)
    for former, present, _ in moved:
        folders[present[1:]].append(former[1:])
    return folders


def copies(made: Iterable[Artifact], folders: Mapping[str, Sequence[str]]) -> Iterator[Artifact]:
    """Yield again, in each folder where it stood before, every file that stands in a folder which has moved."""
    for artifact in made:
        folder, slash, name = artifact.path.rpartition("/")
        for former in folders.get(folder + slash, ()):
            yield replace(artifact, path=former + name)


def redirect_artifact(site: Site, former: str, present: str, source: str) -> Artifact:
    """Return the page at a former address; it works without JavaScript and names its successor to search engines."""
    target = escape(relative(present, former))
    canonical = escape(site.portal.base_url.rstrip("/") + present)
    html = (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<title>Trang đã chuyển</title>\n<meta http-equiv="refresh" content="0; url={target}">\n'
        # Without an icon of its own, a browser would ask the host for one that is not there.
        '<link rel="icon" href="data:,">\n'
        f'<link rel="canonical" href="{canonical}">\n<meta name="robots" content="noindex">\n</head>\n<body>\n'
        f'<main>\n<h1>Trang đã chuyển</h1>\n<p>Nội dung này nay ở <a href="{target}">địa chỉ mới</a>.</p>\n</main>\n'
        "</body>\n</html>\n"
    )
    return Artifact(urls.artifact_path(former), html.encode(), source)
