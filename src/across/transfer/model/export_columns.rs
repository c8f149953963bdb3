//! The columns of our own files: what an export writes, an import knows by itself, in both languages.

use crate::base::{Language, SubjectKind};

use super::field::Field;
use super::target::{Label, Part, Slot, Target};

/// A column with its name in each language.
struct Column(Target, &'static str, &'static str);

const fn field(field: Field, en: &'static str, bg: &'static str) -> Column {
    Column(Target::Field(field), en, bg)
}
const fn email(label: Label, en: &'static str, bg: &'static str) -> Column {
    Column(Target::Email(Slot::For(label)), en, bg)
}
const fn phone(label: Label, en: &'static str, bg: &'static str) -> Column {
    Column(Target::Phone(Slot::For(label)), en, bg)
}

const COLUMNS: &[Column] = &[
    field(Field::ExternalId, "External id", "Външен номер"),
    field(Field::FirstName, "First name", "Собствено име"),
    field(Field::MiddleName, "Middle name", "Бащино име"),
    field(Field::LastName, "Last name", "Фамилно име"),
    field(Field::Company, "Company", "Фирма"),
    field(Field::RegistrationNumber, "Registration number", "ЕИК"),
    field(Field::VatNumber, "VAT number", "ДДС номер"),
    field(Field::Domain, "Domain", "Домейн"),
    field(Field::JobTitle, "Job title", "Длъжност"),
    email(Label::Work, "E-mail (work)", "Имейл (служебен)"),
    email(Label::Home, "E-mail (home)", "Имейл (личен)"),
    email(Label::Other, "E-mail (other)", "Имейл (друг)"),
    phone(Label::Work, "Phone (work)", "Телефон (служебен)"),
    phone(Label::Mobile, "Phone (mobile)", "Телефон (мобилен)"),
    phone(Label::Home, "Phone (home)", "Телефон (домашен)"),
    phone(Label::Other, "Phone (other)", "Телефон (друг)"),
    field(Field::Tags, "Tags", "Етикети"),
    field(Field::Owner, "Owner", "Отговорник"),
    field(Field::Source, "Source", "Източник"),
    field(Field::LegalBasis, "Legal basis", "Правно основание"),
    field(Field::LegalBasisOn, "Legal basis since", "Основание от"),
    field(Field::Language, "Language", "Език"),
];

const LEAD: &[Column] = &[
    field(Field::ExternalId, "External id", "Външен номер"),
    field(Field::FirstName, "First name", "Собствено име"),
    field(Field::LastName, "Last name", "Фамилно име"),
    field(Field::JobTitle, "Job title", "Длъжност"),
    field(Field::Company, "Company", "Фирма"),
    field(Field::Domain, "Website", "Сайт"),
    field(Field::VatNumber, "VAT number", "ДДС номер"),
    email(Label::Work, "E-mail", "Имейл"),
    phone(Label::Work, "Phone", "Телефон"),
    field(Field::Interest, "Interest", "Интерес"),
    field(Field::State, "State", "Състояние"),
    field(Field::LostReason, "Reason", "Причина"),
    field(Field::Source, "Source", "Източник"),
    field(Field::Campaign, "Campaign", "Кампания"),
    field(Field::Owner, "Owner", "Отговорник"),
    field(Field::CreatedOn, "Added on", "Добавена на"),
];
const DEAL: &[Column] = &[
    field(Field::ExternalId, "External id", "Външен номер"),
    field(Field::Title, "Deal", "Сделка"),
    field(Field::Pipeline, "Pipeline", "Фуния"),
    field(Field::Stage, "Stage", "Етап"),
    field(Field::State, "State", "Състояние"),
    field(Field::LostReason, "Lost reason", "Причина за загубата"),
    field(Field::Amount, "Amount", "Сума"),
    field(Field::Currency, "Currency", "Валута"),
    field(Field::Probability, "Probability", "Вероятност"),
    field(Field::CloseOn, "Expected close", "Очаквано приключване"),
    field(Field::ClosedOn, "Closed on", "Приключена на"),
    field(Field::Company, "Company", "Фирма"),
    field(Field::Person, "Contact", "Контакт"),
    field(Field::PersonEmail, "Contact e-mail", "Имейл на контакта"),
    field(Field::Owner, "Owner", "Отговорник"),
    field(Field::Source, "Source", "Източник"),
    field(Field::CreatedOn, "Added on", "Добавена на"),
];
const TASK: &[Column] = &[
    field(Field::ExternalId, "External id", "Външен номер"),
    field(Field::Title, "Task", "Задача"),
    field(Field::TaskKind, "Kind", "Вид"),
    field(Field::DueOn, "Due on", "Срок"),
    field(Field::DueTime, "Due time", "Час"),
    field(Field::Done, "Done", "Готова"),
    field(Field::DoneOn, "Done on", "Готова на"),
    field(Field::Details, "Details", "Подробности"),
    field(Field::Deal, "Deal", "Сделка"),
    field(Field::Lead, "Lead", "Запитване"),
    field(Field::Person, "Contact", "Контакт"),
    field(Field::PersonEmail, "Contact e-mail", "Имейл на контакта"),
    field(Field::Company, "Company", "Фирма"),
    field(Field::Owner, "Assignee", "Изпълнител"),
    field(Field::CreatedOn, "Added on", "Добавена на"),
];
const NOTE: &[Column] = &[
    field(Field::ExternalId, "External id", "Външен номер"),
    field(Field::Note, "Note", "Бележка"),
    field(Field::NoteKind, "Kind", "Вид"),
    field(Field::NoteOn, "Written on", "Написана на"),
    field(Field::Deal, "Deal", "Сделка"),
    field(Field::Lead, "Lead", "Запитване"),
    field(Field::Person, "Contact", "Контакт"),
    field(Field::PersonEmail, "Contact e-mail", "Имейл на контакта"),
    field(Field::Company, "Company", "Фирма"),
    field(Field::Owner, "Author", "Автор"),
];

/// The columns that lists of a kind know.
fn columns(kind: SubjectKind) -> &'static [Column] {
    match kind {
        SubjectKind::Lead => LEAD,
        SubjectKind::Deal => DEAL,
        SubjectKind::Task => TASK,
        SubjectKind::Note => NOTE,
        SubjectKind::Contact
        | SubjectKind::Company
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => COLUMNS,
    }
}

const ADDRESS: (&str, &str) = ("Address", "Адрес");
const ADDRESS_LABEL: (&str, &str) = ("kind", "вид");
const ADDRESS_PARTS: &[(Part, &str, &str)] = &[
    (Part::Street, "street", "улица"),
    (Part::City, "city", "град"),
    (Part::Region, "region", "област"),
    (Part::Postcode, "postcode", "пощенски код"),
    (Part::Country, "country", "държава"),
];

/// The columns of an export, with room for so many postal addresses.
pub fn exported(kind: SubjectKind, addresses: u8) -> Vec<Target> {
    if !matches!(kind, SubjectKind::Contact | SubjectKind::Company) {
        return columns(kind).iter().map(|column| column.0).collect();
    }
    let is_wanted = |target: &Target| match (kind, target) {
        (SubjectKind::Company, Target::Field(Field::Language)) => false,
        (SubjectKind::Company, Target::Field(field)) => Field::offered(kind).any(|known| known == *field),
        // A contact's company brings its numbers with its own list.
        (SubjectKind::Contact, Target::Field(field)) => {
            !matches!(field, Field::RegistrationNumber | Field::VatNumber | Field::Domain)
        }
        _ => true,
    };
    let mut targets: Vec<Target> =
        COLUMNS.iter().map(|column| column.0).filter(|target| is_wanted(target)).collect();
    for number in 1..=addresses {
        targets.push(Target::AddressLabel(number));
        targets.extend(Part::ALL.map(|part| Target::Address(Slot::Numbered(number), part)));
    }
    targets
}

/// The name that an export writes above a column.
pub fn name(target: Target, kind: SubjectKind, language: Language) -> String {
    let pick = |en: &'static str, bg: &'static str| if language == Language::Bg { bg } else { en };
    let address = |number: u8, part: &str| format!("{} {number}: {part}", pick(ADDRESS.0, ADDRESS.1));
    match target {
        Target::AddressLabel(number) => address(number, pick(ADDRESS_LABEL.0, ADDRESS_LABEL.1)),
        Target::Address(Slot::Numbered(number), part) => {
            let known = ADDRESS_PARTS.iter().find(|(known, _, _)| *known == part);
            address(number, known.map_or("", |(_, en, bg)| pick(en, bg)))
        }
        _ => {
            let known = columns(kind).iter().find(|column| column.0 == target);
            known.map_or(String::new(), |column| pick(column.1, column.2).to_owned())
        }
    }
}

/// What one of our own columns holds.
pub fn target_of(header: &str, kind: SubjectKind) -> Option<Target> {
    let header = fold(header);
    let known = columns(kind).iter().find(|column| fold(column.1) == header || fold(column.2) == header);
    let has_places = matches!(kind, SubjectKind::Contact | SubjectKind::Company);
    known.map(|column| column.0).or_else(|| address_target(&header).filter(|_| has_places))
}

fn address_target(header: &str) -> Option<Target> {
    let rest = header.strip_prefix("address ").or_else(|| header.strip_prefix("адрес "))?;
    let (number, part) = rest.split_once(' ')?;
    let number: u8 = number.parse().ok().filter(|number| *number > 0)?;
    if part == ADDRESS_LABEL.0 || part == ADDRESS_LABEL.1 {
        return Some(Target::AddressLabel(number));
    }
    let known = ADDRESS_PARTS.iter().find(|(_, en, bg)| *en == part || *bg == part)?;
    Some(Target::Address(Slot::Numbered(number), known.0))
}

/// The name as tables of names spell it: lower case, one blank for what is neither letter nor digit.
pub fn fold(header: &str) -> String {
    let lower = header.to_lowercase();
    let spaced: String =
        lower.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::mapping::Mapping;
    use super::*;

    #[test]
    fn our_own_export_maps_itself_completely_in_both_languages() {
        for kind in super::super::import::KINDS {
            for language in Language::ALL {
                let wanted = exported(kind, 3);
                let header: Vec<String> = wanted.iter().map(|target| name(*target, kind, language)).collect();

                let guessed = Mapping::guess(&header, kind);

                assert_eq!(guessed.targets(), wanted.as_slice(), "{kind:?} {language:?}");
                assert!(header.iter().all(|name| !name.is_empty()));
            }
        }
    }
}
