def test_agencies_stand_below_those_above_them_and_in_their_province(pages_of):
    ((name, (above,)),) = pages_of({})["/co-quan/"].view.groups
    assert (name, above.url) == ("Tỉnh Mẫu", "/co-quan/ubnd/")
    assert [node.url for node in above.below] == ["/co-quan/so-noi-vu/"]


def test_a_phone_number_is_dialled_by_its_digits(pages_of):
    facts = dict(pages_of({})["/co-quan/so-noi-vu/"].view.facts)
    assert [(link.text, link.url) for link in facts["Điện thoại"]] == [("0200 000.002", "tel:0200000002")]
