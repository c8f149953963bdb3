//! What one card says.

use super::super::super::target::Label;
use super::lines::Property;

/// One person or company.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Given name.
    pub first_name: String,
    /// Additional names.
    pub middle_name: String,
    /// Family name.
    pub last_name: String,
    /// The name in one piece.
    pub full_name: String,
    /// The organisation, without its units.
    pub company: String,
    /// The title, or the role of one who has none.
    pub job_title: String,
    /// The first web address.
    pub website: String,
    /// The birthday, as a day where it is one.
    pub birthday: String,
    /// The first language.
    pub language: String,
    /// The other product's name for it.
    pub uid: String,
    /// Categories.
    pub tags: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<(Label, String)>,
    /// Telephone numbers.
    pub phones: Vec<(Label, String)>,
    /// Street, city, region, postcode, country: the order of [`super::Part::ALL`].
    pub addresses: Vec<(Label, [String; 5])>,
    /// A list of other cards.
    pub is_group: bool,
}

impl Card {
    /// Takes in a property; those that nobody asks for are left out.
    pub fn take(&mut self, property: &Property) {
        match property.name.as_str() {
            "N" => {
                let mut parts = property.parts(';').into_iter();
                let mut next = || parts.next().unwrap_or_default();
                (self.last_name, self.first_name, self.middle_name) = (next(), next(), next());
            }
            "FN" => first(&mut self.full_name, property.text()),
            "ORG" => first(&mut self.company, property.parts(';').swap_remove(0)),
            "TITLE" => self.job_title = property.text(),
            "ROLE" => first(&mut self.job_title, property.text()),
            "URL" => first(&mut self.website, property.text()),
            "BDAY" => self.birthday = day(property.raw()),
            "LANG" => first(&mut self.language, property.text()),
            "UID" => self.uid = property.text(),
            "CATEGORIES" => self.tags.extend(property.parts(',').into_iter().filter(|tag| !tag.is_empty())),
            "NOTE" => self.notes.extend(Some(property.text()).filter(|note| !note.is_empty())),
            "EMAIL" => add(&mut self.emails, label(&property.types()), plain(&property.text(), "mailto:")),
            "TEL" => add(&mut self.phones, phone_label(&property.types()), plain(&property.text(), "tel:")),
            "ADR" => self.take_address(property),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.is_group = property.raw().eq_ignore_ascii_case("group")
            }
            _ => {}
        }
    }

    fn take_address(&mut self, property: &Property) {
        let mut parts = property.parts(';').into_iter();
        let mut next = || parts.next().unwrap_or_default();
        let (po_box, extended, street) = (next(), next(), next());
        let lines: Vec<String> =
            [street, extended, po_box].into_iter().filter(|line| !line.is_empty()).collect();
        let address = [lines.join("\n"), next(), next(), next(), next()];
        if address.iter().any(|part| !part.is_empty()) {
            self.addresses.push((label(&property.types()), address));
        }
    }
}

fn first(own: &mut String, said: String) {
    if own.is_empty() {
        *own = said;
    }
}

fn add(values: &mut Vec<(Label, String)>, label: Label, value: String) {
    if !value.is_empty() {
        values.push((label, value));
    }
}

/// The address in a URI; an extension is set apart by a blank.
fn plain(value: &str, scheme: &str) -> String {
    let is_uri = value.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    if !is_uri {
        return value.to_owned();
    }
    let mut parts = value[scheme.len()..].split([';', '?']);
    let number = parts.next().unwrap_or_default().to_owned();
    match parts.find_map(|part| part.strip_prefix("ext=")) {
        Some(extension) => format!("{number} ext. {extension}"),
        None => number,
    }
}

fn has(types: &[String], words: &[&str]) -> bool {
    types.iter().any(|word| words.contains(&word.as_str()))
}

fn label(types: &[String]) -> Label {
    if has(types, &["home"]) {
        Label::Home
    } else if has(types, &["other", "x-other"]) {
        Label::Other
    } else {
        Label::Work
    }
}

fn phone_label(types: &[String]) -> Label {
    if has(types, &["fax", "pager"]) {
        Label::Other
    } else if has(types, &["cell", "iphone", "mobile"]) {
        Label::Mobile
    } else {
        label(types)
    }
}

/// `19800131`, `1980-01-31T00:00:00Z` as a day; what says no year stays as it is.
fn day(text: &str) -> String {
    let date = text.split('T').next().unwrap_or_default();
    let is_basic = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    if is_basic { format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]) } else { date.to_owned() }
}
