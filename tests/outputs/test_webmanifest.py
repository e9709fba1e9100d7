import json

from generator.outputs.assets import collect_assets
from generator.outputs.raster import raster_size
from generator.outputs.webmanifest import webmanifest_artifact
from generator.render.env import builtin_theme_dir, material_dir


def test_the_manifest_names_the_portal_and_leads_to_it_from_any_folder(make_site):
    assets = collect_assets([builtin_theme_dir()], material_dir())
    artifact = webmanifest_artifact(make_site({}, more="short_name: CCHC"), assets.addresses)
    assert artifact.path == "manifest.webmanifest"
    manifest = json.loads(artifact.data)
    assert (manifest["name"], manifest["short_name"], manifest["lang"]) == ("Cổng thử nghiệm", "CCHC", "vi")
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert manifest["display"] in ("browser", "minimal-ui")


def test_icons_are_published_and_have_the_sizes_that_are_told(make_site):
    assets = collect_assets([builtin_theme_dir()], material_dir())
    published = {artifact.path: artifact.data for artifact in assets.artifacts}
    icons = json.loads(webmanifest_artifact(make_site({}), assets.addresses).data)["icons"]
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}
    sizes = {icon["sizes"]: raster_size(published[icon["src"]]) for icon in icons}
    assert sizes == {"any": None, "192x192": (192, 192), "512x512": (512, 512)}
