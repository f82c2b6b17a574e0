"""That there is an ambassador stands on the site; who it is only as long as they say yes."""

from pact.ambassadors.models import ShownName

PUBLIC = ("/convenanten", "/wie-doet-wat/bibliotheek")
NAME = "/partners/bibliotheek/ambassadeurs/naam"


def test_everybody_reads_that_there_is_one_and_the_name_after_a_yes(sign_in, client, town):
    for path in PUBLIC:
        page = client.get(path).text
        assert "Heeft een ambassadeur" in page, path
        assert "Hanna" not in page, path
    hanna = sign_in("hanna")
    hanna.post(NAME, data={"naam": "ja"})
    hanna.post(NAME, data={"naam": "ja"})
    assert len(town.all(ShownName, ShownName.person_id == town.hanna.id)) == 1
    for path in PUBLIC:
        assert client.get(path).text.count("Ambassadeur: Hanna Smit") == 1, path
    assert "Ambassadeur: Hanna Smit" in sign_in("fatma").get("/partners/bibliotheek").text
    hanna.post(NAME, data={"naam": "nee"})
    for path in PUBLIC:
        assert "Hanna" not in client.get(path).text, path


def test_a_yes_ends_with_being_ambassador(sign_in, client, town):
    assert "Ambassadeur: Wim Polder" in client.get("/convenanten").text
    wim = sign_in("wim")
    wim.post(f"/partners/lucrato/ambassadeurs/{town.wim.id}/stoppen")
    assert "Wim Polder" not in client.get("/convenanten").text
    wim.post("/partners/lucrato/ambassadeurs/kiezen", data={"who": str(town.wim.id)})
    page = client.get("/convenanten").text
    assert "Wim Polder" not in page, "who begins again says yes again"


def test_nobody_says_yes_for_another(sign_in, town):
    for key, status in (("fatma", 403), ("vera", 404), ("anna", 404)):
        assert sign_in(key).post(NAME, data={"naam": "ja"}).status_code == status, key
    assert not town.all(ShownName, ShownName.organisation_id == town.bibliotheek.id)


def test_the_register_costs_the_same_however_many_ambassadors(client, make, town, count_queries):
    client.get("/convenanten")
    with count_queries() as few:
        client.get("/convenanten")
    for _ in range(20):
        make.membership(make.person(), town.triada, "ambassador")
    with count_queries() as many:
        client.get("/convenanten")
    assert len(few) == len(many) <= 5
