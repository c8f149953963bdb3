"""sqlmap and wapiti find nothing. They take long, and run in the long run only."""

import json
import os
import pathlib
import subprocess

import pytest

from conftest import running
from support.kantora import EMAIL, ROOT, Kantora
from support.web import Web

SCANNERS = pathlib.Path(os.environ.get("KANTORA_SCANNERS", ROOT / "target/venv-scan")) / "bin"


@pytest.fixture(scope="module", autouse=True)
def long_only(pace):
    if pace != "long":
        pytest.skip("the scanners run in the long run")
    assert SCANNERS.exists(), f"{SCANNERS} is missing: tests/run long makes it"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Somebody signed in, with a contact."""
    for server in running(Kantora(tmp_path_factory.mktemp("scan") / "data")):
        web = Web(server)
        web.set_up()
        page = web.get(web.path("/contacts/new"))
        web.submit(page, page.form("last_name"), last_name="Petrova", anyway="1")
        yield web


def scan(tmp_path, *words):
    """Runs a scanner to its end; gives what it said."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    done = subprocess.run([str(word) for word in words], env=environment, capture_output=True, text=True, timeout=1800, cwd=tmp_path)
    return done.stdout + done.stderr


def cookie(web):
    return "; ".join(f"{name}={value}" for name, value in web.cookies.items())


PLACES = {
    "search": ("/search?q=petrova", ""),
    "list": ("/contacts?q=petrova&sort=name&tag=oak", ""),
    "record": ("/contacts/1*/edit", ""),
    "bulk": ("/contacts/bulk", "id=1&tag=oak&act=tag"),
    "note": ("/notes", "about=1&body=hello&kind=note"),
    "settings": ("/settings", "version=1&name=Lantern&country=GB&currency=GBP"),
    "task": ("/tasks/new", "title=Call&due_on=2026-11-24&assignee=1&about=1&act=scan"),
    "deal": ("/deals/new", "name=Counter&amount=100&currency=EUR&stage=1&person=petrova&act=scan"),
    "deals": ("/deals?state=all&pipeline=1&stage=1&owner=1&sort=name&q=oak", ""),
    "agenda": ("/tasks?assignee=1", ""),
    "sign-in": ("", f"email={EMAIL}&password=wrong&next=/"),
    "reset": ("", f"email={EMAIL}"),
}


@pytest.mark.timeout(2400)
@pytest.mark.parametrize("place", PLACES)
def test_sqlmap_finds_no_way_into_the_database(office, tmp_path, place):
    path, body = PLACES[place]
    url = office.kantora.url + (office.path(path) if path else f"/{place}")
    words = [
        SCANNERS / "sqlmap", "-u", url, "--batch", "--dbms", "SQLite", "--level", "2", "--flush-session", "--disable-coloring",
        "--threads", "2", "--ignore-code", "401,403,404,409,422,429", "--output-dir", tmp_path / "out",
        "--headers", f"Origin: {office.kantora.url}\nSec-Fetch-Site: same-origin", "--drop-set-cookie",
    ]
    words += ["--data", body] if body else []
    words += ["--cookie", cookie(office)] if path else []

    said = scan(tmp_path, *words)

    assert "do not appear to be injectable" in said, said[-3000:]
    assert "Parameter: " not in said, said[-3000:]


MODULES = "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,sql,ssrf,timesql,xpath,xss,xxe"


def told(ones):
    return [(one["method"], one["path"], one["info"]) for one in ones][:5]


# What it looks for in one place and we do in another; a test of our own holds each.
ELSEWHERE = {
    "Cross Site Request Forgery": "by Sec-Fetch-Site and Origin, not by a token (another_sites_page_changes_nothing)",
    "Clickjacking Protection": "by frame-ancestors of the policy, not by X-Frame-Options (every_answer_carries_the_headers_of_a_careful_site)",
}


@pytest.mark.timeout(2400)
def test_wapiti_finds_nothing(office, tmp_path):
    url, report = office.kantora.url, tmp_path / "report.json"
    away = [word for path in ("/sign-out", "/account*", "/language") for word in ("-x", url + path)]

    said = scan(
        tmp_path, SCANNERS / "wapiti", "-u", url + office.path("/contacts"), "--scope", "domain", *away,
        "-m", MODULES, "--max-attack-time", "60",
        "-H", f"Cookie: {cookie(office)}", "-H", f"Origin: {url}", "-H", "Sec-Fetch-Site: same-origin",
        "--flush-session", "--max-scan-time", "300", "--max-links-per-page", "10", "-d", "2", "-f", "json", "-o", report, "--no-bugreport",
    )

    assert report.exists(), said[-3000:]
    found = json.loads(report.read_text())
    flaws = {name: told(ones) for name, ones in found["vulnerabilities"].items() if ones and name not in ELSEWHERE}
    faults = {name: told(ones) for name, ones in found["anomalies"].items() if ones}
    assert len(found["infos"].get("crawled_pages", [])) != 1, "it saw one page only"
    assert not flaws and not faults, json.dumps([flaws, faults], indent=2)
