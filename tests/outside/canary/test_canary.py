"""Every letter is sent and every kind of token is made; afterwards nothing that opens a door can be read anywhere."""

import base64
import itertools
import re
import sqlite3
import time
from email import message_from_bytes
from email.policy import default

import pytest

from browser.factors import code
from conftest import running
from support.kantora import PASSWORD, ROOT, Kantora
from support.web import Web

INVITED, MOVED, HELPER = "ines@lantern.example", "ines.vale@lantern.example", "helper@kantora.example"
ASKER = "asker@lantern.example"
FIRST, SECOND = "canary of nine brass hinges", "canary of ten copper hinges"
MAIL = "canary-7f3d9b1c5e-of-the-mail-account"
# So many pages are looked at; a page more than once under another query is one.
PAGES = 400


class Office:
    """An installation, what its people do in it, and every secret that they come to know."""

    def __init__(self, kantora, letters):
        self.kantora, self.letters = kantora, letters
        self.secrets = {"a password": PASSWORD, "the set-up link": kantora.setup_path().rsplit("/", 1)[1]}
        self.owner = self.visitor("the owner")
        self.owner.set_up()

    def visitor(self, who):
        """A browser, every cookie of which is a secret."""
        web, take, number = Web(self.kantora), Web.take_cookies, itertools.count(1)

        def keep(answer):
            take(web, answer)
            for name, value in web.cookies.items():
                if value and value not in self.secrets.values() and "session" in name:
                    self.secrets[f"cookie {next(number)} of {who}"] = value

        web.client.event_hooks["response"] = [keep]
        return web

    def link(self, to, path, wait=20):
        """The link that came by letter, whose end is a secret."""
        begun = time.monotonic()
        while time.monotonic() < begun + wait:
            for file in self.letters.glob("*.eml"):
                letter = message_from_bytes(file.read_bytes(), policy=default)
                found = re.search(rf"{path}([\w-]+)", letter.get_body(("plain",)).get_content())
                if found and to in letter["To"]:
                    self.secrets[f"the link {path} to {to}"] = found[1]
                    return found[0]
            time.sleep(0.1)
        raise AssertionError(f"no letter with {path} came to {to}")

    def kinds(self):
        """The kinds of letters that went out."""
        with sqlite3.connect(f"file:{database(self.kantora.data)}?mode=ro", uri=True) as db:
            return {kind for kind, in db.execute("SELECT DISTINCT kind FROM letter WHERE state = 'sent'")}


def database(folder):
    return next(path for path in folder.rglob("*.db") if "backups" not in path.parts)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("canary")
    letters = folder / "letters"
    mail = {"KANTORA_MAIL__FOLDER": str(letters), "KANTORA_MAIL__FROM": "office@lantern.example"}
    for kantora in running(Kantora(folder / "data", environment=mail)):
        office = Office(kantora, letters)
        live(office)
        yield office


# They go at an hour of their own, and lead only to pages that ask who comes: there is nothing in them to find.
LATER = {"notice.told", "task.summary"}


def live(office):
    """What causes each letter and makes each token."""
    owner, guest = office.owner, office.visitor("the newcomer")
    come(office, owner, guest)
    change_everything(office, owner, guest)
    set_factors_up(office, guest)
    make_a_token(office, owner)
    ask_for_support(office)
    ask_by_a_form(office, owner)
    write_to_two(office, owner)
    keep_an_account(owner)
    page = owner.get(owner.path("/settings/mail"))
    owner.submit(page, page.form(action="/test"))
    begun = time.monotonic()
    while office.kinds() < written() - LATER and time.monotonic() < begun + 20:
        time.sleep(0.1)
    # From here on no letter has a way out.
    form = owner.get(owner.path("/settings/mail")).form("host", "password")
    owner.submit(page, form, host="smtp.lantern.example", port="587", address="o@lantern.example", user="o", password=MAIL)
    office.secrets["the mail password"] = MAIL


def come(office, owner, guest):
    page = owner.get(owner.path("/settings/people/invite"))
    owner.submit(page, page.form("email", "role"), email=INVITED)
    page = guest.get(office.link(INVITED, "/invitation/"))
    guest.land(guest.submit(page, page.form("name", "password"), name="Ines Vale", password=FIRST))
    office.secrets["the first password"] = FIRST
    people = owner.get(owner.path("/settings/people"))
    path = re.findall(rf"{owner.path('/settings/people')}/\d+", people.html)
    pages = [owner.get(one) for one in path]
    page = next(page for page in pages if INVITED in page.html)
    owner.submit(page, page.form("role"), role="viewer")


def change_everything(office, owner, guest):
    page = guest.get("/account/address")
    guest.submit(page, page.form("email", "password"), email=MOVED, password=FIRST)
    page = guest.get(office.link(MOVED, "/account/address/"))
    guest.submit(page, page.forms[-1])
    page = guest.get("/reset")
    guest.submit(page, page.form("email"), email=MOVED)
    page = guest.get(office.link(MOVED, "/reset/"))
    page = guest.submit(page, page.form("password"), password=SECOND)
    assert page.url.path == "/sign-in", page.text
    office.secrets["the second password"] = SECOND
    guest.sign_in(MOVED, SECOND)


def set_factors_up(office, guest):
    page = guest.get("/account/factors/app")
    form = page.form("secret", "code")
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.html)[1]
    page = guest.submit(page, form, code=code(secret))
    codes = re.findall(r"<code>([a-z2-7 -]+)</code>", page.html)
    assert len(codes) == 10, page.text
    office.secrets |= {f"recovery code {number}": one for number, one in enumerate(codes)}
    office.secrets |= {"the app's key": secret, "the app's key in bytes": base64.b32decode(secret)}
    again = office.visitor("the newcomer elsewhere")
    page = again.get("/sign-in")
    page = again.submit(page, page.form("email", "password"), email=MOVED, password=SECOND)
    page = again.submit(page, page.form("code"), code=codes[0])
    assert page.url.path == "/account/factors", page.text


def make_a_token(office, owner):
    page = owner.get(owner.path("/settings/tokens/new"))
    page = owner.submit(page, page.form("name", "grant"), name="Shop")
    office.secrets["the token of a program"] = secret = re.search(r'id="secret"[^>]*value="([^"]+)"', page.html)[1]
    answer = owner.client.get("/api/v1/contacts", headers={"Authorization": f"Bearer {secret}", "Accept": "application/json"})
    assert answer.status_code == 200, answer.text


def ask_for_support(office):
    office.kantora.run("account", "create", HELPER, "--name", "Helper", "--operator", given=f"{PASSWORD}\n")
    helper = office.visitor("the helper")
    page = helper.get("/sign-in")
    helper.submit(page, page.form("email", "password"), email=HELPER, password=PASSWORD)
    page = helper.get("/operator/workspaces/1")
    helper.submit(page, page.form("reason"), reason="The import hangs")


def ask_by_a_form(office, owner):
    page = owner.get(owner.path("/settings/forms/new"))
    page = owner.submit(page, page.form("ask_email", "consent"), confirms="1")
    stranger = office.visitor("the stranger")
    page = stranger.get(re.search(r"/form/\w+", page.html)[0])
    stranger.submit(page, page.form("email", "message"), email=ASKER, message="Do you fit doors?")
    page = stranger.get(office.link(ASKER, "/confirmation/"))
    page = stranger.submit(page, page.forms[-1])
    assert page.url.path.endswith("/done"), page.text


def keep_an_account(owner):
    page = owner.get(owner.path("/settings/billing/accounts/new"))
    form = page.form("bank", "iban")
    page = owner.submit(page, form, bank="Harbour Bank", account_currency="GBP", iban="GB33BUKB20201555555555")
    assert page.url.path == owner.path("/settings/billing"), page.text


def write_to_two(office, owner):
    """A letter to more than one, each of which holds a way out."""
    page = owner.get(owner.path("/companies/new"))
    page = owner.submit(page, page.form("name"), name="Hazel Inns", email="office@hazel.example", anyway="1")
    company = page.url.path.rsplit("/", 1)[1]
    page = owner.get(owner.path("/contacts/new"))
    named = {"last_name": "Hazel", "company": "Hazel Inns", "email": "ana@hazel.example"}
    owner.submit(page, page.form("last_name"), anyway="1", **named)
    page = owner.get(owner.path(f"/mails/new?about={company}"))
    both = re.findall(r'name="to" value="([^"]+)"', page.html)
    assert len(both) == 2, page.text
    letter = [("act", "canary"), *(("to", one) for one in both), ("subject", "Oak"), ("text", "Two tables")]
    answer = owner.post(owner.path(f"/mails/send?about={company}"), letter)
    assert answer.is_redirect, answer.text
    for to in ("office@hazel.example", "ana@hazel.example"):
        office.link(to, "/unsubscribe/")


def written():
    """The kinds of letters that the product knows, by their stored names."""
    kinds = re.findall(r'const KIND: &\'static str = "([\w.-]+)";\s+const NAME', sources())
    listed = (ROOT / "src/letters.rs").read_text().count(".kind::<")
    assert listed == len(kinds) > 5, kinds
    return set(kinds)


def sources():
    return "".join(path.read_text() for path in (ROOT / "src").rglob("*.rs"))


def shapes(secret):
    """A secret as it may stand somewhere: as it is, without its blanks and lines, in hexadecimal digits, in base64."""
    raw = secret if isinstance(secret, bytes) else secret.encode()
    bare = re.sub(rb"[ -]", b"", raw) if isinstance(secret, str) else raw
    yield from {raw, bare, raw.hex().encode(), base64.b64encode(raw).rstrip(b"="), base64.urlsafe_b64encode(raw).rstrip(b"=")}


def holders(secrets, texts):
    """Where which secret stands."""
    return [
        f"{name} stands in {where}"
        for where, text in texts.items()
        for name, secret in secrets.items()
        if any(shape in text for shape in shapes(secret))
    ]


def test_every_letter_of_the_product_went_out(office):
    assert office.kinds() | LATER == written()


def test_the_search_itself_finds_a_secret_in_each_of_its_shapes():
    secret = "canary of nine"
    for shape in shapes(secret):
        assert holders({"it": secret}, {"here": b"before " + shape + b" after"}) == ["it stands in here"]
    assert holders({"it": secret}, {"here": b"nothing"}) == []


def test_nothing_that_opens_a_door_stands_in_files_logs_or_backups(office):
    office.kantora.run("backup", "now")
    files = [path for path in office.kantora.data.rglob("*") if path.is_file()]
    for folder in ("logs", "backups"):
        assert any(folder in path.parts for path in files), files
    assert sum(path.suffix == ".db" for path in files) >= 2, files
    texts = {str(path): path.read_bytes() for path in files} | {"the log": office.kantora.log().encode()}

    assert holders(office.secrets, texts) == []


def test_nothing_that_opens_a_door_stands_on_a_page(office):
    texts, waiting, owner = {}, ["/", "/account", "/operator", "/api"], office.owner
    while waiting and len(texts) < PAGES:
        path = waiting.pop()
        answer = owner.client.get(path, follow_redirects=True)
        texts[path] = answer.content
        found = re.findall(r'href="(/[^"?#]*)', answer.text) if "text/html" in answer.headers["content-type"] else []
        waiting.extend(set(found) - texts.keys() - set(waiting))
    assert not waiting and len(texts) > 30, sorted(texts)

    assert holders(office.secrets, texts) == []
