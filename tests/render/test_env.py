"""What our templates may use besides what Jinja2 has."""

from dataclasses import dataclass
from pathlib import Path

from generator.render.env import page_environment

THEME = Path(__file__).parents[2] / "theme"


@dataclass(frozen=True)
class Counted:
    """An item that knows how often its name was asked for."""

    said: list[str]
    text: str

    @property
    def name(self) -> str:
        self.said.append(self.text)
        return self.text


def test_each_writes_an_item_once_for_all_pages_that_write_it_alike() -> None:
    env = page_environment([THEME])
    line = env.from_string("{% macro line(item, mark) %}{{ mark }}{{ item.name }};{% endmacro %}").module.line
    page = env.from_string("{{ items | each(line, mark) }}")
    said: list[str] = []
    a, b = Counted(said, "<a>"), Counted(said, "b")
    assert page.render(items=[a, b], line=line, mark="-") == "-&lt;a&gt;;-b;"
    assert page.render(items=[b, a], line=line, mark="-") == "-b;-&lt;a&gt;;"
    assert said == ["<a>", "b"]
    assert page.render(items=[a], line=line, mark="+") == "+&lt;a&gt;;"
    assert said == ["<a>", "b", "<a>"]


def test_each_never_takes_one_item_for_another() -> None:
    env = page_environment([THEME])
    line = env.from_string("{% macro line(item) %}{{ item }},{% endmacro %}").module.line
    page = env.from_string("{{ items | each(line) }}")
    assert page.render(items=["a", "a"], line=line) == "a,a,"
    for number in range(1000):  # objects that are gone leave their places in memory to others
        assert page.render(items=[f"{number}!"], line=line) == f"{number}!,"
