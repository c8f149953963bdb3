//! What somebody can type about a lead.

use serde::{Deserialize, Serialize};

use super::Utm;
use crate::base::{Country, Day, Error, Fields, LeadLabelId, MemberId, Problems, Result, text};
use crate::crm::companies::vat_norm;
use crate::crm::fields::{HasValues, Values};
use crate::crm::points::{domain_norm, email_norm, phone_norm};

/// The longest first or last name and the longest source, in characters.
const NAME_LENGTH: usize = 100;
/// The longest of the other texts.
const TEXT_LENGTH: usize = 200;

/// Everything that somebody can type about a lead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LeadInput {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they do where they work.
    pub job_title: String,
    /// Where they work, by name.
    pub company: String,
    /// The e-mail address.
    pub email: String,
    /// The same as compared.
    pub email_norm: String,
    /// The telephone number.
    pub phone: String,
    /// The same as compared.
    pub phone_norm: String,
    /// The web site of where they work.
    pub website: String,
    /// Its domain as compared.
    pub domain: String,
    /// The VAT number of where they work, capitals and digits only.
    pub vat_number: String,
    /// What they want.
    pub interest: String,
    /// Where they came from, by name; one that is not known yet is added.
    pub source: String,
    /// The same by number, as it is stored.
    pub source_id: Option<LeadLabelId>,
    /// By which campaign.
    pub campaign: String,
    /// What the address of their visit said.
    pub utm: Utm,
    /// What to do next.
    pub next_step: String,
    /// By when.
    pub next_step_on: Option<Day>,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Values of the workspace's own fields.
    #[serde(default)]
    pub values: Values,
}

impl HasValues for LeadInput {
    fn values(&self) -> &Values {
        &self.values
    }

    fn values_mut(&mut self) -> &mut Values {
        &mut self.values
    }
}

impl LeadInput {
    /// Reads `first_name`, `last_name`, `job_title`, `company`, `email`, `phone`, `website`, `vat_number`, `interest`,
    /// `source`, `campaign`, the UTM parameters, `next_step`, `next_step_on` and `owner`; a telephone number without a
    /// country code is of `country`.
    pub fn parse(fields: &Fields, country: Country) -> Result<LeadInput> {
        let mut problems = Problems::default();
        for field in Utm::NAMES {
            read(fields, field, TEXT_LENGTH, &mut problems);
        }
        let mut short = |field: &'static str, length: usize| read(fields, field, length, &mut problems);
        let mut input = LeadInput {
            first_name: short("first_name", NAME_LENGTH),
            last_name: short("last_name", NAME_LENGTH),
            job_title: short("job_title", TEXT_LENGTH),
            company: short("company", TEXT_LENGTH),
            email: short("email", TEXT_LENGTH),
            phone: short("phone", TEXT_LENGTH),
            website: short("website", TEXT_LENGTH),
            vat_number: vat_norm(&short("vat_number", TEXT_LENGTH)),
            interest: short("interest", TEXT_LENGTH),
            source: short("source", NAME_LENGTH),
            campaign: short("campaign", TEXT_LENGTH),
            next_step: short("next_step", TEXT_LENGTH),
            utm: Utm::parse(fields),
            owner: fields.first("owner").parse().ok(),
            ..LeadInput::default()
        };
        input.read_reach(country, &mut problems);
        input.read_next_step(fields, &mut problems);
        if input.name().is_empty() && problems.is_empty() {
            problems.add("first_name", "leads-name-missing");
        }
        problems.finish(input)
    }

    fn read_reach(&mut self, country: Country, problems: &mut Problems) {
        let mut norm = |field, typed: &str, norm: Option<String>, key| {
            if !typed.is_empty() && norm.is_none() {
                problems.add(field, key);
            }
            norm.unwrap_or_default()
        };
        self.email_norm = norm("email", &self.email, email_norm(&self.email), "points-email-unclear");
        self.phone_norm =
            norm("phone", &self.phone, phone_norm(&self.phone, country), "points-phone-unclear");
        self.domain = norm("website", &self.website, domain_norm(&self.website), "points-domain-unclear");
    }

    fn read_next_step(&mut self, fields: &Fields, problems: &mut Problems) {
        let day = fields.first("next_step_on");
        self.next_step_on = day.parse().ok();
        if !day.is_empty() && self.next_step_on.is_none() {
            problems.add("next_step_on", "leads-day-unclear");
        }
    }

    /// The person's own name.
    pub fn person(&self) -> String {
        let names = [self.first_name.as_str(), &self.last_name];
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The name as it is shown: the person's, or else the company's, or the first way to reach them.
    pub fn name(&self) -> String {
        let person = self.person();
        let others = [&self.company, &self.email, &self.phone].into_iter().find(|text| !text.is_empty());
        if person.is_empty() { others.cloned().unwrap_or_default() } else { person }
    }

    /// Every fact by the name of its field, as text: what changed is told and audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let day = self.next_step_on.map(|day| day.to_string()).unwrap_or_default();
        let owner = self.owner.map(|owner| owner.to_string()).unwrap_or_default();
        let own = vec![
            ("first_name", self.first_name.clone()),
            ("last_name", self.last_name.clone()),
            ("job_title", self.job_title.clone()),
            ("company", self.company.clone()),
            ("email", self.email.clone()),
            ("phone", self.phone.clone()),
            ("website", self.website.clone()),
            ("vat_number", self.vat_number.clone()),
            ("interest", self.interest.clone()),
            ("source", self.source.clone()),
            ("campaign", self.campaign.clone()),
            ("next_step", self.next_step.clone()),
            ("next_step_on", day),
            ("owner", owner),
        ];
        let utm = self.utm.pairs().map(|(name, value)| (name, value.to_owned()));
        own.into_iter().chain(utm).collect()
    }

    /// What differs from other facts: (field, theirs, ours).
    pub fn changes(&self, other: &LeadInput) -> Vec<(&'static str, String, String)> {
        let pairs = other.told().into_iter().zip(self.told());
        pairs.filter(|(old, new)| old != new).map(|((field, old), (_, new))| (field, old, new)).collect()
    }

    /// Every text by which a search should find the lead.
    pub fn search_texts(&self) -> Vec<&str> {
        let own: [&str; 12] = [
            &self.first_name,
            &self.last_name,
            &self.job_title,
            &self.company,
            &self.email,
            &self.phone,
            &self.phone_norm,
            &self.website,
            &self.vat_number,
            &self.interest,
            &self.campaign,
            &self.next_step,
        ];
        own.into_iter().filter(|text| !text.is_empty()).collect()
    }
}

fn read(fields: &Fields, field: &'static str, length: usize, problems: &mut Problems) -> String {
    let value = text::one_line(fields.first(field));
    if value.chars().count() > length {
        problems.add(field, "leads-too-long");
    }
    value
}

/// How long a lead rests, and what is to be done then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// The day on which it comes back.
    pub until: Day,
    /// What to do then; empty: to take up the lead of that name.
    pub task: String,
}

impl Rest {
    /// Reads `back_on`, a day after `today`, and `task`.
    pub fn parse(fields: &Fields, today: Day) -> Result<Rest> {
        let mut problems = Problems::default();
        let until: Option<Day> = fields.first("back_on").parse().ok();
        match until {
            None => problems.add("back_on", "leads-day-unclear"),
            Some(day) if day <= today => problems.add("back_on", "leads-day-past"),
            Some(_) => {}
        }
        let task = read(fields, "task", TEXT_LENGTH, &mut problems);
        let until = problems.finish(until)?.ok_or(Error::field("back_on", "leads-day-unclear"))?;
        Ok(Rest { until, task })
    }
}
