//! What the headers of other products' files mean.
//!
//! The names stand folded: lower case, one blank for anything that is neither letter nor digit. Where two columns
//! compete for one field, the name that stands earlier here wins.

use crate::base::SubjectKind;

use super::target::{Field, Label, Part, Slot, Target};

use Field::*;
use Label::{Billing, Delivery, Home, Mobile, Other, Work};
use Part::{City, Country, Postcode, Region, Street};

const fn field(field: Field) -> Target {
    Target::Field(field)
}
const fn email(label: Label) -> Target {
    Target::Email(Slot::For(label))
}
const fn phone(label: Label) -> Target {
    Target::Phone(Slot::For(label))
}
const fn place(label: Label, part: Part) -> Target {
    Target::Address(Slot::For(label), part)
}

/// Names of single fields.
const FIELDS: &[(Field, &[&str])] = &[
    (
        FirstName,
        &["first name", "given name", "firstname", "forename", "собствено име", "първо име", "име на лицето"],
    ),
    (MiddleName, &["middle name", "additional name", "second name", "бащино име", "презиме"]),
    (LastName, &["last name", "family name", "lastname", "surname", "фамилия", "фамилно име"]),
    (
        FullName,
        &[
            "full name",
            "name",
            "contact name",
            "contact",
            "person",
            "display name",
            "file as",
            "име и фамилия",
            "имена",
            "име",
            "лице за контакт",
            "контакт",
            "пълно име",
            "клиент",
        ],
    ),
    (
        Company,
        &[
            "company",
            "company name",
            "organization",
            "organisation",
            "organization name",
            "organization 1 name",
            "associated company",
            "account name",
            "account",
            "employer",
            "customer",
            "фирма",
            "име на фирма",
            "име на фирмата",
            "наименование",
            "дружество",
            "организация",
            "компания",
            "контрагент",
        ],
    ),
    (
        JobTitle,
        &[
            "job title",
            "organization title",
            "organization 1 title",
            "position",
            "role",
            "title",
            "длъжност",
            "позиция",
        ],
    ),
    (
        Domain,
        &[
            "company domain name",
            "domain",
            "website",
            "website url",
            "web page",
            "business web page",
            "website 1 value",
            "url",
            "уебсайт",
            "сайт",
            "интернет страница",
            "домейн",
            "уеб сайт",
        ],
    ),
    (
        RegistrationNumber,
        &[
            "registration number",
            "company number",
            "company registration number",
            "reg no",
            "registry number",
            "organizational id number",
            "еик",
            "булстат",
            "еик булстат",
            "фирмен номер",
            "регистрационен номер",
        ],
    ),
    (
        VatNumber,
        &[
            "vat number",
            "vat id",
            "vat no",
            "vat",
            "vat registration number",
            "ддс номер",
            "ддс",
            "ин по ддс",
        ],
    ),
    (
        Tags,
        &[
            "tags",
            "tag",
            "labels",
            "label",
            "categories",
            "category",
            "group membership",
            "етикети",
            "етикет",
            "категории",
            "категория",
            "групи",
        ],
    ),
    (
        Owner,
        &[
            "owner",
            "contact owner",
            "company owner",
            "account owner",
            "assigned to",
            "responsible",
            "отговорник",
            "отговаря",
            "търговец",
        ],
    ),
    (
        Source,
        &[
            "source",
            "lead source",
            "original source",
            "latest source",
            "referred by",
            "източник",
            "откъде го познаваме",
        ],
    ),
    (
        LegalBasis,
        &[
            "legal basis",
            "legal basis for processing contact s data",
            "lawful basis",
            "правно основание",
            "основание",
        ],
    ),
    (
        LegalBasisOn,
        &[
            "legal basis date",
            "legal basis since",
            "consent date",
            "дата на основанието",
            "дата на съгласието",
        ],
    ),
    (Language, &["language", "preferred language", "език"]),
    (
        Note,
        &[
            "note",
            "notes",
            "comments",
            "comment",
            "description",
            "about us",
            "бележка",
            "бележки",
            "забележка",
            "забележки",
            "коментар",
            "описание",
        ],
    ),
    (
        ExternalId,
        &[
            "record id",
            "external id",
            "id",
            "contact id",
            "company id",
            "customer id",
            "номер",
            "външен номер",
            "код",
        ],
    ),
];

/// Names of e-mail addresses and phones.
const POINTS: &[(Target, &[&str])] = &[
    (
        email(Work),
        &[
            "e mail",
            "email",
            "e mail address",
            "email address",
            "e mail work",
            "email work",
            "work email",
            "business email",
            "mail",
            "e mail 2 address",
            "e mail 3 address",
            "email 2",
            "email 3",
            "additional email addresses",
            "имейл",
            "ел поща",
            "електронна поща",
            "е поща",
            "служебен имейл",
            "имейл служебен",
        ],
    ),
    (
        email(Home),
        &[
            "e mail home",
            "email home",
            "home email",
            "private email",
            "personal email",
            "личен имейл",
            "имейл личен",
        ],
    ),
    (email(Other), &["e mail other", "email other", "other email", "имейл друг", "друг имейл"]),
    (
        phone(Work),
        &[
            "phone",
            "phone number",
            "phone work",
            "work phone",
            "business phone",
            "business phone 2",
            "company main phone",
            "primary phone",
            "telephone",
            "tel",
            "office phone",
            "тел",
            "телефон",
            "телефонен номер",
            "служебен телефон",
            "телефон служебен",
            "стационарен телефон",
        ],
    ),
    (
        phone(Mobile),
        &[
            "mobile",
            "mobile phone",
            "mobile phone number",
            "phone mobile",
            "cell",
            "cell phone",
            "gsm",
            "мобилен",
            "мобилен телефон",
            "телефон мобилен",
            "моб",
            "моб тел",
            "мобилен номер",
            "джиесем",
        ],
    ),
    (phone(Home), &["home phone", "home phone 2", "phone home", "домашен телефон", "телефон домашен"]),
    (
        phone(Other),
        &[
            "other phone",
            "phone other",
            "callback",
            "car phone",
            "fax",
            "fax number",
            "business fax",
            "home fax",
            "other fax",
            "phone fax",
            "факс",
            "телефон факс",
            "phone 2",
            "телефон друг",
            "друг телефон",
            "телефон 2",
        ],
    ),
];

/// Names of parts of the one address of a file that has no more.
const PLACES: &[(Part, &[&str])] = &[
    (
        Street,
        &[
            "address",
            "street",
            "street address",
            "street address 2",
            "address 1",
            "address 2",
            "address line 1",
            "address line 2",
            "postal address",
            "street road name of address",
            "house number of address",
            "адрес",
            "улица",
            "адрес на управление",
        ],
    ),
    (City, &["city", "town", "city town village locality of address", "град", "населено място"]),
    (Region, &["region", "state", "state region", "state county of address", "county", "province", "област"]),
    (
        Postcode,
        &[
            "postcode",
            "postal code",
            "zip",
            "zip code",
            "zip postal code of address",
            "zip postal code",
            "пощенски код",
            "пк",
            "п к",
        ],
    ),
    (Country, &["country", "country region", "country of address", "държава", "страна"]),
];

/// The words by which products set one postal address apart from another.
const PLACE_LABELS: &[(Label, &[&str])] = &[
    (Work, &["business", "work", "служебен", "служебна"]),
    (Home, &["home", "домашен", "домашна"]),
    (Billing, &["billing", "invoice", "за фактура", "фактуриране"]),
    (Delivery, &["shipping", "delivery", "за доставка", "доставка"]),
    (Other, &["other", "друг", "друга"]),
];

/// Columns that mean the opposite of a field, or something of the other product only.
const NEVER: &[&str] = &[
    "unsubscribed from all email",
    "e mail opt out",
    "marketing status",
    "marketing contact status",
    "photo",
    "phonetic first name",
    "phonetic middle name",
    "phonetic last name",
];

/// The name as the tables above spell it.
pub fn fold(header: &str) -> String {
    let lower = header.to_lowercase();
    let spaced: String =
        lower.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a cell is a name of a column that we know.
pub fn is_known(header: &str) -> bool {
    candidates(header, SubjectKind::Contact).next().is_some()
}

/// What a column of that name most likely holds, with a rank: the smaller, the surer.
pub fn guess(header: &str, kind: SubjectKind) -> Option<(Target, usize)> {
    let (target, rank) = candidates(header, kind).next()?;
    let target = match (kind, target) {
        (SubjectKind::Company, Target::Field(FullName)) => Target::Field(Company),
        _ => target,
    };
    let is_offered = match target {
        Target::Field(field) => Field::offered(kind).any(|known| known == field),
        _ => true,
    };
    is_offered.then_some((target, rank))
}

fn candidates(header: &str, kind: SubjectKind) -> impl Iterator<Item = (Target, usize)> {
    let own = super::columns::target_of(header).map(|target| (target, 0));
    let name = unprefixed(&fold(header), kind);
    let is_never = NEVER.contains(&name.as_str());
    let found = if is_never { None } else { own.or_else(|| numbered(&name)).or_else(|| listed(&name)) };
    found.into_iter()
}

/// Pipedrive writes `Person - Name`, `Organization - Name`: the kind of the list, then the name.
fn unprefixed(name: &str, kind: SubjectKind) -> String {
    let own = match kind {
        SubjectKind::Contact => "person ",
        SubjectKind::Company => "organization ",
        SubjectKind::Note => return name.to_owned(),
    };
    match name.strip_prefix(own) {
        Some("name" | "title") if kind == SubjectKind::Company => name.to_owned(),
        Some(rest) => rest.to_owned(),
        None => name.to_owned(),
    }
}

/// Google writes `E-mail 2 - Value` beside `E-mail 2 - Label` (once `- Type`), and the same for phones and addresses.
fn numbered(name: &str) -> Option<(Target, usize)> {
    let (what, rest) = match name.strip_prefix("e mail ") {
        Some(rest) => ("email", rest),
        None => name.split_once(' ')?,
    };
    let (number, part) = rest.split_once(' ')?;
    let number: u8 = number.parse().ok().filter(|number| (1..=50).contains(number))?;
    let target = match (what, part) {
        ("email", "value") => Target::Email(Slot::Numbered(number)),
        ("email", "label" | "type") => Target::EmailLabel(number),
        ("phone", "value") => Target::Phone(Slot::Numbered(number)),
        ("phone", "label" | "type") => Target::PhoneLabel(number),
        ("address", "label" | "type") => Target::AddressLabel(number),
        ("address", "formatted") => Target::Ignore,
        ("address", "street" | "extended address" | "po box") => {
            Target::Address(Slot::Numbered(number), Street)
        }
        ("address", part) => {
            let (part, _) = PLACES.iter().find(|(_, names)| names.contains(&part))?;
            Target::Address(Slot::Numbered(number), *part)
        }
        _ => return None,
    };
    Some((target, 1))
}

fn listed(name: &str) -> Option<(Target, usize)> {
    let rank_in = |names: &[&str]| names.iter().position(|known| *known == name).map(|rank| rank + 1);
    let fields = FIELDS.iter().find_map(|(known, names)| Some((field(*known), rank_in(names)?)));
    fields
        .or_else(|| POINTS.iter().find_map(|(target, names)| Some((*target, rank_in(names)?))))
        .or_else(|| PLACES.iter().find_map(|(part, names)| Some((place(Work, *part), rank_in(names)?))))
        .or_else(|| labelled_place(name))
}

/// Outlook writes `Business Street`, `Home Street 2`, `Other Postal Code`.
fn labelled_place(name: &str) -> Option<(Target, usize)> {
    let plain = name.trim_end_matches([' ', '2', '3']);
    PLACE_LABELS.iter().find_map(|(label, words)| {
        let rest = words.iter().find_map(|word| plain.strip_prefix(word)?.strip_prefix(' '))?;
        // Outlook's "Home Address" repeats the parts that follow it.
        let rest = match rest {
            "address po box" => "street",
            "address" => return Some((Target::Ignore, 1)),
            rest => rest.strip_prefix("address ").unwrap_or(rest),
        };
        let (part, _) = PLACES.iter().find(|(_, names)| names.contains(&rest))?;
        Some((place(*label, *part), 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(header: &str) -> Option<Target> {
        guess(header, SubjectKind::Contact).map(|(target, _)| target)
    }

    #[test]
    fn headers_in_both_languages_are_known() {
        assert_eq!(contact("Име"), Some(field(FullName)));
        assert_eq!(contact("Фирма"), Some(field(Company)));
        assert_eq!(contact("E-mail"), Some(email(Work)));
        assert_eq!(contact("Тел."), Some(phone(Work)));
        assert_eq!(contact("ЕИК"), Some(field(RegistrationNumber)));
        assert_eq!(contact("Бележки"), Some(field(Note)));
        assert_eq!(contact("Последно"), None);
    }

    #[test]
    fn numbered_columns_of_google_keep_together() {
        assert_eq!(contact("E-mail 2 - Value"), Some(Target::Email(Slot::Numbered(2))));
        assert_eq!(contact("E-mail 2 - Type"), Some(Target::EmailLabel(2)));
        assert_eq!(contact("Address 1 - Postal Code"), Some(Target::Address(Slot::Numbered(1), Postcode)));
        assert_eq!(contact("Phone 1 - Label"), Some(Target::PhoneLabel(1)));
        assert_eq!(contact("Relation 1 - Value"), None);
    }

    #[test]
    fn addresses_of_outlook_are_told_apart() {
        assert_eq!(contact("Business Street 2"), Some(place(Work, Street)));
        assert_eq!(contact("Home Postal Code"), Some(place(Home, Postcode)));
        assert_eq!(contact("Other Country/Region"), Some(place(Other, Country)));
        assert_eq!(contact("Home Address"), Some(Target::Ignore));
    }

    #[test]
    fn the_same_name_means_a_person_in_one_list_and_a_company_in_the_other() {
        assert_eq!(guess("Name", SubjectKind::Company).map(|(target, _)| target), Some(field(Company)));
        assert_eq!(contact("Person - Name"), Some(field(FullName)));
        assert_eq!(contact("Person - Email - Work"), Some(email(Work)));
        assert_eq!(contact("Person - Organization"), Some(field(Company)));
        assert_eq!(
            guess("Organization - Name", SubjectKind::Company).map(|(target, _)| target),
            Some(field(Company))
        );
        assert_eq!(guess("Job title", SubjectKind::Company), None);
    }
}
