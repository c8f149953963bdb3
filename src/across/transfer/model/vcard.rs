//! People as vCards 3.0 (RFC 2426) and 4.0 (RFC 6350).

use crate::crm::contacts::ContactInput;
use crate::crm::points::{Address, Kind, Label, Purpose};

/// How a list goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Rows for spreadsheets.
    #[default]
    Csv,
    /// Cards that telephones, Outlook and Google take.
    Card3,
    /// Cards as programs write them since 2011.
    Card4,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 3] = [Format::Csv, Format::Card3, Format::Card4];

    /// The word in an address and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Card3 => "vcard3",
            Format::Card4 => "vcard4",
        }
    }

    /// The format of that word.
    pub fn of(code: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == code)
    }

    /// How a file of it ends.
    pub fn ending(self) -> &'static str {
        if self == Format::Csv { "csv" } else { "vcf" }
    }

    /// The media type of a file of it.
    pub fn media_type(self) -> &'static str {
        if self == Format::Csv { "text/csv; charset=utf-8" } else { "text/vcard; charset=utf-8" }
    }
}

/// A line holds so many bytes of UTF-8, its end not counted.
const LINE: usize = 75;

/// The card of a person; the same facts always give the same bytes.
pub fn card(facts: &ContactInput, format: Format) -> String {
    let is_old = format != Format::Card4;
    let mut lines = vec!["BEGIN:VCARD".to_owned()];
    lines.push(format!("VERSION:{}", if is_old { "3.0" } else { "4.0" }));
    lines.push("PRODID:-//Kantora//Kantora//EN".to_owned());
    if !facts.external_id.is_empty() {
        lines.push(format!("UID:{}", escaped(&facts.external_id)));
    }
    let names = [&facts.last_name, &facts.first_name, &facts.middle_name].map(|name| escaped(name));
    lines.push(format!("N:{};;", names.join(";")));
    lines.push(format!("FN:{}", escaped(&facts.name())));
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push(format!("{name}:{}", escaped(value)));
        }
    };
    add("ORG", &facts.company);
    add("TITLE", &facts.job_title);
    for point in &facts.points.points {
        match point.kind {
            Kind::Email => add(&format!("EMAIL;TYPE={}", email_type(point.label)), &point.value),
            Kind::Phone => add(&format!("TEL;TYPE={}", phone_type(point.label)), &point.norm),
            Kind::Domain => {}
        }
    }
    if let (Some(language), false) = (facts.language, is_old) {
        add("LANG", language.code());
    }
    lines.extend(facts.points.addresses.iter().map(address));
    if !facts.tags.is_empty() {
        let tags: Vec<String> = facts.tags.iter().map(|tag| escaped(tag)).collect();
        lines.push(format!("CATEGORIES:{}", tags.join(",")));
    }
    lines.push("END:VCARD".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn email_type(label: Label) -> &'static str {
    match label {
        Label::Work => "work",
        Label::Home => "home",
        // Nobody carries an e-mail address in a pocket.
        Label::Mobile | Label::Other => "x-other",
    }
}

fn phone_type(label: Label) -> &'static str {
    match label {
        Label::Mobile => "cell",
        label => email_type(label),
    }
}

fn address(address: &Address) -> String {
    let kind = match address.purpose {
        Purpose::Home => "home",
        Purpose::Main => "work",
        Purpose::Billing | Purpose::Delivery | Purpose::Other => "x-other",
    };
    let country = address.country.map(|country| country.code().to_owned()).unwrap_or_default();
    let parts = [&address.street, &address.city, &address.region, &address.postcode, &country];
    format!("ADR;TYPE={kind}:;;{}", parts.map(|part| escaped(part)).join(";"))
}

/// A text that begins no other property or part: signs of the format marked, other control characters left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '\\' | ',' | ';' => safe.extend(['\\', letter]),
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push(' '),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// The line in pieces that are not too long, never cut inside a letter.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / LINE * 3 + 2);
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::super::encoding::Encoding;
    use super::super::unfold::{Shape, Wanted, unfold};
    use super::*;
    use crate::base::{Country, Fields, Language, SubjectKind};

    fn amelia() -> ContactInput {
        let fields = Fields::new()
            .with("first_name", "Amelia")
            .with("last_name", "Hart; Lady")
            .with("company", "Hart, Sons & Co")
            .with("job_title", "Buyer\\Seller")
            .with("external_id", "7-A")
            .with("email.0", "amelia@hart.example")
            .with("email.0.label", "work")
            .with("email.1", "a@hart.example")
            .with("email.1.label", "other")
            .with("phone.0", "+44 7700 900418")
            .with("phone.0.label", "mobile")
            .with("address.0.purpose", "home")
            .with("address.0.street", "4 Mill Lane\nFloor 2")
            .with("address.0.city", "Leeds")
            .with("address.0.country", "GB")
            .with("language", "bg")
            .with("tags", "Fair")
            .with("tags", "VIP");
        ContactInput::parse(&fields, "GB".parse::<Country>().unwrap()).unwrap()
    }

    /// The rows that an import makes of a card.
    fn read(card: &str) -> String {
        let wanted = Wanted { kind: SubjectKind::Contact, language: Language::En, encoding: Encoding::Utf8 };
        let mut out = Vec::new();
        unfold(Shape::Cards, Cursor::new(card), wanted, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_card_says_what_is_known_in_the_signs_of_its_version() {
        let card = card(&amelia(), Format::Card4);

        assert_eq!(
            card,
            "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Kantora//Kantora//EN\r\nUID:7-A\r\nN:Hart\\; Lady;Amelia;;;\r\n\
             FN:Amelia Hart\\; Lady\r\nORG:Hart\\, Sons & Co\r\nTITLE:Buyer\\\\Seller\r\n\
             EMAIL;TYPE=work:amelia@hart.example\r\nEMAIL;TYPE=x-other:a@hart.example\r\nTEL;TYPE=cell:+447700900418\r\nLANG:bg\r\n\
             ADR;TYPE=home:;;4 Mill Lane\\nFloor 2;Leeds;;;GB\r\nCATEGORIES:Fair,VIP\r\nEND:VCARD\r\n"
        );
        assert!(!super::card(&amelia(), Format::Card3).contains("LANG"));
    }

    #[test]
    fn an_import_reads_a_card_as_it_was_written() {
        let rows = read(&card(&amelia(), Format::Card4));

        assert_eq!(
            rows.split_once('\n').unwrap().1,
            "7-A,Amelia,Hart; Lady,\"Hart, Sons & Co\",Buyer\\Seller,amelia@hart.example,a@hart.example,+447700900418,Fair; VIP,bg,\
             home,\"4 Mill Lane\nFloor 2\",Leeds,GB\n"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_none_is_cut_inside_a_letter(text in "\\PC{0,300}") {
            let folded = folded(&text);

            prop_assert!(folded.lines().all(|line| line.len() <= LINE));
            let whole = folded.replace("\r\n ", "");
            prop_assert_eq!(whole.trim_end_matches("\r\n"), text);
        }

        #[test]
        fn no_name_begins_another_property(name in "[ -~а-я\n\r\t]{1,120}") {
            let facts = ContactInput { first_name: name, ..ContactInput::default() };

            let card = card(&facts, Format::Card3);

            let whole = card.replace("\r\n ", "");
            let names: Vec<&str> = whole.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
            prop_assert_eq!(names, ["BEGIN", "VERSION", "PRODID", "N", "FN", "END"]);
        }
    }
}
