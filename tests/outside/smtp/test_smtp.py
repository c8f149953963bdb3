"""Letters against mail servers that fail: nothing is lost, nothing goes twice, and the page says why.

Where SMTP itself cannot know (the line breaks after the final dot and before the answer, RFC 1047), the letter is
"unclear": it does not go again unless a person says so.
"""

import re
import time

import httpx
import pytest

from smtp.server import Authority, Box, Post
from support.kantora import EMAIL, Kantora, free_port
from support.web import Page, Web

CANARY = "canary-7f3d9b1c5e-password"


class Office:
    """Kantora, its first account signed in, and the mail server that it is told to use."""

    def __init__(self, folder, box, authority, trusted=None):
        port = free_port()
        self.box, self.post = box, Post(box, authority, port)
        self.kantora = Kantora(
            folder / "data",
            environment={
                "KANTORA_MAIL__HOST": "127.0.0.1",
                "KANTORA_MAIL__PORT": str(port),
                "KANTORA_MAIL__FROM": "office@kantora.example",
                "KANTORA_MAIL__CA_FILE": str((trusted or authority or Authority(folder / "any")).pem),
                "KANTORA_MAIL__TIMEOUT": "1s",
                "KANTORA_MAIL__ALLOWED_HOSTS": "127.0.0.1",
            },
        )
        self.kantora.data.mkdir(mode=0o700)

    def open(self):
        self.post.start()
        self.kantora.start()
        self.web = Web(self.kantora)
        self.web.set_up()
        return self

    def close(self):
        try:
            assert self.kantora.stop() == 0, self.kantora.log()[-4000:]
            assert not self.kantora.errors(), "\n".join(self.kantora.errors()[:20])
        finally:
            self.kantora.kill()
            self.box.go_on.set()
            self.post.stop()

    def page(self):
        return self.web.get(self.web.path("/settings/mail"))

    def send(self):
        page = self.page()
        return self.web.submit(page, page.form(action="/test"))

    def until(self, words, wait=10):
        """The page, once it says that."""
        begun = time.monotonic()
        while words not in (page := self.page()).text:
            assert time.monotonic() < begun + wait, f"{words!r} is not on the page: {page.text}"
            time.sleep(0.05)
        return page

    def now(self):
        """Does not wait for the next try."""
        listed = self.kantora.run("jobs", "list").stdout
        job = next(line.split()[0] for line in listed.splitlines() if "email.deliver" in line)
        self.kantora.run("jobs", "run", job)


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path, Box(), Authority(tmp_path / "ca"))
    yield office
    office.close()


def test_a_letter_goes_over_tls_once(office):
    office.open().send()

    office.until("letter. sent")

    (letter,) = office.box.letters
    assert letter["to"].addresses[0].addr_spec == EMAIL
    assert letter["from"].addresses[0].addr_spec == "office@kantora.example"
    assert letter.get_body(("html",)) and letter.get_body(("plain",))
    assert office.box.heard.count("EHLO") == 2, "before and after STARTTLS"


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_says_later_gets_the_letter_later(office, step):
    office.box.then(step, "451 4.7.1 come back in the evening")
    office.open().send()

    page = office.until("come back in the evening")
    assert "asks to come back later" in page.text and "letter. waiting" in page.text
    office.now()

    office.until("letter. sent")
    assert len(office.box.letters) == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_says_never_is_believed_and_quoted(office, step):
    office.box.then(step, "550 5.1.1 nobody of that name")
    office.open().send()

    page = office.until("550 5.1.1 nobody of that name")

    assert "letter. refused" in page.text and "email.deliver" not in office.kantora.run("jobs", "list").stdout
    assert office.box.letters == []
    page = office.web.submit(page, page.form(action="/retry"))
    office.until("letter. sent")
    assert len(office.box.letters) == 1


def test_a_silent_server_is_left_after_a_while(office):
    office.box.then("RCPT", "wait")
    office.open().send()

    office.until("took too long to answer")
    office.box.go_on.set()
    office.now()

    office.until("letter. sent")
    assert len(office.box.letters) == 1


def test_nothing_is_sent_where_starttls_was_taken_away(tmp_path):
    office = Office(tmp_path, Box(), None).open()
    try:
        office.send()
        office.until("offers no encryption (STARTTLS)")
        assert set(office.box.heard) == {"EHLO"} and office.box.letters == []
    finally:
        office.close()


def test_nothing_is_sent_to_a_server_with_a_certificate_of_strangers(tmp_path):
    office = Office(tmp_path, Box(), Authority(tmp_path / "a"), trusted=Authority(tmp_path / "b")).open()
    try:
        office.send()
        office.until("certificate cannot be trusted")
        assert set(office.box.heard) == {"EHLO"} and office.box.letters == []
    finally:
        office.close()


@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT", "BEFORE"])
def test_a_line_that_breaks_before_the_letter_costs_nothing(office, step):
    office.box.then(step, "drop")
    office.open().send()

    office.until("letter. waiting")
    begun = time.monotonic()
    while "email-problem" not in office.kantora.run("jobs", "list").stdout:
        assert time.monotonic() < begun + 10
    office.now()

    office.until("letter. sent")
    assert len(office.box.letters) == 1


def test_a_line_that_breaks_after_the_letter_leaves_it_to_a_person(office):
    office.box.then("DATA", "drop")
    office.open().send()

    page = office.until("it may have arrived")
    assert "letter. unclear" in page.text and len(office.box.letters) == 1
    assert "email.deliver" not in office.kantora.run("jobs", "list").stdout
    office.web.submit(page, page.form(action="/retry"))

    office.until("letter. sent")
    assert len(office.box.letters) == 2
    assert len({letter["message-id"] for letter in office.box.letters}) == 2


@pytest.mark.parametrize(("step", "says", "letters"), [("RCPT", "letter. sent", 1), ("DATA", "letter. unclear", 1)])
def test_a_kill_in_the_middle_neither_loses_nor_doubles_a_letter(office, step, says, letters):
    office.box.then(step, "wait")
    office.open().send()
    assert office.box.reached.wait(10)

    office.kantora.kill()
    office.box.go_on.set()
    office.kantora.start()
    office.now()

    office.until(says)
    assert len(office.box.letters) == letters


def write_to_two(office):
    """A letter to a company and to somebody who works there, with a file."""
    web = office.web
    page = web.get(web.path("/companies/new"))
    page = web.submit(page, page.form("name"), name="Hazel Inns", email="office@hazel.example", anyway="1")
    record = page.url.path
    page = web.get(web.path("/contacts/new"))
    named = {"first_name": "Ана", "last_name": "Hazel", "company": "Hazel Inns", "email": "ana@hazel.example"}
    web.submit(page, page.form("last_name"), anyway="1", **named)
    address = web.path(f"/mails/new?about={record.rsplit('/', 1)[1]}")
    to = re.findall(r'name="to" value="([^"]+)"', web.get(address).html)
    letter = [("act", "both"), *(("to", one) for one in to), ("subject", "Oak\r\nBcc: all@example.com"), ("text", "Two tables")]
    page = Page(web.post(address, [*letter, ("do", "enclose")], files={"file": ("plan.txt", b"Six boards")}))
    enclosed = re.search(r'name="enclosed" value="(\d+)"', page.html)[1]
    answer = web.post(address.replace("/new?", "/send?"), [*letter, ("enclosed", enclosed)])
    assert answer.is_redirect, answer.text


def test_a_letter_to_two_arrives_as_two_with_a_way_out_of_one_click(office):
    write_to_two(office.open())
    begun = time.monotonic()
    while len(office.box.letters) < 2:
        assert time.monotonic() < begun + 10, office.page().text
        time.sleep(0.05)

    letters = {letter["to"].addresses[0].addr_spec: letter for letter in office.box.letters}
    assert letters.keys() == {"office@hazel.example", "ana@hazel.example"}
    for letter in letters.values():
        assert letter["subject"] == "Oak Bcc: all@example.com" and letter["bcc"] is None and letter["cc"] is None
        assert letter["from"].addresses[0].addr_spec == "office@kantora.example"
        assert letter["reply-to"].addresses[0].addr_spec == EMAIL
        assert letter["list-unsubscribe-post"] == "List-Unsubscribe=One-Click" and letter["auto-submitted"] is None
        assert letter["message-id"].endswith("@kantora.example>")
        (file,) = letter.iter_attachments()
        assert file.get_filename() == "plan.txt" and file.get_content().strip() == b"Six boards"

    way_out = letters["ana@hazel.example"]["list-unsubscribe"].strip().strip("<>")
    path = way_out[way_out.index("/unsubscribe/") :]
    stranger = httpx.Client(base_url=office.kantora.url)
    assert stranger.get(path).status_code == 200
    assert "a…@hazel.example" not in office.web.get(office.web.path("/settings/unsubscribed")).text
    answer = stranger.post(path, data={"List-Unsubscribe": "One-Click"}, headers={"Origin": "https://mail.example.org"})
    assert answer.status_code == 200 and "set-cookie" not in answer.headers, answer.text

    page = office.web.get(office.web.path("/settings/unsubscribed"))
    assert "a…@hazel.example" in page.text and "o…@hazel.example" not in page.text


def test_no_secret_of_a_letter_or_of_the_mail_account_is_kept_readable(office):
    office.open()
    port = office.post.port
    page = office.page()
    form = page.form("host", "password")
    page = office.web.submit(
        page, form, host="127.0.0.1", port=str(port), address="office@lantern.example", user="office", password=CANARY
    )
    assert "127.0.0.1" in page.text and CANARY not in page.html

    office.send()
    office.until("does not take this user name and password")
    page = office.page()
    page = office.web.submit(page, page.form(action="/remove"))
    office.send()
    office.until("letter. sent")
    office.kantora.run("backup", "now")

    secrets = {CANARY, *tokens(office.box.letters)}
    files = [path for path in office.kantora.data.rglob("*") if path.is_file()]
    assert any("backups" in path.parts for path in files) and any(path.suffix == ".db" for path in files)
    for secret in secrets:
        holders = [str(path) for path in files if secret.encode() in path.read_bytes()]
        assert holders == [] and secret not in office.kantora.log() and secret not in office.page().html


def tokens(letters):
    """Every token in the addresses of letters."""
    bodies = [letter.get_body(("plain",)).get_content() for letter in letters]
    return {token for body in bodies for token in re.findall(r"/([a-z2-7]{26})\b", body)}
