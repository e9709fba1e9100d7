from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from components import render_component
from lxml import html

from generator.render.env import page_environment

COMPONENTS = Path(__file__).parents[2] / "theme/components"
ENV = page_environment([COMPONENTS.parent])
NAMES = sorted(folder.name for folder in COMPONENTS.iterdir() if folder.is_dir())
# `url` and `state` are names of our own making, never text of a record.
OURS = {"url", "state", "kind", "anchor"}
HOSTILE = "<b>&\"'</b>"
VOID = {"br", "img", "input", "link", "meta"}


def examples(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((COMPONENTS / name / "examples.yml").read_text(encoding="utf-8"))


def render(name: str, example: dict[str, Any]) -> str:
    return render_component(ENV, name, example, "/van-ban/a/")


class Balance(HTMLParser):
    """Collects elements that are opened and closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def parse(markup: str) -> html.HtmlElement:
    balance = Balance()
    balance.feed(markup)
    balance.close()
    assert (balance.open, balance.faults) == ([], [])
    return html.fragment_fromstring(markup, create_parent="div")


def poison(value: Any) -> Any:
    if isinstance(value, str):
        return value + HOSTILE if value else value
    if isinstance(value, list):
        return [poison(item) for item in value]
    if isinstance(value, dict):
        return {key: item if key in OURS else poison(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("name", NAMES)
def test_component_has_examples_of_itself(name: str) -> None:
    assert [example["macro"] for example in examples(name)][:1] == [name]


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_well_formed(name: str) -> None:
    for example in examples(name):
        parse(render(name, example))


@pytest.mark.parametrize("name", NAMES)
def test_component_escapes_what_it_is_given(name: str) -> None:
    for example in examples(name):
        poisoned = {**example, "arguments": poison(example["arguments"])}
        before, after = parse(render(name, example)), parse(render(name, poisoned))
        assert [node.tag for node in after.iter()] == [node.tag for node in before.iter()]
        assert after.text_content().count("<b>") == after.text_content().count(HOSTILE)


@pytest.mark.parametrize("name", ["pager", "facts", "record_list", "attachments"])
def test_links_of_a_component_start_from_the_page(name: str) -> None:
    addresses = parse(render(name, examples(name)[0])).xpath("//@href")
    assert addresses
    assert all(address.startswith("../../") for address in addresses)


def test_pager_marks_the_page_and_its_gaps() -> None:
    pager = parse(render("pager", examples("pager")[0]))
    assert pager.xpath("string(//*[@aria-current='page'])") == "Trang 5"
    assert pager.xpath("//li[@class='pager__gap']/following-sibling::li[1]/a/@href") == [
        "../../tin-tuc/trang/4/",
        "../../tin-tuc/trang/12/",
    ]
    assert pager.xpath("//a[@rel='prev' or @rel='next']/@href") == [
        "../../tin-tuc/trang/4/",
        "../../tin-tuc/trang/6/",
    ]


def test_nothing_is_shown_for_one_page_or_no_attachment() -> None:
    assert render("pager", examples("pager")[1]) == ""
    assert render("attachments", examples("attachments")[1]) == ""


def test_fact_without_values_is_left_out() -> None:
    facts = parse(render("facts", examples("facts")[0]))
    assert facts.xpath("//dt/text()") == ["Số, ký hiệu", "Cơ quan ban hành", "Lĩnh vực"]
    assert facts.xpath("//div[3]/dd/a/text()") == ["Thể chế", "Tài chính công"]
