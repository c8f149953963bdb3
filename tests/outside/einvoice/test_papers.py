"""Papers as files: whole, with their data inside, and saying all that the law wants said."""

import os
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

ROOT = Path(__file__).parents[3]
FX = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"

ELECTRONIC = ["bg", "gb", "long-en", "long-bg", "note"]

# What a Bulgarian bookkeeper looks for (ЗДДС чл. 114; Закон за счетоводството чл. 6).
BULGARIAN = [
    "Фактура", "Invoice", "0000000042", "Оригинал", "23.11.2026", "20.11.2026", "Рила Дърводелство ООД", "12 Harbour",
    "175074752", "BG175074752", "Калина Василева", "Buyer & Daughters", "BG123456789", "Oak board", "брой", "19,99",
    "20 %", "9 %", "Directive 2006/112/EC, art. 132", "Отстъпка", "Общо без ДДС", "Словом", "евро", "Съставил", "Иван Петров",
    "BG80 BNBG 9661 1020 3456 78", "RF18 0000 0042", "Страница 1 от 2",
]

# A full VAT invoice (VAT Regulations 1995, reg. 14), and what a company discloses (2015 Regulations, reg. 25).
BRITISH = [
    "Invoice", "0000000042", "20 Nov 2026", "23 Nov 2026", "Harbour Studio Ltd", "12 Harbour", "GB980780684",
    "Buyer & Daughters", "Oak board", "19.99", "20%", "Total excl. VAT", "VAT 20% on", "0.87895 GBP", "Amount due",
    "01234567", "Registered in England and Wales", "23 Dec 2026",
]


def paper(name):
    """The file that the Rust tests wrote."""
    folders = [os.environ.get("KANTORA_PAPERS"), *(ROOT / "target").glob("*/tmp/papers"), ROOT / "target/tmp/papers"]
    found = [Path(folder) for folder in folders if folder and Path(folder).is_dir()]
    assert found, "no papers: run `cargo test --test suite documents` first"
    return found[0] / f"{name}.pdf"


def text(name):
    pages = [page.extract_text() for page in PdfReader(paper(name)).pages]
    return " ".join(" ".join(pages).split()).replace("\u00a0", " ")


@pytest.mark.parametrize("name", [*ELECTRONIC, "quote", "long-quote"])
def test_a_file_is_whole(name):
    checked = subprocess.run(["qpdf", "--check", paper(name)], capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout + checked.stderr
    metadata = etree.fromstring(PdfReader(paper(name)).trailer["/Root"]["/Metadata"].get_data())
    assert [one.text for one in metadata.iter(f"{PDFA}part")] == ["3"]


@pytest.mark.parametrize("name", ELECTRONIC)
def test_a_file_holds_its_data_and_says_so(name):
    reader = PdfReader(paper(name))

    assert list(reader.attachments) == ["factur-x.xml"]
    data = etree.fromstring(reader.attachments["factur-x.xml"][0])
    assert data.tag.endswith("}CrossIndustryInvoice")
    metadata = etree.fromstring(reader.trailer["/Root"]["/Metadata"].get_data())
    said = {key: [one.text for one in metadata.iter(f"{FX}{key}")] for key in ("DocumentFileName", "ConformanceLevel")}
    assert said == {"DocumentFileName": ["factur-x.xml"], "ConformanceLevel": ["EN 16931"]}


@pytest.mark.parametrize("name", ["quote", "long-quote"])
def test_an_offer_holds_no_data(name):
    assert not PdfReader(paper(name)).attachments


def test_an_offer_tells_what_is_optional_and_until_when():
    said = text("long-quote")

    assert "Оферта" in said and "Offer" in said and "Q-0002/3" in said
    assert "Валидна до / Valid until 20.12.2026 г." in said
    assert "По избор, не е включено в сумата / Optional, not in the total" in said and "Междинна сума / Subtotal" in said
    assert "Дата на данъчното събитие" not in said


@pytest.mark.parametrize("name, facts", [("bg", BULGARIAN), ("gb", BRITISH)])
def test_a_paper_names_every_fact(name, facts):
    said = text(name)

    assert not [fact for fact in facts if fact not in said], said


@pytest.mark.parametrize("name, carried, last", [("long-en", "Carried forward", "Page 1 of"), ("long-bg", "За пренасяне", "Страница 1 от")])
def test_sixty_lines_go_on_overleaf(name, carried, last):
    pages = [page.extract_text() for page in PdfReader(paper(name)).pages]

    assert len(pages) > 2
    assert carried in pages[0] and last in " ".join(pages[0].split())
