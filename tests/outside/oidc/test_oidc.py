"""Sign-in by OpenID Connect: in by an issuer's word, and never by a word that is not to be believed."""

import itertools
import re
import time
import urllib.parse

import httpx
import pytest

from smtp.server import Authority
from support.issuer import Impostor, Issuer, long_ago
from support.kantora import Kantora
from support.web import Page, Web

BACK = "/sign-in/with/near/back"
addresses = itertools.count(1)
DEPARTURE = "__Host-kantora-departure"


@pytest.fixture(scope="module")
def issuer():
    issuer = Issuer()
    yield issuer
    issuer.stop()


@pytest.fixture(scope="module")
def impostor(tmp_path_factory):
    impostor = Impostor(Authority(tmp_path_factory.mktemp("impostor")))
    yield impostor
    impostor.stop()


@pytest.fixture(scope="module")
def kantora(issuer, impostor, tmp_path_factory):
    """One installation for the file; its owner has linked their account."""
    data = tmp_path_factory.mktemp("oidc") / "data"
    data.mkdir(mode=0o700)
    server = Kantora(data, environment={
        **issuer.configuration(), **impostor.configuration(),
        "KANTORA_OIDC__DOWN__ISSUER": "http://127.0.0.1:9", "KANTORA_OIDC__DOWN__CLIENT_ID": "x",
        "KANTORA_OIDC__DOWN__CLIENT_SECRET": "x", "KANTORA_OIDC__DOWN__PRIVATE": "true",
    })
    try:
        owner = browser(server.start())
        owner.set_up()
        assert "is linked" in link(owner, issuer, "mira").text
        yield server
        assert server.stop() == 0
        assert not server.errors()
    finally:
        server.kill()


@pytest.fixture(autouse=True)
def straight(issuer):
    yield
    issuer.straighten()


def browser(kantora):
    """A new one at an address of its own, so that nobody waits for what another tried."""
    web = Web(kantora)
    web.client.headers["X-Forwarded-For"] = f"198.51.100.{next(addresses)}"
    return web


def leave(web, action="/sign-in/with/near", **fields):
    """Presses the button; gives the address at the issuer."""
    answer = web.post(action, list(fields.items()))
    assert answer.status_code == 200, Page(answer).text
    return answer.headers["refresh"].removeprefix("0; url=")


def link(web, issuer, subject):
    back = Issuer.sign_in(leave(web, "/account/identities", provider="near"), subject)
    return web.get(back)


def sign_in(kantora, subject="mira", next="/"):
    """All the way, in a new browser; gives it and the page where it landed."""
    web = browser(kantora)
    return web, web.get(Issuer.sign_in(leave(web, next=next), subject))


def refused(page, status=422):
    """The page that says no: the password is still a way in, and no session has begun."""
    assert page.status == status, f"{page.status}: {page.text}"
    assert page.form("email", "password"), page.text
    return page


def without_session(web):
    return web.client.get("/account").is_redirect


def test_a_linked_person_comes_in_where_they_were_going(kantora):
    web, page = sign_in(kantora, next="/account/identities")

    assert page.url.path == "/account/identities" and page.status == 200
    assert "last used" in page.text
    assert DEPARTURE not in {name for name, value in web.cookies.items() if value}


def test_an_issuer_s_word_alone_is_no_proof_for_acts_of_weight(kantora, issuer):
    for then in (None, long_ago()):
        issuer.crook = {"auth_time": then}
        web, _ = sign_in(kantora)
        assert web.post("/account/identities", [("provider", "near")]).status_code == 403

    issuer.crook = {"auth_time": int(time.time())}
    fresh, _ = sign_in(kantora)
    assert fresh.post("/account/identities", [("provider", "near")]).status_code == 200


def test_nobody_comes_in_by_an_address_that_a_service_names(kantora, issuer):
    issuer.crook = {"email": "mira@example.org", "email_verified": True}

    web, page = sign_in(kantora, "somebody else")

    assert "No account here is linked" in refused(page).text
    assert without_session(web)


def test_somebody_else_s_identity_cannot_be_linked_twice(kantora, issuer):
    owner = browser(kantora)
    owner.sign_in()

    page = link(owner, issuer, "mira")

    assert page.status == 409 and "linked to your account already" in page.text


@pytest.mark.parametrize("name, crook", [
    ("wrong nonce", {"nonce": "x" * 43}),
    ("no nonce", {"nonce": None}),
    ("wrong issuer", {"iss": "https://accounts.google.com"}),
    ("wrong audience", {"aud": "somebody else"}),
    ("further audience", {"aud": ["kantora", "somebody else"]}),
    ("expired", {"exp": long_ago()}),
    ("no expiry", {"exp": None}),
    ("no subject", {"sub": None}),
    ("a subject without end", {"sub": "x" * 256}),
])
def test_a_token_with_wrong_claims_is_not_believed(kantora, issuer, name, crook):
    issuer.crook = crook

    web, page = sign_in(kantora)

    refused(page, page.status)
    assert page.status in (422, 503) and without_session(web), name


@pytest.mark.parametrize("way", ["sign_with_nothing", "sign_with_our_secret", "sign_with_a_stranger_s_key"])
def test_a_token_that_the_issuer_s_key_did_not_sign_is_not_believed(kantora, issuer, way):
    issuer.sign = getattr(issuer, way)

    web, page = sign_in(kantora)

    refused(page, page.status)
    assert page.status in (422, 503) and without_session(web)


def test_a_changed_key_of_the_issuer_asks_nothing_of_us(kantora, issuer):
    issuer.rotate()

    _, page = sign_in(kantora)

    assert page.url.path.startswith("/w/"), page.text


def test_the_answer_counts_once_and_only_in_the_browser_that_left(kantora):
    web = browser(kantora)
    back = Issuer.sign_in(leave(web), "mira")
    kept = dict(web.cookies)

    stranger = browser(kantora)
    refused(stranger.get(back))
    assert without_session(stranger)

    assert web.get(back).url.path.startswith("/w/")
    again = browser(kantora)
    again.cookies.update(kept)
    refused(again.get(back))
    assert without_session(again)


def test_an_answer_with_another_state_is_refused_and_uses_nothing_up(kantora):
    web = browser(kantora)
    back = Issuer.sign_in(leave(web), "mira")
    kept = dict(web.cookies)

    refused(web.get(re.sub(r"state=[^&]*", "state=" + "x" * 43, back)))
    refused(browser(kantora).get(BACK))
    web.cookies.update(kept)

    assert web.get(back).url.path.startswith("/w/")


def test_a_departure_of_one_service_is_no_arrival_of_another(kantora):
    web = browser(kantora)
    back = Issuer.sign_in(leave(web), "mira")

    refused(web.get(back.replace("/near/", "/down/")))


def test_a_code_of_somebody_else_s_departure_is_refused_by_its_proof(kantora):
    theirs = urllib.parse.urlsplit(Issuer.sign_in(leave(browser(kantora)), "mira"))
    code = dict(urllib.parse.parse_qsl(theirs.query))["code"]
    web = browser(kantora)
    own = Issuer.sign_in(leave(web), "somebody else")

    page = web.get(re.sub(r"code=[^&]*", f"code={code}", own))

    assert "could not be verified" in refused(page).text


def test_another_issuer_than_the_one_asked_is_refused(kantora):
    web = browser(kantora)
    back = Issuer.sign_in(leave(web), "mira")

    refused(web.get(f"{back}&iss=https%3A%2F%2Faccounts.google.com"))


def test_somebody_who_says_no_there_is_back_at_the_password(kantora):
    web = browser(kantora)
    answer = httpx.post(leave(web), data={"action": "deny"}, follow_redirects=False)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.headers["location"]).query)).get("state")

    page = web.get(answer.headers["location"])

    assert ("did not sign you in" if state else "Begin again") in refused(page).text


def test_a_service_that_is_down_locks_nobody_out(kantora):
    web = browser(kantora)

    page = Page(web.post("/sign-in/with/down", [("next", "/account")]))

    assert "does not answer" in refused(page, 503).text
    form = page.form("email", "password")
    assert form.value("next") == "/account"
    web.sign_in()


def test_a_service_with_a_certificate_of_strangers_is_asked_nothing(kantora, impostor):
    web = browser(kantora)

    page = Page(web.post("/sign-in/with/odd", []))

    assert "does not answer" in refused(page, 503).text
    assert impostor.reached and impostor.asked == []
    assert "invalid peer certificate" in kantora.log()
    web.sign_in()


def test_no_token_of_the_service_reaches_the_browser(kantora, issuer):
    web, page = sign_in(kantora, next="/account/identities")

    given = [token for token in issuer.given.values() if isinstance(token, str) and len(token) > 20]
    assert given and page.status == 200
    shown = [page.html, str(web.cookies), *(web.get(path).html for path in ("/account", "/account/data"))]
    assert not [token for token in given for text in shown if token in text]


def test_a_secret_that_the_issuer_does_not_know_locks_nobody_out(kantora, issuer):
    issuer.secret = "another"

    web, page = sign_in(kantora)

    assert "not set up rightly" in refused(page, 503).text
    web.sign_in()


def test_a_link_is_made_in_the_browser_of_its_account_only(kantora):
    owner = browser(kantora)
    owner.sign_in()
    back = Issuer.sign_in(leave(owner, "/account/identities", provider="near"), "a second identity")
    departure = {DEPARTURE: owner.cookies[DEPARTURE]}

    guest = browser(kantora)
    guest.cookies.update(departure)
    refused(guest.get(back))

    _, page = sign_in(kantora, "a second identity")
    assert "No account here is linked" in refused(page).text


def test_what_is_unlinked_opens_nothing_any_more(kantora, issuer):
    owner = browser(kantora)
    owner.sign_in()
    page = link(owner, issuer, "for a while")
    unlink = [form for form in page.forms if form.action.endswith("/unlink")][-1]

    page = owner.submit(page, unlink)

    assert "no longer linked" in page.text
    refused(sign_in(kantora, "for a while")[1])
    assert sign_in(kantora)[1].url.path.startswith("/w/")


def test_another_site_cannot_begin_a_link(kantora):
    owner = browser(kantora)
    owner.sign_in()

    answer = owner.client.post("/account/identities", data={"provider": "near"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
