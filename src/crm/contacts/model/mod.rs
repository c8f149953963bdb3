//! A contact, and how it is read from what somebody typed.

mod listing;
mod likeness;

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{
    At, CompanyId, ContactId, Country, Day, Fields, Language, MemberId, Problems, Result, text,
};
use crate::crm::fields::{HasValues, Values};
use crate::crm::points::{Kind, Points};
use crate::crm::tags;

pub use likeness::{Likely, Likeness};
pub use listing::{Filter, Line, Short, SortBy};

/// The longest first, middle or last name, in characters.
const NAME_LENGTH: usize = 100;
/// The longest of the other texts.
const TEXT_LENGTH: usize = 200;

/// Why the law lets us keep somebody's data (GDPR article 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// They buy or sell.
    Contract,
    /// They said yes.
    Consent,
    /// A business contact whose data we may reasonably keep.
    Interest,
    /// A law obliges us.
    Duty,
}
words!(Basis, "legal basis",
    Contract = "contract", "contacts-basis-contract";
    Consent = "consent", "contacts-basis-consent";
    Interest = "interest", "contacts-basis-interest";
    Duty = "duty", "contacts-basis-duty";
);

/// Everything that somebody can type about a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactInput {
    /// First name.
    pub first_name: String,
    /// Middle name, patronymic.
    pub middle_name: String,
    /// Last name.
    pub last_name: String,
    /// What they do where they work.
    pub job_title: String,
    /// The company by name; one that is not known yet is added.
    pub company: String,
    /// The company by number; counts only together with its name, so that typing another name changes the company.
    pub company_id: Option<CompanyId>,
    /// Who looks after them.
    pub owner: Option<MemberId>,
    /// Where they came from.
    pub source: String,
    /// Why the law lets us keep their data.
    pub basis: Option<Basis>,
    /// Since when.
    pub basis_on: Option<Day>,
    /// The language of letters to them; none is the workspace's.
    pub language: Option<Language>,
    /// Their name in the product they came from.
    pub external_id: String,
    /// How to reach them.
    pub points: Points,
    /// Their tags by name.
    pub tags: Vec<String>,
    /// Values of the workspace's own fields.
    #[serde(default)]
    pub values: Values,
}

/// A contact as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its number.
    pub id: ContactId,
    /// What is known about them.
    pub facts: ContactInput,
    /// Since when it is in the trash.
    pub trashed_at: Option<At>,
    /// Grows with each change.
    pub version: i64,
    /// When it was added.
    pub created_at: At,
    /// By whom; nobody is Kantora itself.
    pub created_by: Option<MemberId>,
    /// When it was last changed.
    pub updated_at: At,
    /// By whom.
    pub updated_by: Option<MemberId>,
}

impl Contact {
    /// A new one, added then by that member.
    pub fn new(id: ContactId, facts: ContactInput, at: At, by: Option<MemberId>) -> Contact {
        Contact {
            id,
            facts,
            trashed_at: None,
            version: 1,
            created_at: at,
            created_by: by,
            updated_at: at,
            updated_by: by,
        }
    }

    /// Changed then by that member; the version tells that it was.
    pub fn touch(&mut self, at: At, by: Option<MemberId>) {
        self.version += 1;
        self.updated_at = at;
        self.updated_by = by;
    }

    /// Whether it is not in the trash.
    pub fn is_live(&self) -> bool {
        self.trashed_at.is_none()
    }
}

impl HasValues for ContactInput {
    fn values(&self) -> &Values {
        &self.values
    }

    fn values_mut(&mut self) -> &mut Values {
        &mut self.values
    }
}

impl ContactInput {
    /// Reads a form or a row: `first_name`, `middle_name`, `last_name`, `job_title`, `company`, `company_id`, `owner`,
    /// `source`, `basis`, `basis_on`, `language`, `external_id`, `tags`, points and addresses; telephone numbers
    /// without a country code are of `country`.
    pub fn parse(fields: &Fields, country: Country) -> Result<ContactInput> {
        let mut problems = Problems::default();
        let mut short = |field: &'static str, length: usize| {
            let value = text::one_line(fields.first(field));
            if value.chars().count() > length {
                problems.add(field, "contacts-too-long");
            }
            value
        };
        let mut input = ContactInput {
            first_name: short("first_name", NAME_LENGTH),
            middle_name: short("middle_name", NAME_LENGTH),
            last_name: short("last_name", NAME_LENGTH),
            job_title: short("job_title", TEXT_LENGTH),
            company: short("company", TEXT_LENGTH),
            source: short("source", NAME_LENGTH),
            external_id: short("external_id", NAME_LENGTH),
            company_id: fields.first("company_id").parse().ok(),
            owner: fields.first("owner").parse().ok(),
            language: fields.first("language").parse().ok(),
            ..ContactInput::default()
        };
        input.read_basis(fields, &mut problems);
        let before = problems.iter().count();
        input.points = Points::parse(fields, country, &mut problems);
        input.tags = tags::read_names(fields, "tags", &mut problems);
        if input.name().is_empty() && problems.iter().count() == before {
            problems.add("first_name", "contacts-name-missing");
        }
        problems.finish(input)
    }

    fn read_basis(&mut self, fields: &Fields, problems: &mut Problems) {
        let (basis, day) = (fields.first("basis"), fields.first("basis_on"));
        self.basis = basis.parse().ok();
        self.basis_on = day.parse().ok();
        if !basis.is_empty() && self.basis.is_none() {
            problems.add("basis", "contacts-basis-unclear");
        }
        if !day.is_empty() && self.basis_on.is_none() {
            problems.add("basis_on", "contacts-day-unclear");
        }
    }

    /// The name as it is shown: the person's, or else the first way to reach them.
    pub fn name(&self) -> String {
        let names = [self.first_name.as_str(), &self.middle_name, &self.last_name];
        let name = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
        match name.is_empty() {
            false => name,
            true => self.points.points.first().map(|point| point.value.clone()).unwrap_or_default(),
        }
    }

    /// Every fact by the name of its field, as text: what changed is told and audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let text = |value: Option<String>| value.unwrap_or_default();
        vec![
            ("first_name", self.first_name.clone()),
            ("middle_name", self.middle_name.clone()),
            ("last_name", self.last_name.clone()),
            ("job_title", self.job_title.clone()),
            ("company", self.company.clone()),
            ("emails", self.points.told(Kind::Email)),
            ("phones", self.points.told(Kind::Phone)),
            ("addresses", self.points.told_addresses()),
            ("tags", self.tags.join(", ")),
            ("owner", text(self.owner.map(|owner| owner.to_string()))),
            ("source", self.source.clone()),
            ("basis", text(self.basis.map(|basis| basis.code().to_owned()))),
            ("basis_on", text(self.basis_on.map(|day| day.to_string()))),
            ("language", text(self.language.map(|language| language.to_string()))),
            ("external_id", self.external_id.clone()),
        ]
    }

    /// What differs from other facts: (field, theirs, ours).
    pub fn changes(&self, other: &ContactInput) -> Vec<(&'static str, String, String)> {
        let pairs = other.told().into_iter().zip(self.told());
        pairs.filter(|(old, new)| old != new).map(|((field, old), (_, new))| (field, old, new)).collect()
    }

    /// Every text by which a search should find the contact.
    pub fn search_texts(&self) -> Vec<String> {
        let own = [self.name(), self.job_title.clone(), self.external_id.clone()];
        own.into_iter().chain(self.points.search_texts()).filter(|text| !text.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Error;

    fn parse(fields: &Fields) -> Result<ContactInput> {
        ContactInput::parse(fields, "BG".parse().expect("Bulgaria is a country"))
    }

    fn problems(fields: &Fields) -> Problems {
        match parse(fields) {
            Err(Error::Invalid(problems)) => problems,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_contact_needs_a_name_or_a_way_to_be_reached() {
        assert_eq!(problems(&Fields::new()).on("first_name"), Some("contacts-name-missing"));
        assert_eq!(parse(&Fields::new().with("email", "x@example.com")).unwrap().name(), "x@example.com");
        assert_eq!(parse(&Fields::new().with("last_name", " Колев ")).unwrap().name(), "Колев");
    }

    #[test]
    fn a_wrong_address_is_not_also_called_a_missing_name() {
        let found = problems(&Fields::new().with("email", "nobody"));

        assert_eq!(found.on("email.0"), Some("points-email-unclear"));
        assert_eq!(found.on("first_name"), None);
    }

    #[test]
    fn a_day_that_is_none_is_told() {
        let found = problems(&Fields::new().with("first_name", "Ana").with("basis_on", "31.02.2026"));

        assert_eq!(found.on("basis_on"), Some("contacts-day-unclear"));
    }
}
