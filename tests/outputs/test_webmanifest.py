import json

from generator.outputs.webmanifest import webmanifest_artifact


def test_the_manifest_names_the_portal_and_leads_to_it_from_any_folder(make_site):
    artifact = webmanifest_artifact(make_site({}, more="short_name: CCHC"), {"favicon.svg": "tai-nguyen/favicon.1.svg"})
    assert artifact.path == "manifest.webmanifest"
    manifest = json.loads(artifact.data)
    assert (manifest["name"], manifest["short_name"], manifest["lang"]) == ("Cổng thử nghiệm", "CCHC", "vi")
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert manifest["display"] in ("browser", "minimal-ui")
    assert manifest["icons"] == [{"src": "tai-nguyen/favicon.1.svg", "sizes": "any", "type": "image/svg+xml"}]
