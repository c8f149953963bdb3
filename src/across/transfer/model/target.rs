//! Where a column of a file can go.

use std::str::FromStr;

use crate::base::SubjectKind;

/// A field that holds one value, or one list of short ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// First, middle and last name in one cell.
    FullName,
    /// The first name.
    FirstName,
    /// The middle name; in Bulgaria the father's.
    MiddleName,
    /// The last name.
    LastName,
    /// The company: its own name in a list of companies, the employer's in a list of contacts.
    Company,
    /// What somebody does there.
    JobTitle,
    /// The company's domain or web address.
    Domain,
    /// The company's number in its register.
    RegistrationNumber,
    /// The company's VAT number.
    VatNumber,
    /// Tags, set apart by semicolons or commas.
    Tags,
    /// The member who looks after it, by name or e-mail address.
    Owner,
    /// Where we know them from.
    Source,
    /// On which legal basis we keep them.
    LegalBasis,
    /// Since when.
    LegalBasisOn,
    /// The language in which they are written to.
    Language,
    /// A note on the timeline.
    Note,
    /// Whether that note tells of a call or a meeting.
    NoteKind,
    /// The day of that note.
    NoteOn,
    /// The day on which the other product got it.
    CreatedOn,
    /// The number or name under which the other product knew them.
    ExternalId,
}

impl Field {
    const CODES: [(Field, &'static str); 20] = [
        (Field::FullName, "full-name"),
        (Field::FirstName, "first-name"),
        (Field::MiddleName, "middle-name"),
        (Field::LastName, "last-name"),
        (Field::Company, "company"),
        (Field::JobTitle, "job-title"),
        (Field::Domain, "domain"),
        (Field::RegistrationNumber, "registration-number"),
        (Field::VatNumber, "vat-number"),
        (Field::Tags, "tags"),
        (Field::Owner, "owner"),
        (Field::Source, "source"),
        (Field::LegalBasis, "legal-basis"),
        (Field::LegalBasisOn, "legal-basis-on"),
        (Field::Language, "language"),
        (Field::Note, "note"),
        (Field::NoteKind, "note-kind"),
        (Field::NoteOn, "note-on"),
        (Field::CreatedOn, "created-on"),
        (Field::ExternalId, "external-id"),
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        Field::CODES.iter().find(|(field, _)| *field == self).map_or("", |(_, code)| code)
    }

    /// The field of that word.
    pub fn of(code: &str) -> Option<Field> {
        Field::CODES.iter().find(|(_, known)| *known == code).map(|(field, _)| *field)
    }

    /// The fields that a list of that kind can fill, in the order in which they are offered.
    pub fn offered(kind: SubjectKind) -> impl Iterator<Item = Field> {
        Field::CODES.iter().map(|(field, _)| *field).filter(move |field| {
            let is_personal = matches!(
                field,
                Field::FullName
                    | Field::FirstName
                    | Field::MiddleName
                    | Field::LastName
                    | Field::JobTitle
                    | Field::LegalBasis
                    | Field::LegalBasisOn
            );
            kind == SubjectKind::Contact || !is_personal
        })
    }
}

/// What an e-mail address, a phone or a postal address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// At work; of a postal address: the main one.
    Work,
    /// At home.
    Home,
    /// A phone that is carried along.
    Mobile,
    /// Where invoices go.
    Billing,
    /// Where goods go.
    Delivery,
    /// Anything else.
    Other,
}

impl Label {
    /// Every label.
    pub const ALL: [Label; 6] =
        [Label::Work, Label::Home, Label::Mobile, Label::Billing, Label::Delivery, Label::Other];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Label::Work => "work",
            Label::Home => "home",
            Label::Mobile => "mobile",
            Label::Billing => "billing",
            Label::Delivery => "delivery",
            Label::Other => "other",
        }
    }

    /// The label that a word of a file means: `* Work`, `Mobile`, `служебен`.
    pub fn read(text: &str) -> Label {
        let word = text.trim().trim_start_matches('*').trim().to_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
        if has(&["fax", "факс"]) {
            Label::Other
        } else if has(&["mobil", "cell", "моб", "gsm", "iphone"]) {
            Label::Mobile
        } else if has(&["bill", "invoic", "фактур"]) {
            Label::Billing
        } else if has(&["deliver", "ship", "достав"]) {
            Label::Delivery
        } else if has(&["work", "business", "office", "main", "служ", "работ", "офис"]) {
            Label::Work
        } else if has(&["home", "privat", "дом", "лич"]) {
            Label::Home
        } else {
            Label::Other
        }
    }
}

/// Which e-mail address, phone or postal address of a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The one for that purpose.
    For(Label),
    /// The one of that number, whose label stands in a column of its own.
    Numbered(u8),
}

/// A part of a postal address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Street and number; several columns are put together.
    Street,
    /// Town or village.
    City,
    /// State, province, oblast.
    Region,
    /// The postal code.
    Postcode,
    /// The country, by name or code.
    Country,
}

impl Part {
    /// Every part, in the order in which it is offered.
    pub const ALL: [Part; 5] = [Part::Street, Part::City, Part::Region, Part::Postcode, Part::Country];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Part::Street => "street",
            Part::City => "city",
            Part::Region => "region",
            Part::Postcode => "postcode",
            Part::Country => "country",
        }
    }
}

/// Where a column goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Nowhere.
    Ignore,
    /// Into a note, with the column's name before the value.
    Keep,
    /// Into a field.
    Field(Field),
    /// An e-mail address.
    Email(Slot),
    /// What the address of that number is for.
    EmailLabel(u8),
    /// A phone.
    Phone(Slot),
    /// What the phone of that number is for.
    PhoneLabel(u8),
    /// A part of a postal address.
    Address(Slot, Part),
    /// What the postal address of that number is for.
    AddressLabel(u8),
}

impl Target {
    /// The targets that a list of that kind can fill, in the order in which they are offered.
    pub fn offered(kind: SubjectKind) -> Vec<Target> {
        let fields = Field::offered(kind).map(Target::Field);
        let emails = [Label::Work, Label::Home, Label::Other].map(|label| Target::Email(Slot::For(label)));
        let phones = [Label::Work, Label::Mobile, Label::Home, Label::Other]
            .map(|label| Target::Phone(Slot::For(label)));
        let addresses = [Label::Work, Label::Home, Label::Billing, Label::Delivery, Label::Other]
            .into_iter()
            .flat_map(|label| Part::ALL.map(|part| Target::Address(Slot::For(label), part)));
        fields.chain(emails).chain(phones).chain(addresses).collect()
    }

    /// Whether a second column with the same target adds to the first instead of competing with it.
    pub fn takes_many(self) -> bool {
        !matches!(self, Target::Field(field) if !matches!(field, Field::Tags | Field::Note))
    }

    /// The stored word, also the value of the choice on the page.
    pub fn code(self) -> String {
        match self {
            Target::Ignore => "ignore".into(),
            Target::Keep => "keep".into(),
            Target::Field(field) => field.code().into(),
            Target::Email(slot) => format!("email.{}", slot.code()),
            Target::EmailLabel(number) => format!("email-label.{number}"),
            Target::Phone(slot) => format!("phone.{}", slot.code()),
            Target::PhoneLabel(number) => format!("phone-label.{number}"),
            Target::Address(slot, part) => format!("address.{}.{}", slot.code(), part.code()),
            Target::AddressLabel(number) => format!("address-label.{number}"),
        }
    }
}

impl Slot {
    fn code(self) -> String {
        match self {
            Slot::For(label) => label.code().into(),
            Slot::Numbered(number) => number.to_string(),
        }
    }

    fn of(code: &str) -> Option<Slot> {
        let label = Label::ALL.into_iter().find(|label| label.code() == code).map(Slot::For);
        label.or_else(|| code.parse().ok().map(Slot::Numbered))
    }
}

impl FromStr for Target {
    type Err = ();

    fn from_str(code: &str) -> Result<Target, ()> {
        let mut parts = code.split('.');
        let target = match (parts.next(), parts.next(), parts.next()) {
            (Some("ignore"), None, None) => Some(Target::Ignore),
            (Some("keep"), None, None) => Some(Target::Keep),
            (Some(field), None, None) => Field::of(field).map(Target::Field),
            (Some("email"), Some(slot), None) => Slot::of(slot).map(Target::Email),
            (Some("phone"), Some(slot), None) => Slot::of(slot).map(Target::Phone),
            (Some("email-label"), Some(number), None) => number.parse().ok().map(Target::EmailLabel),
            (Some("phone-label"), Some(number), None) => number.parse().ok().map(Target::PhoneLabel),
            (Some("address-label"), Some(number), None) => number.parse().ok().map(Target::AddressLabel),
            (Some("address"), Some(slot), Some(part)) => {
                let part = Part::ALL.into_iter().find(|known| known.code() == part);
                Slot::of(slot).zip(part).map(|(slot, part)| Target::Address(slot, part))
            }
            _ => None,
        };
        target.ok_or(())
    }
}

impl serde::Serialize for Target {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Target {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Target, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(|()| serde::de::Error::custom("unknown target"))
    }
}

impl serde::Serialize for Field {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
        let code = String::deserialize(deserializer)?;
        Field::of(&code).ok_or_else(|| serde::de::Error::custom("unknown field"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_comes_back_from_its_word() {
        let numbered = [
            Target::Ignore,
            Target::Keep,
            Target::Email(Slot::Numbered(2)),
            Target::EmailLabel(2),
            Target::PhoneLabel(3),
            Target::AddressLabel(1),
            Target::Address(Slot::Numbered(1), Part::Postcode),
        ];
        for target in Target::offered(SubjectKind::Contact).into_iter().chain(numbered) {
            assert_eq!(target.code().parse(), Ok(target));
        }
        assert_eq!("address.work".parse::<Target>(), Err(()));
    }

    #[test]
    fn labels_are_read_as_other_products_write_them() {
        assert_eq!(Label::read("* Work"), Label::Work);
        assert_eq!(Label::read("Home Fax"), Label::Other);
        assert_eq!(Label::read("Мобилен"), Label::Mobile);
        assert_eq!(Label::read("Grandma"), Label::Other);
    }
}
