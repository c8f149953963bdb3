//! Where a column of a file can go.

use std::str::FromStr;

use crate::base::{FieldId, SubjectKind};

use super::field::Field;

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
    /// Into a field of the workspace's own.
    Own(FieldId),
    /// Into a new one of those, a text called as the column.
    NewOwn,
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
        let for_all = |labels: &[Label], target: fn(Slot) -> Target| {
            labels.iter().map(|label| target(Slot::For(*label))).collect::<Vec<_>>()
        };
        let mut targets: Vec<Target> = Field::offered(kind).map(Target::Field).collect();
        match kind {
            SubjectKind::Contact | SubjectKind::Company => {
                targets.extend(for_all(&[Label::Work, Label::Home, Label::Other], Target::Email));
                let phones = [Label::Work, Label::Mobile, Label::Home, Label::Other];
                targets.extend(for_all(&phones, Target::Phone));
                let places = [Label::Work, Label::Home, Label::Billing, Label::Delivery, Label::Other];
                let parts = |label| Part::ALL.map(|part| Target::Address(Slot::For(label), part));
                targets.extend(places.into_iter().flat_map(parts));
            }
            SubjectKind::Lead => {
                targets
                    .extend([Target::Email(Slot::For(Label::Work)), Target::Phone(Slot::For(Label::Work))]);
            }
            _ => {}
        }
        targets
    }

    /// Whether a second column with the same target adds to the first instead of competing with it.
    pub fn takes_many(self) -> bool {
        match self {
            Target::Field(field) => field.takes_many(),
            Target::Own(_) => false,
            _ => true,
        }
    }

    /// The stored word, also the value of the choice on the page.
    pub fn code(self) -> String {
        match self {
            Target::Ignore => "ignore".into(),
            Target::Keep => "keep".into(),
            Target::Field(field) => field.code().into(),
            Target::Own(field) => format!("own.{field}"),
            Target::NewOwn => "own-new".into(),
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
            (Some("own-new"), None, None) => Some(Target::NewOwn),
            (Some("own"), Some(field), None) => field.parse().ok().map(Target::Own),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_comes_back_from_its_word() {
        let numbered = [
            Target::Ignore,
            Target::Keep,
            Target::NewOwn,
            Target::Own(FieldId::new(7)),
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
