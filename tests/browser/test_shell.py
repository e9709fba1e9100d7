from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from components import render_component
from playwright.sync_api import Page

from generator.outputs.assets import collect_assets
from generator.pages.page import Head, Link
from generator.render.env import environments, material_dir
from generator.render.shell import Shell, fill_frame, frame_key, frame_of

THEME = Path(__file__).parents[2] / "theme"
URL = "/van-ban/a/"
# A component with landmarks and ids of its own stands alone on its page.
ALONE = {"search_page", "document_head"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page that shows the first example of every component."""
    assets, envs = collect_assets([THEME], material_dir()), environments([THEME])
    shell = Shell(
        site_name="Cổng minh bạch cải cách hành chính",
        short_name="",
        owner="Sở Nội vụ tỉnh Mẫu",
        parent_owner="Ủy ban nhân dân tỉnh Mẫu",
        responsible="Họ và tên, chức vụ",
        address="Đường Số Một, tỉnh Mẫu",
        phone="0000 000 000",
        email="sonoivu@example.gov.vn",
        fax="",
        navigation=(Link("Tin tức", "/tin-tuc/"), Link("Văn bản", "/van-ban/"), Link("Thủ tục", "/thu-tuc/")),
        footer=(Link("Sơ đồ trang", "/so-do/"),),
        base_url="https://example.gov.vn/",
        emblem="",
        notice="Cổng minh họa.",
        search=True,
        assets=assets.addresses,
        generator="Minh Bạch",
    )
    parts = ["<h1>Thành phần</h1>"]
    for folder in sorted((THEME / "components").iterdir()):
        if folder.name in ALONE:
            continue
        example = yaml.safe_load((folder / "examples.yml").read_text(encoding="utf-8"))[0]
        parts.append(render_component(envs.pages, folder.name, example, URL))
    head = Head("Thành phần", section="/van-ban/", crumbs=(Link("Trang chủ", "/"), Link("Văn bản", "/van-ban/")))
    page = fill_frame(frame_of(shell, envs, frame_key(head, URL)), head, URL, "\n".join(parts)).html
    root = tmp_path_factory.mktemp("site")
    files = {artifact.path: artifact.data for artifact in assets.artifacts}
    for path, data in (files | {f"{URL[1:]}index.html": page.encode()}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.mark.parametrize("width", [360, 1280])
def test_frame_and_components_fit_and_have_no_accessibility_fault(
    page: Page, serve: Callable[..., str], site: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(serve(site) + URL)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []


def test_menu_of_a_phone_opens_and_closes_by_keyboard(page: Page, serve: Callable[..., str], site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(serve(site) + URL)
    first = page.locator("#danh-muc a").first
    assert not first.is_visible()
    page.get_by_role("button", name="Danh mục").focus()
    page.keyboard.press("Enter")
    assert first.is_visible()
    for _ in range(2):
        page.keyboard.press("Tab")
    assert first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert not first.is_visible()


def test_navigation_of_a_wide_screen_needs_no_button(page: Page, serve: Callable[..., str], site: Path) -> None:
    page.goto(serve(site) + URL)
    assert page.locator("#danh-muc a").first.is_visible()
    assert page.get_by_role("button", name="Danh mục").count() == 0


def test_first_key_offers_the_way_to_the_content(page: Page, serve: Callable[..., str], site: Path) -> None:
    page.goto(serve(site) + URL)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
