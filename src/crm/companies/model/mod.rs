//! A company, and how it is read from what somebody typed.

mod likeness;
mod listing;

use serde::{Deserialize, Serialize};

use crate::base::{At, CompanyId, Country, Fields, MemberId, Problems, Result, text};
use crate::crm::fields::{HasValues, Values};
use crate::crm::points::{Kind, Points};
use crate::crm::tags;

pub use likeness::{Likely, Likeness};
pub use listing::{Filter, Line, Short, SortBy};

/// The longest name, in characters.
const NAME_LENGTH: usize = 200;
/// The longest of the other texts.
const TEXT_LENGTH: usize = 100;

/// Everything that somebody can type about a company.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CompanyInput {
    /// The name.
    pub name: String,
    /// The number in its country's register (ЕИК, company number).
    pub registration_number: String,
    /// The VAT number, capitals and digits only.
    pub vat_number: String,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Where it came from.
    pub source: String,
    /// Its name in the product it came from.
    pub external_id: String,
    /// How to reach it; e-mail addresses are shared.
    pub points: Points,
    /// Its tags by name.
    pub tags: Vec<String>,
    /// Values of the workspace's own fields.
    #[serde(default)]
    pub values: Values,
}

/// A company as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Its number.
    pub id: CompanyId,
    /// What is known about it.
    pub facts: CompanyInput,
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

impl Company {
    /// A new one, added then by that member.
    pub fn new(id: CompanyId, facts: CompanyInput, at: At, by: Option<MemberId>) -> Company {
        Company {
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

impl HasValues for CompanyInput {
    fn values(&self) -> &Values {
        &self.values
    }

    fn values_mut(&mut self) -> &mut Values {
        &mut self.values
    }
}

impl CompanyInput {
    /// Reads a form or a row: `name`, `registration_number`, `vat_number`, `owner`, `source`, `external_id`, `tags`,
    /// points and addresses; telephone numbers without a country code are of `country`.
    pub fn parse(fields: &Fields, country: Country) -> Result<CompanyInput> {
        let mut problems = Problems::default();
        let mut short = |field: &'static str, length: usize| {
            let value = text::one_line(fields.first(field));
            if value.chars().count() > length {
                problems.add(field, "companies-too-long");
            }
            value
        };
        let name = short("name", NAME_LENGTH);
        let registration_number = short("registration_number", TEXT_LENGTH);
        let source = short("source", TEXT_LENGTH);
        let external_id = short("external_id", TEXT_LENGTH);
        let vat_number = vat_norm(&short("vat_number", TEXT_LENGTH));
        if text::sort_key(&name).is_empty() {
            problems.add("name", "companies-name-missing");
        }
        let mut points = Points::parse(fields, country, &mut problems);
        points.share(Kind::Email);
        let tags = tags::read_names(fields, "tags", &mut problems);
        let owner = fields.first("owner").parse().ok();
        problems.finish(CompanyInput {
            name,
            registration_number,
            vat_number,
            owner,
            source,
            external_id,
            points,
            tags,
            values: Values::default(),
        })
    }

    /// Every fact by the name of its field, as text: what changed is told and audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", self.name.clone()),
            ("registration_number", self.registration_number.clone()),
            ("vat_number", self.vat_number.clone()),
            ("emails", self.points.told(Kind::Email)),
            ("phones", self.points.told(Kind::Phone)),
            ("domains", self.points.told(Kind::Domain)),
            ("addresses", self.points.told_addresses()),
            ("tags", self.tags.join(", ")),
            ("owner", self.owner.map(|owner| owner.to_string()).unwrap_or_default()),
            ("source", self.source.clone()),
            ("external_id", self.external_id.clone()),
        ]
    }

    /// What differs from other facts: (field, theirs, ours).
    pub fn changes(&self, other: &CompanyInput) -> Vec<(&'static str, String, String)> {
        let pairs = other.told().into_iter().zip(self.told());
        pairs.filter(|(old, new)| old != new).map(|((field, old), (_, new))| (field, old, new)).collect()
    }

    /// Every text by which a search should find the company.
    pub fn search_texts(&self) -> Vec<String> {
        let own = [&self.name, &self.registration_number, &self.vat_number, &self.external_id];
        own.into_iter().cloned().chain(self.points.search_texts()).filter(|text| !text.is_empty()).collect()
    }
}

/// A VAT number without blanks and signs, in capitals.
pub fn vat_norm(typed: &str) -> String {
    typed.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Error;

    fn parse(fields: &Fields) -> Result<CompanyInput> {
        CompanyInput::parse(fields, "BG".parse().expect("Bulgaria is a country"))
    }

    #[test]
    fn a_company_needs_a_name() {
        let problems = match parse(&Fields::new().with("name", " „ “ ")) {
            Err(Error::Invalid(problems)) => problems,
            other => panic!("{other:?}"),
        };

        assert_eq!(problems.on("name"), Some("companies-name-missing"));
    }

    #[test]
    fn its_numbers_are_tidied_and_its_addresses_shared() {
        let fields = Fields::new()
            .with("name", "  Аптеки   Здравец АД ")
            .with("vat_number", "bg 131-071 587")
            .with("email", "office@zdravets.example");

        let company = parse(&fields).expect("all is well");

        assert_eq!(company.name, "Аптеки Здравец АД");
        assert_eq!(company.vat_number, "BG131071587");
        assert!(company.points.points[0].shared);
    }
}
