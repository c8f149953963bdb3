//! What a row says about a record, and how that joins what is known already; here of companies and contacts.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::base::{Country, Day, Fields, MemberId, Result, SubjectKind};
use crate::crm::activities::NoteKind;
use crate::crm::companies::CompanyInput;
use crate::crm::contacts::{Basis, ContactInput};
use crate::crm::fields::Values;

use super::joining::{clear_points, own_by, points_by, tags_by, text_by, value_by};
use super::links::{Bound, Links};
use super::rules::{Area, Choice, Givens, Repeats, Rules};

/// The numbers by which a contact's company is known, beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Employer {
    /// The other product's number for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub external_id: String,
    /// In its register.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub registration_number: String,
    /// Its VAT number, as the row has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vat_number: String,
    /// Its domain or web address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub domain: String,
}

/// What a row puts on the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What it tells of.
    pub kind: NoteKind,
    /// Markdown.
    pub body: String,
    /// Of which day; none: of today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
}

/// All that one row says.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Said<F> {
    /// What a form would hold.
    pub facts: F,
    /// More about the company of a contact.
    #[serde(default)]
    pub employer: Employer,
    /// The other records that it names.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
    /// What goes on the timeline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// When the other product got it; counts for new records only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_on: Option<Day>,
    /// What it takes away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<Area>,
}

/// A kind of record that can be imported.
pub trait Facts: Serialize + DeserializeOwned + Clone + PartialEq + Default + Send + 'static {
    /// Which kind.
    const KIND: SubjectKind;

    /// Reads what a form or a row holds, with all its rules.
    fn parse(fields: &Fields, country: Country) -> Result<Self>;

    /// The name that tells two of them apart; empty if there is none.
    fn own_name(&self) -> String;

    /// The other product's name for it.
    fn external_id(&self) -> &str;

    /// Who looks after it.
    fn owner(&self) -> Option<MemberId>;

    /// Makes it what it is to be after a row was applied under these rules.
    fn apply(&mut self, said: &Said<Self>, rules: &Rules);

    /// Fills in what was asked once for the whole file.
    fn give(&mut self, givens: &Givens);

    /// Puts tags on; most kinds have none.
    fn mark(&mut self, _tags: &[String]) {}

    /// The values of the workspace's own fields, for kinds that have some.
    fn own(&mut self) -> Option<&mut Values> {
        None
    }

    /// Ties it to the records that its row names.
    fn tie(&mut self, _bound: Bound) {}
}

impl<F: Facts> Said<F> {
    /// Takes in a later row for the same record.
    pub fn join(&mut self, later: Said<F>, repeats: Repeats) {
        self.facts.apply(&later, &Rules::among_rows(repeats));
        let fill = |own: &mut String, said: &str| text_by(single(repeats), own, said);
        fill(&mut self.employer.registration_number, &later.employer.registration_number);
        fill(&mut self.employer.vat_number, &later.employer.vat_number);
        fill(&mut self.employer.domain, &later.employer.domain);
        fill(&mut self.employer.external_id, &later.employer.external_id);
        self.links.join(later.links);
        for remark in later.remarks {
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
        self.created_on = self.created_on.into_iter().chain(later.created_on).min();
        self.cleared.extend(later.cleared);
    }
}

impl Rules {
    /// The rules by which a later row joins an earlier one.
    fn among_rows(repeats: Repeats) -> Rules {
        let choices =
            Area::ALL.into_iter().filter(|area| !area.is_list()).map(|area| (area, single(repeats)));
        Rules { choices: choices.collect(), ..Rules::default() }
    }
}

fn single(repeats: Repeats) -> Choice {
    match repeats {
        Repeats::Fill => Choice::Fill,
        Repeats::Win => Choice::Overwrite,
    }
}

impl Facts for ContactInput {
    const KIND: SubjectKind = SubjectKind::Contact;

    fn parse(fields: &Fields, country: Country) -> Result<ContactInput> {
        ContactInput::parse(fields, country)
    }

    fn own_name(&self) -> String {
        [self.first_name.as_str(), &self.middle_name, &self.last_name].join(" ").trim().to_owned()
    }

    fn external_id(&self) -> &str {
        &self.external_id
    }

    fn owner(&self) -> Option<MemberId> {
        self.owner
    }

    fn own(&mut self) -> Option<&mut Values> {
        Some(&mut self.values)
    }

    fn apply(&mut self, said: &Said<ContactInput>, rules: &Rules) {
        for area in &said.cleared {
            self.clear(*area);
        }
        let new = &said.facts;
        self.apply_name(new, rules.choice(Area::Name));
        self.apply_company(new, rules.choice(Area::Company));
        text_by(rules.choice(Area::JobTitle), &mut self.job_title, &new.job_title);
        text_by(rules.choice(Area::Source), &mut self.source, &new.source);
        text_by(rules.choice(Area::ExternalId), &mut self.external_id, &new.external_id);
        value_by(rules.choice(Area::Owner), &mut self.owner, new.owner);
        value_by(rules.choice(Area::Language), &mut self.language, new.language);
        if new.basis.is_some() {
            let had_none = self.basis.is_none();
            value_by(rules.choice(Area::LegalBasis), &mut self.basis, new.basis);
            if had_none || rules.choice(Area::LegalBasis) == Choice::Overwrite {
                value_by(rules.choice(Area::LegalBasis), &mut self.basis_on, new.basis_on);
            }
        }
        points_by(rules, &mut self.points, &new.points);
        tags_by(rules.choice(Area::Tags), &mut self.tags, &new.tags);
        own_by(rules.choice(Area::Own), &mut self.values, &new.values);
    }

    fn give(&mut self, givens: &Givens) {
        self.owner = self.owner.or(givens.owner);
        text_by(Choice::Fill, &mut self.source, &givens.source);
        if self.basis.is_none() {
            self.basis = givens.basis.parse::<Basis>().ok();
            self.basis_on = self.basis.and(givens.basis_on);
        }
        self.mark(&givens.tags);
    }

    fn mark(&mut self, tags: &[String]) {
        tags_by(Choice::Append, &mut self.tags, tags);
    }
}

/// The parts of a contact that change together.
trait Together {
    fn apply_name(&mut self, new: &Self, choice: Choice);
    fn apply_company(&mut self, new: &Self, choice: Choice);
    fn clear(&mut self, area: Area);
}

impl Together for ContactInput {
    /// Half of one name and half of another would be nobody's.
    fn apply_name(&mut self, new: &ContactInput, choice: Choice) {
        let choice = match choice {
            Choice::Fill if !self.own_name().is_empty() => Choice::Keep,
            other => other,
        };
        text_by(choice, &mut self.first_name, &new.first_name);
        text_by(choice, &mut self.middle_name, &new.middle_name);
        text_by(choice, &mut self.last_name, &new.last_name);
    }

    fn apply_company(&mut self, new: &ContactInput, choice: Choice) {
        let is_known = new.company_id.is_some() && new.company_id == self.company_id;
        let is_kept = match choice {
            Choice::Keep => true,
            Choice::Fill => !self.company.is_empty(),
            Choice::Overwrite | Choice::Append => false,
        };
        if !new.company.is_empty() && !is_known && !is_kept {
            self.company.clone_from(&new.company);
            self.company_id = new.company_id;
        }
    }

    fn clear(&mut self, area: Area) {
        match area {
            Area::Company => (self.company, self.company_id) = (String::new(), None),
            Area::JobTitle => self.job_title.clear(),
            Area::Owner => self.owner = None,
            Area::Source => self.source.clear(),
            Area::LegalBasis => (self.basis, self.basis_on) = (None, None),
            Area::Language => self.language = None,
            Area::ExternalId => self.external_id.clear(),
            Area::Tags => self.tags.clear(),
            area => clear_points(area, &mut self.points),
        }
    }
}

impl Facts for CompanyInput {
    const KIND: SubjectKind = SubjectKind::Company;

    fn parse(fields: &Fields, country: Country) -> Result<CompanyInput> {
        CompanyInput::parse(fields, country)
    }

    fn own_name(&self) -> String {
        self.name.clone()
    }

    fn external_id(&self) -> &str {
        &self.external_id
    }

    fn owner(&self) -> Option<MemberId> {
        self.owner
    }

    fn own(&mut self) -> Option<&mut Values> {
        Some(&mut self.values)
    }

    fn apply(&mut self, said: &Said<CompanyInput>, rules: &Rules) {
        for area in &said.cleared {
            match area {
                Area::Numbers => (self.registration_number, self.vat_number) = Default::default(),
                Area::Owner => self.owner = None,
                Area::Source => self.source.clear(),
                Area::ExternalId => self.external_id.clear(),
                Area::Tags => self.tags.clear(),
                area => clear_points(*area, &mut self.points),
            }
        }
        let new = &said.facts;
        text_by(rules.choice(Area::Name), &mut self.name, &new.name);
        text_by(rules.choice(Area::Numbers), &mut self.registration_number, &new.registration_number);
        text_by(rules.choice(Area::Numbers), &mut self.vat_number, &new.vat_number);
        text_by(rules.choice(Area::Source), &mut self.source, &new.source);
        text_by(rules.choice(Area::ExternalId), &mut self.external_id, &new.external_id);
        value_by(rules.choice(Area::Owner), &mut self.owner, new.owner);
        points_by(rules, &mut self.points, &new.points);
        tags_by(rules.choice(Area::Tags), &mut self.tags, &new.tags);
        own_by(rules.choice(Area::Own), &mut self.values, &new.values);
    }

    fn give(&mut self, givens: &Givens) {
        self.owner = self.owner.or(givens.owner);
        text_by(Choice::Fill, &mut self.source, &givens.source);
        self.mark(&givens.tags);
    }

    fn mark(&mut self, tags: &[String]) {
        tags_by(Choice::Append, &mut self.tags, tags);
    }
}
