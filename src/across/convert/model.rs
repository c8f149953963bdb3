//! What becomes of a lead, and what is done where facts differ; pure.

use std::str::FromStr;

use crate::base::{CompanyId, ContactId, DealId, Fields, Language, MemberId, StageId, SubjectId, text};
use crate::crm::companies::CompanyInput;
use crate::crm::contacts::ContactInput;
use crate::crm::deals::DealInput;
use crate::crm::leads::LeadInput;
use crate::crm::points::{Kind, Label, Point, Points};

/// Whom or what a lead becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick<T> {
    /// None.
    Nobody,
    /// A new one.
    New,
    /// That one.
    Known(T),
    /// The one who is surely meant, else a new one.
    Sure,
}

impl<T: FromStr> Pick<T> {
    /// Reads `new` or a number; anything else is none.
    pub fn parse(code: &str) -> Pick<T> {
        match code {
            "new" => Pick::New,
            number => number.parse().map_or(Pick::Nobody, Pick::Known),
        }
    }
}

impl<T: ToString> Pick<T> {
    /// As a form holds it.
    pub fn code(&self) -> String {
        match self {
            Pick::Nobody | Pick::Sure => String::new(),
            Pick::New => "new".to_owned(),
            Pick::Known(id) => id.to_string(),
        }
    }
}

/// Which deal comes of it.
#[derive(Debug, Clone)]
pub enum Bargain {
    /// None.
    Nothing,
    /// A new one that begins in that stage, or in the first where deals begin.
    New(Box<DealInput>, Option<StageId>),
    /// That one.
    Known(DealId),
}

/// What somebody wants a lead to become.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The version that they saw; none: whichever it is.
    pub version: Option<i64>,
    /// The person.
    pub contact: Pick<ContactId>,
    /// Where they work.
    pub company: Pick<CompanyId>,
    /// The deal.
    pub deal: Bargain,
    /// Values of the own fields of what is added, by the names of `Field::within`, and the language of their numbers.
    pub own: (Fields, Language),
    /// The differences in which the lead is right.
    pub wins: Wins,
    /// Who they were shown as surely meant; none: nobody looked.
    pub seen: Option<Vec<SubjectId>>,
}

/// Two values of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of which record and field: `contact.job_title`.
    pub code: String,
    /// The key of the field's name.
    pub key: &'static str,
    /// What is stored.
    pub known: String,
    /// What the lead says.
    pub said: String,
}

/// The codes of the differences in which the lead is right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wins(pub Vec<String>);

impl Wins {
    /// Reads every field `wins.<code>` that says `lead`.
    pub fn parse(fields: &Fields) -> Wins {
        let won = fields.pairs().filter(|(_, value)| *value == "lead");
        Wins(won.filter_map(|(name, _)| name.strip_prefix("wins.")).map(str::to_owned).collect())
    }
}

/// Facts as they are to be, and where they differed.
#[derive(Debug)]
pub struct Merged<T> {
    /// The facts.
    pub facts: T,
    /// What differed, each with the value that was not taken as `said`.
    pub lost: Vec<Difference>,
}

/// Puts the lead's values beside stored ones.
struct Merger<'w> {
    of: &'static str,
    wins: &'w Wins,
    lost: Vec<Difference>,
}

impl Merger<'_> {
    /// An empty value takes the lead's; where two differ, one wins and the other is kept.
    fn settle(&mut self, (field, key): (&str, &'static str), known: &mut String, said: &str) {
        if said.is_empty() || text::fold(known) == text::fold(said) {
            return;
        }
        if known.is_empty() {
            said.clone_into(known);
            return;
        }
        let code = format!("{}.{field}", self.of);
        let mut other = said.to_owned();
        if self.wins.0.contains(&code) {
            std::mem::swap(known, &mut other);
        }
        self.lost.push(Difference { code, key, known: known.clone(), said: other });
    }
}

/// The stored contact with what the lead says; `company` is where the lead works.
pub fn onto_contact(
    known: &ContactInput,
    lead: &LeadInput,
    company: Option<&(CompanyId, String)>,
    wins: &Wins,
) -> Merged<ContactInput> {
    let mut facts = known.clone();
    let mut merger = Merger { of: "contact", wins, lost: Vec::new() };
    merger.settle(("first_name", "contacts-first-name"), &mut facts.first_name, &lead.first_name);
    merger.settle(("last_name", "contacts-last-name"), &mut facts.last_name, &lead.last_name);
    merger.settle(("job_title", "contacts-job-title"), &mut facts.job_title, &lead.job_title);
    merger.settle(("source", "contacts-source"), &mut facts.source, &lead.source);
    if let Some((id, name)) = company.filter(|(id, _)| facts.company_id != Some(*id)) {
        let before = facts.company.clone();
        merger.settle(("company", "contacts-company"), &mut facts.company, name);
        if facts.company != before {
            facts.company_id = Some(*id);
        }
    }
    add_point(&mut facts.points, Kind::Email, (&lead.email, &lead.email_norm));
    add_point(&mut facts.points, Kind::Phone, (&lead.phone, &lead.phone_norm));
    Merged { facts, lost: merger.lost }
}

/// The stored company with what the lead says.
pub fn onto_company(known: &CompanyInput, lead: &LeadInput, wins: &Wins) -> Merged<CompanyInput> {
    let mut facts = known.clone();
    let mut merger = Merger { of: "company", wins, lost: Vec::new() };
    merger.settle(("name", "companies-name"), &mut facts.name, &lead.company);
    merger.settle(("vat_number", "companies-vat-number"), &mut facts.vat_number, &lead.vat_number);
    merger.settle(("source", "companies-source"), &mut facts.source, &lead.source);
    add_point(&mut facts.points, Kind::Domain, (&lead.website, &lead.domain));
    Merged { facts, lost: merger.lost }
}

/// A contact of what the lead says.
pub fn as_contact(
    lead: &LeadInput,
    company: Option<&(CompanyId, String)>,
    owner: Option<MemberId>,
) -> ContactInput {
    let blank = ContactInput { owner, ..ContactInput::default() };
    onto_contact(&blank, lead, company, &Wins::default()).facts
}

/// A company of what the lead says; its e-mail address and telephone too, if no person takes them.
pub fn as_company(lead: &LeadInput, person: Pick<ContactId>, owner: Option<MemberId>) -> CompanyInput {
    let blank = CompanyInput { owner, ..CompanyInput::default() };
    let mut facts = onto_company(&blank, lead, &Wins::default()).facts;
    if person == Pick::Nobody {
        add_point(&mut facts.points, Kind::Email, (&lead.email, &lead.email_norm));
        add_point(&mut facts.points, Kind::Phone, (&lead.phone, &lead.phone_norm));
        facts.points.share(Kind::Email);
    }
    facts
}

fn add_point(points: &mut Points, kind: Kind, (value, norm): (&str, &str)) {
    let is_known = points.of(kind).any(|point| point.norm == norm);
    if !norm.is_empty() && !is_known {
        let (value, norm) = (value.to_owned(), norm.to_owned());
        points.points.push(Point { kind, label: Label::Work, value, norm, shared: false });
    }
}

/// Whether the lead names a person, or has no company that could stand for them.
pub fn is_person(lead: &LeadInput) -> bool {
    !lead.person().is_empty() || lead.company.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead() -> LeadInput {
        let fields = Fields::new()
            .with("first_name", "Ana")
            .with("last_name", "Petrova")
            .with("job_title", "Buyer")
            .with("company", "Rila")
            .with("email", "ana@rila.example")
            .with("source", "Fair");
        LeadInput::parse(&fields, "BG".parse().unwrap()).unwrap()
    }

    fn known() -> ContactInput {
        ContactInput {
            first_name: "Ана".to_owned(),
            last_name: "Петрова".to_owned(),
            job_title: "Director".to_owned(),
            ..ContactInput::default()
        }
    }

    #[test]
    fn what_is_stored_wins_and_what_is_missing_is_filled_in() {
        let merged = onto_contact(&known(), &lead(), None, &Wins::default());

        assert_eq!((merged.facts.first_name.as_str(), merged.facts.job_title.as_str()), ("Ана", "Director"));
        assert_eq!((merged.facts.source.as_str(), merged.facts.points.points.len()), ("Fair", 1));
        let lost: Vec<(&str, &str)> =
            merged.lost.iter().map(|lost| (lost.code.as_str(), lost.said.as_str())).collect();
        assert_eq!(lost, [("contact.job_title", "Buyer")]);
    }

    #[test]
    fn the_lead_wins_where_somebody_says_so_and_the_stored_value_is_kept() {
        let fields =
            Fields::new().with("wins.contact.job_title", "lead").with("wins.contact.source", "known");

        let merged = onto_contact(&known(), &lead(), None, &Wins::parse(&fields));

        assert_eq!(merged.facts.job_title, "Buyer");
        assert_eq!(merged.lost[0].said, "Director");
    }

    #[test]
    fn a_person_stays_where_they_work_unless_somebody_says_otherwise() {
        let works =
            ContactInput { company: "Pirin".to_owned(), company_id: Some(CompanyId::new(1)), ..known() };
        let rila = (CompanyId::new(2), "Rila".to_owned());
        let moves = Wins(vec!["contact.company".to_owned()]);

        let stays = onto_contact(&works, &lead(), Some(&rila), &Wins::default()).facts;
        let moved = onto_contact(&works, &lead(), Some(&rila), &moves).facts;
        let first = onto_contact(&known(), &lead(), Some(&rila), &Wins::default()).facts;

        assert_eq!(stays.company_id, Some(CompanyId::new(1)));
        assert_eq!((moved.company_id, moved.company.as_str()), (Some(CompanyId::new(2)), "Rila"));
        assert_eq!(first.company_id, Some(CompanyId::new(2)));
    }

    #[test]
    fn an_office_without_a_person_becomes_a_company_with_its_address() {
        let office = LeadInput { first_name: String::new(), last_name: String::new(), ..lead() };

        let company = as_company(&office, Pick::Nobody, None);

        assert!(!is_person(&office) && is_person(&lead()));
        assert_eq!(company.points.first(Kind::Email), "ana@rila.example");
        assert!(as_company(&office, Pick::New, None).points.points.is_empty());
    }
}
