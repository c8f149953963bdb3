//! What Factur-X says about itself in the metadata of the file.

use crate::base::{Error, Result};

/// The schema and the values that validators look for (Factur-X 1.0, section 6.2.2).
const SAYS: &str = r#"<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"#;

const SAID: &str =
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

/// The properties of the schema, and what each is.
const PROPERTIES: [(&str, &str); 4] = [
    ("DocumentFileName", "name of the embedded XML invoice file"),
    ("DocumentType", "INVOICE"),
    ("Version", "the version of the Factur-X data"),
    ("ConformanceLevel", "the conformance level of the Factur-X data"),
];

/// The finished file with its metadata written once more behind it, as an update (ISO 32000-1, section 7.5.6): the maker
/// of the file knows no schema but its own.
pub fn declare(mut file: Vec<u8>) -> Result<Vec<u8>> {
    let update = update(&file).ok_or_else(|| Error::internal("the metadata of the file cannot be found"))?;
    file.extend(update);
    Ok(file)
}

fn update(file: &[u8]) -> Option<Vec<u8>> {
    let object = number(after(file, rfind(file, b"/Metadata ")?, 10)?)?;
    let mark = format!("\n{object} 0 obj");
    let (begin, end) = (find(file, mark.as_bytes(), 0)?, find(file, b"</rdf:RDF>", 0)?);
    let packet = begin + find(&file[begin..], b"stream\n", 0)? + 7;
    let stop = packet + find(&file[packet..], b"\nendstream", 0)?;
    let (head, tail) =
        (std::str::from_utf8(&file[packet..end]).ok()?, std::str::from_utf8(&file[end..stop]).ok()?);
    let properties: String = PROPERTIES.iter().map(|(name, what)| property(name, what)).collect();
    let xmp = format!("{head}{SAYS}{properties}{SAID}{tail}");

    let trailer = rfind(file, b"trailer")? + 7;
    let (open, close) = (find(file, b"<<", trailer)?, rfind(file, b">>")?);
    let entries = String::from_utf8_lossy(&file[open + 2..close]);
    let previous = number(after(file, rfind(file, b"startxref")?, 9)?)?;
    let place = file.len() + 1;
    let stream = format!(
        "\n{object} 0 obj\n<</Type/Metadata/Subtype/XML/Length {}>>\nstream\n{xmp}\nendstream\nendobj\n",
        xmp.len()
    );
    let table = file.len() + stream.len();
    let rest = format!(
        "xref\n{object} 1\n{place:010} 00000 n \ntrailer\n<<{entries}/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n"
    );
    Some([stream, rest].concat().into_bytes())
}

fn property(name: &str, what: &str) -> String {
    format!(
        "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
         <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>\
         <pdfaProperty:description>{what}</pdfaProperty:description></rdf:li>"
    )
}

fn find(file: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    file.get(from..)?.windows(wanted.len()).position(|window| window == wanted).map(|at| at + from)
}

fn rfind(file: &[u8], wanted: &[u8]) -> Option<usize> {
    file.windows(wanted.len()).rposition(|window| window == wanted)
}

fn after(file: &[u8], at: usize, by: usize) -> Option<&[u8]> {
    file.get(at + by..)
}

/// The number that begins there, after blanks.
fn number(bytes: &[u8]) -> Option<usize> {
    let text = bytes.iter().skip_while(|byte| byte.is_ascii_whitespace());
    let digits: Vec<u8> = text.take_while(|byte| byte.is_ascii_digit()).copied().collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}
