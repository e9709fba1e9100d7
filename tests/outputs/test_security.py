import pytest

from generator.outputs.security import security_artifact

SECURITY = (
    "security: {contact: [baomat@mau.example, 'https://mau.example/bao'], expires: 30/04/2027, languages: [vi, en]"
)


def test_the_file_says_whom_to_tell_in_which_languages_and_until_when(make_site):
    site = make_site({}, more=SECURITY + ", policy: 'https://mau.example/chinh-sach'}")
    artifact = security_artifact(site)
    assert artifact.path == ".well-known/security.txt"
    assert artifact.data.decode().splitlines() == [
        "Contact: mailto:baomat@mau.example",
        "Contact: https://mau.example/bao",
        "Expires: 2027-04-30T23:59:59+07:00",
        "Preferred-Languages: vi, en",
        "Canonical: https://cchc.example/.well-known/security.txt",
        "Policy: https://mau.example/chinh-sach",
    ]


def test_a_portal_without_a_contact_has_no_file(make_site):
    with pytest.raises(ValueError, match="no contact"):
        security_artifact(make_site({}))
