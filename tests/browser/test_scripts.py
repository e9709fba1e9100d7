"""Scripts that are put together, as Chromium runs them."""

import pytest

from generator.outputs.scripts import bundle
from tests.outputs.test_scripts import SCRIPTS

pytestmark = pytest.mark.browser


def test_scripts_put_together_do_what_they_did(page, serve, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>.</title>", "utf-8")
    for name, script in SCRIPTS.items():
        (tmp_path / name).write_text(script, "utf-8")
    (tmp_path / "whole.js").write_text(bundle("main.js", SCRIPTS), "utf-8")
    page.goto(f"{serve(tmp_path)}/")
    told = page.evaluate("Promise.all(['/main.js', '/whole.js'].map(async (name) => (await import(name)).told))")
    assert told == [42, 42]
