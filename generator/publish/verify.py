"""Checks of a staged site as a whole, made before it is switched to."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from xml.parsers import expat

from pydantic_core import from_json

from generator.base.artifact import Artifact
from generator.base.problems import Problem
from generator.base.span import Span, span_at
from generator.publish.scan import PageFacts, SiteLink
from generator.publish.survey import Survey


def verify_links(
    surveys: Sequence[Survey],
    paths: Collection[str],
    read_page: Callable[[str, str], PageFacts],
    read_source: Callable[[str], str],
) -> list[Problem]:
    """Return a problem for every link that leads nowhere (MB060, MB061) and every id given twice (MB062).

    ``surveys`` are of all pages, ``paths`` those of all files of the site (a set: each link is looked up).
    ``read_page`` returns the facts of a page by its path and source; it is asked where a survey saw what may be wrong.
    ``read_source`` returns the text of a content file by its path in the portal folder; it is asked only for pages
    with a broken link, to say on which line that link stands.
    """
    ids = {path: ids for survey in surveys for path, ids in survey.ids.items()}
    ids |= {page.path: " ".join(page.ids) for survey in surveys for page in survey.facts}
    problems: list[Problem] = []
    for survey in surveys:
        pages = list(survey.facts)
        if any(_fault(link, ids, paths) for link in survey.links):
            pages += (read_page(path, source) for path, source in survey.sources.items())
        for page in pages:
            problems += _verify_page(page, ids, paths, read_source)
    return problems


def _verify_page(
    page: PageFacts, ids: Mapping[str, str], paths: Collection[str], read_source: Callable[[str], str]
) -> Iterator[Problem]:
    for link in page.links:
        fault = _fault(link, ids, paths)
        if fault is not None:
            code, message, hint = fault
            span, excerpt = _locate(page, link, read_source)
            yield Problem(code, span, message, hint, excerpt)
    for name in page.duplicate_ids:
        message = f"trang «{page.path}» có nhiều phần tử cùng mang id «{name}»"
        yield Problem("MB062", Span(page.source or page.path), message)


def verify_feeds(artifacts: Iterable[Artifact]) -> list[Problem]:
    """Return a problem (MB063) for every XML or JSON file, told apart by its name, that a strict reader refuses.

    A document type is refused too: feeds need none, and readers guard against them because of entity bombs.
    """
    problems = []
    for artifact in artifacts:
        try:
            if artifact.path.endswith(".json"):
                from_json(artifact.data, allow_inf_nan=False)
            else:
                parser = expat.ParserCreate()
                parser.StartDoctypeDeclHandler = _refuse
                parser.Parse(artifact.data, True)
        except (expat.ExpatError, ValueError) as error:
            message = f"«{artifact.path}» không đúng cú pháp: {error}"
            problems.append(Problem("MB063", Span(artifact.source or artifact.path), message))
    return problems


def _fault(link: SiteLink, ids: Mapping[str, str], paths: Collection[str]) -> tuple[str, str, str] | None:
    """Return code, message and hint if the link does not lead to something there is."""
    if link.path not in paths:
        hint = ""
        if f"{link.path}/index.html" in paths:
            hint = f"thêm dấu «/» vào cuối địa chỉ: «{link.path}/»"
        return "MB060", f"liên kết «{link.href}» không tới trang hay tệp nào", hint
    # The top of a page needs no id, as every browser knows.
    if link.fragment.lower() not in ("", "top") and link.path in ids and link.fragment not in ids[link.path].split():
        return "MB061", f"liên kết «{link.href}»: trang «{link.path}» không có mục «#{link.fragment}»", ""
    return None


def _locate(page: PageFacts, link: SiteLink, read_source: Callable[[str], str]) -> tuple[Span, str]:
    """Return where an editor wrote the link, and that line, as nearly as it can be told from the finished page."""
    if not page.source:
        return Span(page.source or page.path), ""
    text = read_source(page.source)
    fragment = f"#{link.fragment}" if link.fragment else ""
    # Editors write addresses from the root of the site; pages hold them relative to themselves.
    from_root = f"/{link.path.removesuffix('index.html')}{fragment}"
    for written in (link.href, from_root):
        found = re.search(rf"(?<![\w/.%-]){re.escape(written)}(?![\w/%-])", text)
        if found:
            line_start = text.rfind("\n", 0, found.start()) + 1
            return span_at(page.source, text, *found.span()), text[line_start:].partition("\n")[0]
    return Span(page.source), ""


def _refuse(*what: object) -> None:
    raise ValueError(f"có phần không được phép: {what[0]}")
