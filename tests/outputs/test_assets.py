import re
from pathlib import Path

import pytest

from generator.outputs.assets import Assets, collect_assets
from generator.render.env import material_dir

THEME = Path(__file__).parents[2] / "theme"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    files = {
        "assets/portal.css": "body{}",
        "assets/search.js": "find()",
        "components/badge/badge.css": ".badge{}",
        "components/facts/facts.css": ".facts{}",
        "components/facts/facts.html": "{% macro facts() %}{% endmacro %}",
    }
    return write(tmp_path / "theme", files)


@pytest.fixture
def material(tmp_path: Path) -> Path:
    files = {
        "assets/stylesheets/main.57a0.min.css": "html{}\n/*# sourceMappingURL=main.css.map */",
        "assets/stylesheets/main.57a0.min.css.map": "{}",
        "assets/stylesheets/palette.fb2f.min.css": ".x{}",
    }
    return write(tmp_path / "material", files)


def data_of(assets: Assets, name: str) -> bytes:
    return next(artifact.data for artifact in assets.artifacts if artifact.path == assets.addresses[name])


def test_same_files_have_the_same_names(theme: Path, material: Path) -> None:
    assert collect_assets([theme], material) == collect_assets([theme], material)


def test_changed_content_has_a_new_name_and_the_rest_keeps_its_own(theme: Path, material: Path) -> None:
    before = collect_assets([theme], material).addresses
    write(theme, {"components/badge/badge.css": ".badge{color:red}"})
    after = collect_assets([theme], material).addresses
    assert {name for name in before if before[name] != after[name]} == {"portal.css"}


def test_name_tells_the_asset_and_its_kind(theme: Path, material: Path) -> None:
    addresses = collect_assets([theme], material).addresses
    assert re.fullmatch(r"tai-nguyen/search\.[0-9a-f]{12}\.js", addresses["search.js"])
    assert re.fullmatch(r"tai-nguyen/main\.[0-9a-f]{12}\.css", addresses["assets/stylesheets/main.57a0.min.css"])


def test_style_of_every_component_follows_the_base_style(theme: Path, material: Path) -> None:
    assert data_of(collect_assets([theme], material), "portal.css") == b"body{}\n.badge{}\n.facts{}"


def test_material_gives_its_main_style_without_the_map(theme: Path, material: Path) -> None:
    assets = collect_assets([theme], material)
    assert data_of(assets, "assets/stylesheets/main.57a0.min.css") == b"html{}"
    assert [name for name in assets.addresses if "/" in name] == ["assets/stylesheets/main.57a0.min.css"]


def test_file_of_the_portal_takes_the_place_of_its_namesake(theme: Path, material: Path, tmp_path: Path) -> None:
    own = write(tmp_path / "own", {"components/badge/badge.css": ".mine{}", "assets/emblem.svg": "<svg/>"})
    assets = collect_assets([own, theme], material)
    assert data_of(assets, "portal.css") == b"body{}\n.mine{}\n.facts{}"
    assert data_of(assets, "emblem.svg") == b"<svg/>"


def test_every_asset_is_published_once(theme: Path, material: Path) -> None:
    assets = collect_assets([theme], material)
    assert sorted(artifact.path for artifact in assets.artifacts) == sorted(assets.addresses.values())


def test_built_in_styles_ask_for_no_other_file() -> None:
    assets = collect_assets([THEME], material_dir())
    styles = b"".join(artifact.data for artifact in assets.artifacts if artifact.path.endswith(".css"))
    assert b"sourceMappingURL" not in styles
    assert re.findall(rb"@import|url\((?![\"']?(?:data:|#))", styles) == []


def test_scripts_ask_for_other_files_by_their_published_names(theme: Path, material: Path) -> None:
    files = {
        "assets/a.js": 'import { b } from "./b.js";\nnew Worker(new URL("./c.js", import.meta.url));',
        "assets/b.js": "export const b = fetch(new URL('./rules.json', import.meta.url));",
        "assets/c.js": 'import("./none.js")',
        "assets/rules.json": "{}",
    }
    assets = collect_assets([write(theme, files)], material)
    named = {name: address.removeprefix("tai-nguyen/") for name, address in assets.addresses.items()}
    script = data_of(assets, "a.js").decode()
    assert f'new URL("./{named["c.js"]}"' in script
    assert f"'./{named['rules.json']}'" in script
    assert data_of(assets, "c.js") == b'import("./none.js")'


def test_what_is_only_imported_is_published_with_whoever_imports_it(theme: Path, material: Path) -> None:
    files = {
        "assets/a.js": 'import { c } from "./c.js";\nc();',
        "assets/b.js": 'import("./d.js")',
        "assets/c.js": "export const c = 1;",
        "assets/d.js": "export const d = 1;",
    }
    assets = collect_assets([write(theme, files)], material)
    assert {"a.js", "b.js", "d.js"} == {name for name in assets.addresses if name in "a.js b.js c.js d.js"}
    assert b"const c = 1;" in data_of(assets, "a.js")


def test_a_script_is_renamed_with_what_it_asks_for_at_any_depth(theme: Path, material: Path) -> None:
    files = {
        "assets/a.js": 'import "./b.js";',
        "assets/b.js": 'import("./c.js")',
        "assets/c.js": 'import "./d.js";',
        "assets/d.js": "1",
        "assets/e.js": "1",
    }
    before = collect_assets([write(theme, files)], material).addresses
    write(theme, {"assets/d.js": "2"})
    after = collect_assets([theme], material).addresses
    assert {name for name in before if before[name] != after[name]} == {"a.js", "c.js"}


@pytest.mark.parametrize("ask", ['import "./{}";', 'import("./{}")'])
def test_scripts_that_ask_for_each_other_in_a_circle_are_refused(ask: str, theme: Path, material: Path) -> None:
    write(theme, {"assets/a.js": ask.format("b.js"), "assets/b.js": ask.format("a.js")})
    with pytest.raises(ValueError, match=r"a\.js → b\.js → a\.js"):
        collect_assets([theme], material)


def test_an_asset_that_is_made_is_published_and_can_be_asked_for(tmp_path: Path) -> None:
    theme = write(tmp_path / "theme", {"assets/a.js": 'const words = new URL("./words.json", import.meta.url);'})
    assets = collect_assets([theme], material_dir(), {"words.json": b"{}"})
    published = {artifact.path: artifact.data for artifact in assets.artifacts}
    words = assets.addresses["words.json"]
    assert published[words] == b"{}"
    assert Path(words).name.encode() in published[assets.addresses["a.js"]]
