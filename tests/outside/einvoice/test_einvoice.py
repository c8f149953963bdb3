"""Electronic invoices against the rules of EN 16931 themselves, and those of German offices. The Rust tests write the corpus."""

import os
from pathlib import Path

import pytest
from saxonche import PySaxonProcessor

from support import rules
from support.rules import Rules

ROOT = Path(__file__).parents[3]
SYNTAXES = {"ubl": rules.UBL, "cii": rules.CII}


@pytest.fixture(scope="module")
def processor():
    with PySaxonProcessor(license=False) as processor:
        yield processor


@pytest.fixture(scope="module", params=SYNTAXES)
def syntax(request, processor):
    """The name of a syntax, and its rules."""
    return request.param, Rules(processor, *SYNTAXES[request.param])


def corpus(name):
    """The papers that the Rust tests wrote, in one syntax."""
    folders = [os.environ.get("KANTORA_CORPUS"), ROOT / "target/tmp/corpus"]
    folders += (ROOT / "target").glob("*/tmp/corpus")
    found = [Path(folder) for folder in folders if folder and Path(folder).is_dir()]
    assert found, "no corpus: run `cargo test --test suite documents` first"
    files = sorted(found[0].glob(f"*.{name}.xml"))
    assert len(files) == 500
    return {file.name: file.read_text() for file in files}


def test_every_document_keeps_the_rules(syntax):
    name, norm = syntax
    broken = {file: found for file, text in corpus(name).items() if (found := norm.broken(text))}

    assert not broken, "\n".join(f"{file}: {found}" for file, found in list(broken.items())[:20])


def test_every_document_for_german_offices_keeps_theirs(processor):
    german = Rules(processor, *rules.XRECHNUNG)
    files = {file: text for file, text in corpus("ubl").items() if "xrechnung_3.0" in text}
    assert len(files) > 20

    broken = {file: found for file, text in files.items() if (found := german.broken(text))}

    assert not broken, "\n".join(f"{file}: {found}" for file, found in list(broken.items())[:20])
    _, bare = next(iter(files.items()))
    begin, end = bare.index("<cac:Contact>"), bare.index("</cac:Contact>") + len("</cac:Contact>")
    assert any("BR-DE-2:" in one for one in german.broken(bare[:begin] + bare[end:]))


def test_a_broken_document_is_found(syntax):
    name, norm = syntax
    good = next(iter(corpus(name).values()))
    total = {"ubl": ("<cbc:PayableAmount", "</cbc:PayableAmount>"), "cii": ("<ram:DuePayableAmount", "</ram:DuePayableAmount>")}
    begin, end = total[name]
    head, tail = good.split(begin)
    mark, rest = tail.split(">", 1)
    _, rest = rest.split(end, 1)

    broken = norm.broken(f"{head}{begin}{mark}>987654.32{end}{rest}")

    assert any("BR-CO-16" in one for one in broken), broken
