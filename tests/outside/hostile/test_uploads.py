"""Files from strangers: none is two things at once, blows up, leaves its place or runs in our origin."""

import io
import os
import struct
import time
import zipfile
import zlib

import pytest

from hostile.crowd import connect, head, others_are_served, status
from support.web import Web

MEGABYTE = 1024 * 1024
# What must never come back from us.
SCRIPT = b"alert(document.cookie)"
BOUNDARY = "b"
WORDS = '[Content_Types].xml', 'word/document.xml'
CELLS = '[Content_Types].xml', 'xl/workbook.xml'


@pytest.fixture
def desk(kantora):
    """Somebody at work, with the address at which files of a contact are added."""
    web = Web(kantora)
    web.set_up()
    page = web.get(web.path("/contacts/new"))
    page = web.submit(page, page.form("last_name"), last_name="Petrova")
    web.shelf = web.path(f"/files?about={page.url.path.rsplit('/', 1)[1]}")
    return web


def add(web, name, content):
    return web.client.post(
        web.shelf,
        data={"act": web.act()}, files={"file": (name, content, "text/html")},
        headers={"Origin": web.kantora.url, "Sec-Fetch-Site": "same-origin"},
    )


def kept(web):
    """The files that were taken: (name as it is given out, answer)."""
    page = web.get(web.shelf)
    links = dict.fromkeys(link for link in page.links if link.endswith("/download"))
    return [web.client.get(link) for link in links]


def png(extra=b""):
    """One red point; what is extra hangs on to its end."""
    part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) + part(b"tEXt", b"Comment\0" + SCRIPT) + part(b"IDAT", rows) + part(b"IEND", b"") + extra


def gif():
    """A picture that is a program, too: its width reads as the beginning of a comment."""
    return b"GIF89a/*\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00!\xfe\x02*/" + b"\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;=1;" + SCRIPT


def archive(parts):
    """A zip file; a part is its name and its bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return packed.getvalue()


def bomb(names, size=256 * MEGABYTE):
    """A document with a part that is so large once it is unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            with file.open(name, "w", force_zip64=True) as part:
                for _ in range(size // MEGABYTE if name == names[-1] else 0):
                    part.write(b"\0" * MEGABYTE)
    return packed.getvalue()


def pdf(extra=b""):
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n" + extra


PAGE = b"<!doctype html><script>" + SCRIPT + b"</script>"
REFUSED = {
    "a drawing with a program": ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>" + SCRIPT + b"</script></svg>"),
    "a drawing that calls itself a picture": ("logo.png", b"<svg onload='" + SCRIPT + b"'/>"),
    "a page that calls itself a picture": ("photo.jpg", PAGE),
    "a page that calls itself a text": ("notes.txt", PAGE),
    "a page that calls itself a document": ("offer.pdf", PAGE),
    "a page before a document": ("offer.pdf", PAGE + pdf()),
    "a program that calls itself a picture": ("tool.gif", b"MZ" + SCRIPT),
    "a picture that is an archive": ("plan.docx", png(archive([("word/document.xml", b"x")]))),
    "an archive": ("all.zip", archive([("page.html", PAGE)])),
    "a document with a way out": ("plan.docx", archive([(WORDS[0], b"x"), (WORDS[1], b"x"), ("../../x", SCRIPT)])),
    "a page": ("page.html", PAGE),
    "a page after a dot": ("page.html.", PAGE),
    "a page behind a mark that turns": ("page\u202efdp.html", PAGE),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_what_its_name_says_is_refused_with_the_reason(desk, what):
    name, content = REFUSED[what]

    answer = add(desk, name, content)

    assert answer.status_code == 422, what
    assert 'role="alert"' in answer.text
    assert SCRIPT.decode() not in answer.text
    assert kept(desk) == []


@pytest.mark.parametrize("name, content", [
    ("both.png", png(archive([("page.html", PAGE)]))),
    ("both.gif", gif()),
    ("both.pdf", pdf(PAGE)),
    ("note.txt", b"I said: " + SCRIPT),
    ("table.csv", b"=cmd|' /C calc'!A0,<script>" + SCRIPT + b"</script>"),
])
def test_what_is_two_things_at_once_is_refused_or_leaves_as_one_that_runs_nowhere(desk, name, content):
    answer = add(desk, name, content)

    assert answer.status_code in (303, 422)
    for file in kept(desk):
        assert file.headers["content-disposition"].startswith("attachment; ")
        assert file.headers["x-content-type-options"] == "nosniff"
        policy = file.headers["content-security-policy"]
        assert policy.startswith("sandbox; default-src 'none'") and "allow-scripts" not in policy
        assert "html" not in file.headers["content-type"] and "svg" not in file.headers["content-type"]
        if name.endswith((".png", ".gif")):
            assert SCRIPT not in file.content and b"PK\x03\x04" not in file.content, "the picture is drawn anew"


@pytest.mark.parametrize("sent, stored", [
    ("../../../etc/cron.d/job.txt", "job.txt"),
    ("..\\..\\windows\\win.txt", "win.txt"),
    ("/etc/passwd.txt", "passwd.txt"),
    ("....txt", "file.txt"),
    ("CON.txt", "_CON.txt"),
    ("lpt1.txt", "_lpt1.txt"),
    ("a\u202etxt.fdp.txt", "atxt.fdp.txt"),
    ("offer.txt\u200b", "offer.txt"),
])
def test_a_name_leads_nowhere_and_says_what_it_is(desk, sent, stored):
    answer = add(desk, sent, b"Two tables")

    assert answer.status_code == 303, answer.text[:500]
    assert f'filename="{stored}"' in kept(desk)[0].headers["content-disposition"]
    inside = [path for path, _, files in os.walk(desk.kantora.data.parent) for file in files if file.endswith(".txt") and file != "setup.txt"]
    assert inside == [], "files lie under what they hold, never under their names"


def test_a_name_of_three_hundred_letters_keeps_its_ending(desk):
    assert add(desk, "ж" * 300 + ".txt", b"Two tables").status_code == 303

    told = kept(desk)[0].headers["content-disposition"]
    assert told.endswith(".txt") and len(told) < 1000


@pytest.mark.parametrize("name, content", [
    ("plan.docx", bomb(WORDS)),
    ("sums.xlsx", bomb(CELLS)),
    ("plan.odt", bomb(("mimetype", "content.xml"))),
    ("long.txt", zlib.compress(b"\0" * 64 * MEGABYTE)),
], ids=["docx", "xlsx", "odt", "raw"])
def test_a_file_that_would_blow_up_is_refused_unopened(desk, name, content):
    before, begun = desk.kantora.resident(), time.monotonic()

    answer = add(desk, name, content)

    assert answer.status_code == 422
    assert time.monotonic() - begun < 10
    assert desk.kantora.resident() - before < 32 * MEGABYTE
    assert kept(desk) == []


def test_a_workbook_that_would_blow_up_is_no_list(desk):
    book = bomb(("xl/workbook.xml", "xl/worksheets/sheet1.xml"))
    before, begun = desk.kantora.resident(), time.monotonic()
    page = desk.get(desk.path("/import"))

    answered = desk.submit(page, page.form("kind"), {"file": ("people.xlsx", book, "text/csv")}, kind="contact")
    answered = desk.until_done(answered)

    assert answered.status in (200, 422)
    assert "larger" in answered.text.lower() or "workbook" in answered.text.lower(), answered.text[:2000]
    assert time.monotonic() - begun < 30
    assert desk.kantora.resident() - before < 64 * MEGABYTE


def test_ten_gigabytes_are_refused_early_whether_they_are_announced_or_just_come(desk):
    before = desk.kantora.resident()
    cookies = "; ".join(f"{name}={value}" for name, value in desk.cookies.items())
    form = {"Cookie": cookies, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}

    line = connect(desk.kantora)
    line.sendall(head(desk.shelf, **form, Content_Length=10 * 1024 * MEGABYTE, Expect="100-continue"))
    assert status(line) == 413

    line = connect(desk.kantora, timeout=60)
    line.sendall(head(desk.shelf, **form, Transfer_Encoding="chunked"))
    sent = pour(line, f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="long.txt"\r\n\r\n'.encode())

    # A file, as much again for whoever sent a little too much, and what lies in the buffers between.
    assert sent < 256 * MEGABYTE, f"{sent / MEGABYTE:.0f} MB"
    assert desk.kantora.resident() - before < 32 * MEGABYTE
    others_are_served(desk.kantora)
    incoming = desk.kantora.data / "incoming"
    assert not incoming.exists() or not any(incoming.iterdir()), "nothing of it stays"
    assert kept(desk) == []


def pour(line, beginning):
    """Sends without an end until nobody takes more; how much that was."""
    sent = 0
    piece = beginning
    while sent < 10 * 1024 * MEGABYTE:
        try:
            line.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        except OSError:
            return sent
        sent += len(piece)
        piece = b"x" * 0x40000
    return sent
