use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const CONTACTS: Wanted =
    Wanted { kind: SubjectKind::Contact, language: Language::En, encoding: Encoding::Utf8 };

/// An archive with these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook of Excel with one sheet: rows as XML, and shared texts.
fn xlsx(rows: &str, shared: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    archive(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{PACKAGE}\">{}</Relationships>",
                relation("r1", "officeDocument", "xl/workbook.xml")
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"People\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{PACKAGE}\">{}{}{}</Relationships>",
                relation("r1", "worksheet", "worksheets/sheet1.xml"),
                relation("r2", "sharedStrings", "sharedStrings.xml"),
                relation("r3", "styles", "styles.xml"),
            ),
        ),
        (
            "xl/styles.xml",
            &format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\">{shared}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}

/// A workbook of LibreOffice with these tables.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>\
         <style:style style:name=\"gone\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

/// The tables of a file as text, each with its name.
fn unfolded(file: &[u8], wanted: Wanted) -> Result<Vec<(String, String)>, Unfit> {
    let shape = Shape::of(Cursor::new(file), wanted.encoding)?;
    let mut out = Vec::new();
    let leaves = unfold(shape, Cursor::new(file), wanted, &mut out)?;
    let text = |leaf: &Leaf| {
        let from = leaf.part.from as usize;
        String::from_utf8(out[from..from + leaf.part.length as usize].to_vec()).unwrap()
    };
    Ok(leaves.iter().map(|leaf| (leaf.name.clone(), text(leaf))).collect())
}

#[track_caller]
fn only(file: &[u8]) -> String {
    let tables = unfolded(file, CONTACTS).unwrap();
    assert_eq!(tables.len(), 1);
    tables.into_iter().next().unwrap().1
}

fn refusal(file: &[u8]) -> &'static str {
    unfolded(file, CONTACTS).unwrap_err().key()
}

#[test]
fn cells_of_excel_are_read_as_a_person_would_type_them() {
    let file = xlsx(
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>Phone</t></is></c></row>\
         <row r=\"4\"><c r=\"A4\" t=\"str\"><f>A1&amp;B1</f><v>Owen, \"O\"</v></c><c r=\"B4\" s=\"1\"><v>45363</v></c>\
         <c r=\"C4\"><v>3.59888123456E11</v></c><c r=\"D4\"><v>0.30000000000000004</v></c>\
         <c r=\"E4\" t=\"b\"><v>1</v></c><c r=\"F4\" t=\"e\"><v>#N/A</v></c><c r=\"G4\" s=\"2\"><v>45363.5</v></c></row>",
        "<si><r><t xml:space=\"preserve\">First </t></r><r><t>name</t></r></si>",
    );

    let text = only(&file);

    assert_eq!(
        text,
        "\"\"\nFirst name,,Phone\n\"\"\n\"Owen, \"\"O\"\"\",2024-03-12,359888123456,0.3,true,,2024-03-12 12:00:00\n"
    );
}

#[test]
fn cells_of_libreoffice_are_read_the_same_way() {
    let file = ods(
        "<table:table table:name=\"Hidden\" table:style-name=\"gone\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>\
         <table:table table:name=\"People\"><table:table-row table:number-rows-repeated=\"2\"/>\
         <table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>no</text:p></office:annotation>\
         <text:p>Hart &amp; <text:span>Sons</text:span></text:p><text:p>Ltd<text:s text:c=\"2\"/>x</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"2\"/>\
         <table:table-cell office:value-type=\"float\" office:value=\"359888123456\"><text:p>3.6E11</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-12T00:00:00\"><text:p>12.3.</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>TRUE</text:p></table:table-cell>\
         <table:table-cell calcext:value-type=\"error\" office:value-type=\"string\" office:string-value=\"\"><text:p>#N/A</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         </table:table>",
    );

    let tables = unfolded(&file, CONTACTS).unwrap();

    let wanted = "\"\"\n\"\"\n\"Hart & Sons\nLtd  x\",,,359888123456,2024-03-12,true\n";
    assert_eq!(tables, [("People".to_owned(), wanted.to_owned())]);
}

#[test]
fn what_is_no_workbook_for_us_is_told_apart() {
    let compound = |text: &str| [COMPOUND, &[0; 600], utf16(text).as_slice()].concat();

    assert_eq!(refusal(&compound("Workbook")), "transfer-workbook-old");
    assert_eq!(refusal(&compound("EncryptedPackage")), "transfer-workbook-password");
    assert_eq!(refusal(&archive(&[("xl/workbook.bin", "")])), "transfer-workbook-old");
    assert_eq!(refusal(&archive(&[("word/document.xml", "<w/>")])), "transfer-no-list");
    assert_eq!(refusal(&archive(&[("xl/workbook.xml", "<x")])), "transfer-workbook-broken");
    assert_eq!(refusal(b"%PDF-1.7\n"), "transfer-no-list");
    assert_eq!(refusal(&xlsx("", "")), "transfer-workbook-empty");
    assert_eq!(refusal(&ods("<table:table table:name=\"Empty\"/>")), "transfer-workbook-empty");
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let locked = archive(&[("content.xml", "?"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(refusal(&locked), "transfer-workbook-password");
}

#[test]
fn bombs_are_refused_whatever_they_say_of_themselves() {
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let repeated = format!(
        "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row></table:table>"
    );
    let long = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>",
        "x".repeat(2 * 1024 * 1024)
    );
    let shared = "<si/>".repeat(7_000_000);
    let parts: Vec<String> = (0..6_000).map(|number| format!("xl/{number}.xml")).collect();
    let parts: Vec<(&str, &str)> = parts.iter().map(|name| (name.as_str(), "")).collect();

    assert_eq!(refusal(&ods(&repeated)), "transfer-workbook-bomb");
    assert_eq!(refusal(&xlsx(&long, "")), "transfer-workbook-bomb");
    assert_eq!(refusal(&xlsx("", &shared)), "transfer-workbook-bomb");
    assert_eq!(refusal(&archive(&parts)), "transfer-workbook-bomb");
    assert_eq!(
        refusal(&xlsx("<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>", "")),
        "transfer-workbook-broken"
    );
}

#[test]
fn room_is_not_made_for_texts_that_a_head_only_promises() {
    let with_head = |head: &str, before: &str| {
        let file = xlsx("<row><c t=\"s\"><v>0</v></c></row>", "<si><t>x</t></si>");
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let mut parts = Vec::new();
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let text = text.replace("<sst ", &format!("{before}<sst {head} "));
            parts.push((part.name().unwrap().into_owned(), text));
        }
        let parts: Vec<(&str, &str)> =
            parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        self::archive(&parts)
    };

    assert_eq!(only(&with_head("uniqueCount=\"1\"", "")), "x\n");
    for (head, before) in [
        ("uniqueCount=\"99999999999\"", ""),
        ("a=\"<si>\" uniqueCount='99999999999'", ""),
        ("a='\"' uniqueCount=\"99999999999\"", ""),
        ("uniqueCount=\"1\"", "<!-- > <x a='-->"),
        ("uniqueCount=\"1\"", "\u{1B}$B"),
    ] {
        assert_eq!(refusal(&with_head(head, before)), "transfer-workbook-broken", "{before}{head}");
    }
}

#[test]
fn a_cell_at_the_far_end_costs_no_more_than_its_blank_rows() {
    let text = only(&xlsx("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", ""));

    assert!(text.len() < 4 * 1024 * 1024);
    assert_eq!(text.lines().count(), 1_048_576);
}

const OLD_CARD: &str = "BEGIN:VCARD\r\nVERSION:2.1\r\n\
    N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=92=D0=B0=D1=81=D0=B8=D0=BB=D0=B5=D0=B2=D0=B0;=D0=9A=D0=B0=\r\n=D0=BB=D0=B8=D0=BD=D0=B0;;;\r\n\
    TEL;CELL;PREF:0888 123 456\r\nTEL;HOME:02 123 456\r\nTEL;WORK;FAX:02 999 999\r\n\
    EMAIL;INTERNET:kalina@reka.example\r\nORG:Reka Ltd;Sales\r\n\
    NOTE;ENCODING=QUOTED-PRINTABLE:pays=0D=0Aon time\r\nX-ODD;FOO=1:x\r\nBDAY:19800131\r\nEND:VCARD\r\n";

#[test]
fn a_card_of_an_old_telephone_becomes_a_row() {
    let text = only(OLD_CARD.as_bytes());

    assert_eq!(
        text,
        "First name,Last name,Company,E-mail (work),Phone (mobile),Phone (home),Phone (other),Note,Birthday\n\
         Калина,Василева,Reka Ltd,kalina@reka.example,0888 123 456,02 123 456,02 999 999,\"pays\non time\",1980-01-31\n"
    );
}

#[test]
fn cards_of_newer_products_with_folds_groups_and_uris_become_rows_too() {
    let file = "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//iOS 18//EN\nN:Hart;Amelia;Jane;Ms.;\nFN:Amelia Hart\n\
        item1.EMAIL;type=INTERNET;type=WORK;type=pref:amelia@hart.example\nEMAIL;TYPE=\"home,internet\":a@home.example\n\
        ADR;TYPE=WORK:;Floor 2;\"4\" Mill Lane\\, Leeds;Leeds;;LS1 4XX;United Kingdom\nCATEGORIES:VIP,Fair\\, 2026\n\
        NOTE:A very\n  long note\\nin two lines\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\n BBBB\nUID:7-A\nEND:VCARD\n\n\
        BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Friends\nMEMBER:urn:uuid:1\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:Owen Pike\nTEL;VALUE=uri;TYPE=\"cell,voice\":tel:+44-7700-900555;ext=5\nLANG:bg\nEND:VCARD\n";

    let text = only(file.as_bytes());

    assert_eq!(
        text,
        "External id,First name,Middle name,Last name,E-mail (work),E-mail (home),Phone (mobile),Tags,Language,\
         Address 1: kind,Address 1: street,Address 1: city,Address 1: postcode,Address 1: country,Full name,Note\n\
         7-A,Amelia,Jane,Hart,amelia@hart.example,a@home.example,,\"VIP; Fair, 2026\",,\
         work,\"\"\"4\"\" Mill Lane, Leeds\nFloor 2\",Leeds,LS1 4XX,United Kingdom,,\"A very long note\nin two lines\"\n\
         ,,,,,,+44-7700-900555 ext. 5,,bg,,,,,,Owen Pike\n"
    );
}

#[test]
fn cards_fill_a_list_of_companies_in_the_language_of_whoever_brings_them() {
    let wanted = Wanted { kind: SubjectKind::Company, language: Language::Bg, ..CONTACTS };
    let file = "BEGIN:VCARD\nVERSION:3.0\nFN:Hart & Sons\nURL:https://hart.example/\nTITLE:x\nEND:VCARD\n";

    let tables = unfolded(file.as_bytes(), wanted).unwrap();

    assert_eq!(tables[0].1, "Фирма,Домейн\nHart & Sons,https://hart.example/\n");
}

#[test]
fn cards_in_other_letters_are_read_by_the_guess_for_the_file() {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Василева;Калина;;;\r\nEND:VCARD\r\n";
    let wide: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let narrow = encoding_rs::WINDOWS_1251.encode(text).0;
    let of = |file: &[u8], encoding| unfolded(file, Wanted { encoding, ..CONTACTS }).unwrap().remove(0).1;

    assert_eq!(of(&wide, Encoding::Utf16Le), "First name,Last name\nКалина,Василева\n");
    assert_eq!(of(&narrow, Encoding::Windows1251), "First name,Last name\nКалина,Василева\n");
}

#[test]
fn a_picture_of_any_size_in_one_line_takes_no_memory_and_no_card_away() {
    let photo = "A".repeat(3 * 1024 * 1024);
    let file = format!("BEGIN:VCARD\nVERSION:3.0\nPHOTO;ENCODING=b:{photo}\nFN:Owen\nEND:VCARD\n");

    assert_eq!(only(file.as_bytes()), "Full name\nOwen\n");
}

#[test]
fn a_file_of_groups_alone_has_no_rows() {
    assert_eq!(
        refusal(b"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Friends\nEND:VCARD\n"),
        "transfer-workbook-empty"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_after_the_beginning_of_a_card_make_it_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let file = [b"BEGIN:VCARD\r\n".as_slice(), &bytes, b"\r\nEND:VCARD\r\n"].concat();
        let _ = unfolded(&file, CONTACTS);
    }

    #[test]
    fn no_properties_make_it_fall_over(
        lines in proptest::collection::vec("[ \tA-Z.;=:\"\\\\,a-zа-я0-9]{0,40}", 0..30)
    ) {
        let file = format!("BEGIN:VCARD\r\nVERSION:2.1\r\n{}\r\nEND:VCARD\r\n", lines.join("\r\n"));
        let _ = unfolded(file.as_bytes(), CONTACTS);
    }

    #[test]
    fn no_damage_to_a_workbook_makes_it_fall_over(
        place in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in any::<proptest::sample::Index>()
    ) {
        for whole in [
            xlsx("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45363</v></c></row>", "<si><t>x</t></si>"),
            ods("<table:table table:name=\"a\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"),
        ] {
            let mut changed = whole.clone();
            let at = place.index(changed.len());
            changed[at] = byte;
            let _ = unfolded(&changed, CONTACTS);
            let _ = unfolded(&whole[..cut.index(whole.len())], CONTACTS);
        }
    }

    #[test]
    fn no_markup_in_a_sheet_makes_it_fall_over(rows in "(<row|<c|</c>|</row>|<v>|</v>|<is><t>| r=\"[A-Z]{0,4}[0-9]{0,12}\"| t=\"[a-z]{1,3}\"| s=\"[0-9]{1,4}\"|>|/>|[0-9]{1,8}|&[a-z#]{0,4};){0,40}") {
        let _ = unfolded(&xlsx(&rows, "<si><t>x</t></si>"), CONTACTS);
        let _ = unfolded(&ods(&rows), CONTACTS);
    }

    #[test]
    fn every_text_comes_out_of_a_sheet_as_it_went_in(cells in proptest::collection::vec("[a-zа-я0-9,;\"'&<> \n]{0,12}[a-zа-я]", 1..6)) {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let row: String = cells.iter().map(|cell| format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(cell))).collect();

        let text = only(&xlsx(&format!("<row>{row}</row>"), ""));

        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let read: Vec<String> = reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
        prop_assert_eq!(read, cells);
    }
}
