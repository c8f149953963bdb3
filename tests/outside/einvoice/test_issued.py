"""Papers as the product issues them: those of the demo and the remainder of its quote, out of the file for the accountant."""

import io
import re
import subprocess
import zipfile
from datetime import date, timedelta

import pytest
from pypdf import PdfReader
from saxonche import PySaxonProcessor

from support import rules
from support.kantora import demo_sign_in
from support.rules import Rules
from support.web import Web


def bill_the_rest(web):
    """Issues what the deposit of the accepted quote left over."""
    page = web.get(web.path("/quotes?state=accepted"))
    quote = next(link for link in page.links if re.search(r"/quotes/\d+$", link))
    page = web.get(quote)
    rest = next(form for form in page.forms if form.action.endswith("/invoice") and form.value("stage") == "rest")
    page = web.submit(page, rest)
    form = page.form("issued_on", action="/issue")
    page = web.submit(page, form, issued_on=str(date.today()))
    assert page.status == 200, page.text[:500]


@pytest.fixture(scope="module")
def papers(demo):
    """The files of all papers, by name."""
    web = Web(demo)
    web.sign_in(*demo_sign_in(demo.log()))
    bill_the_rest(web)
    page = web.get(web.path("/packs"))
    days = {"from": str(date.today() - timedelta(days=360)), "to": str(date.today())}
    page = web.until_done(web.submit(page, page.form("from", "to"), **days), wait=120)
    file = web.client.get(next(link for link in page.links if link.endswith("/download")))
    assert file.status_code == 200
    with zipfile.ZipFile(io.BytesIO(file.content)) as pack:
        return {name: pack.read(name) for name in pack.namelist() if name.startswith("papers/")}


def test_all_data_keeps_the_rules(papers):
    with PySaxonProcessor(license=False) as processor:
        norms = {"xml": Rules(processor, *rules.UBL), "pdf": Rules(processor, *rules.CII)}
        checked, broken = [], {}
        for name, content in papers.items():
            ending = name.rsplit(".", 1)[1]
            within = PdfReader(io.BytesIO(content)).attachments if ending == "pdf" else {"ubl": [content]}
            for data in within.values():
                checked.append(data[0].decode())
                if found := norms[ending].broken(checked[-1]):
                    broken[name] = found

    assert not broken, broken
    prepaid = [one for one in checked if re.search(r"Less invoice|Deposit \d+% on quote", one)]
    assert len(checked) > 12 and len(prepaid) > 2 and any("<CreditNote" in one for one in checked)


def test_all_files_are_whole(papers, tmp_path):
    files = {name: content for name, content in papers.items() if name.endswith(".pdf")}
    assert len(files) > 7
    for name, content in files.items():
        (tmp_path / "paper.pdf").write_bytes(content)
        checked = subprocess.run(["qpdf", "--check", tmp_path / "paper.pdf"], capture_output=True, text=True)
        assert checked.returncode == 0, f"{name}: {checked.stdout}{checked.stderr}"
