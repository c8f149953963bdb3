//! A row of a list of leads.

use serde::{Deserialize, Serialize};

use super::super::facts::{Facts, Said};
use super::super::joining::{own_by, text_by, value_by};
use super::super::rules::{Area, Choice, Givens, Rules};
use super::super::values;
use crate::base::{Country, Fields, MemberId, Result, SubjectKind, text};
use crate::crm::fields::Values;
use crate::crm::leads::{LeadInput, State};

/// The longest reason, in characters.
const NAME_LENGTH: usize = 100;

/// What a row says of a lead.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LeadRow {
    /// What a form would hold.
    pub lead: LeadInput,
    /// Where a new one stands; none: nobody has answered yet.
    #[serde(default)]
    pub state: Option<State>,
    /// Why nothing came of it.
    #[serde(default)]
    pub reason: String,
    /// The other product's name for it.
    pub external_id: String,
}

impl Facts for LeadRow {
    const KIND: SubjectKind = SubjectKind::Lead;

    fn parse(fields: &Fields, country: Country) -> Result<LeadRow> {
        Ok(LeadRow {
            lead: LeadInput::parse(fields, country)?,
            state: fields.first("state").parse().ok(),
            reason: values::short(fields.first("lost_reason"), NAME_LENGTH),
            external_id: text::one_line(fields.first("external_id")),
        })
    }

    fn own_name(&self) -> String {
        self.lead.name()
    }

    fn external_id(&self) -> &str {
        &self.external_id
    }

    fn owner(&self) -> Option<MemberId> {
        self.lead.owner
    }

    fn own(&mut self) -> Option<&mut Values> {
        Some(&mut self.lead.values)
    }

    /// Where a known lead stands is nothing that a file changes: its acts do.
    fn apply(&mut self, said: &Said<LeadRow>, rules: &Rules) {
        for area in &said.cleared {
            self.clear(*area);
        }
        let (own, new) = (&mut self.lead, &said.facts.lead);
        let name = match rules.choice(Area::Name) {
            Choice::Fill if !own.person().is_empty() => Choice::Keep,
            other => other,
        };
        text_by(name, &mut own.first_name, &new.first_name);
        text_by(name, &mut own.last_name, &new.last_name);
        text_by(rules.choice(Area::JobTitle), &mut own.job_title, &new.job_title);
        text_by(rules.choice(Area::Company), &mut own.company, &new.company);
        text_by(rules.choice(Area::Numbers), &mut own.vat_number, &new.vat_number);
        text_by(rules.choice(Area::Details), &mut own.interest, &new.interest);
        text_by(rules.choice(Area::Details), &mut own.campaign, &new.campaign);
        text_by(rules.choice(Area::Source), &mut own.source, &new.source);
        own_by(rules.choice(Area::Own), &mut own.values, &new.values);
        value_by(rules.choice(Area::Owner), &mut own.owner, new.owner);
        if own.email_norm != new.email_norm {
            text_by(single(rules, Area::Emails), &mut own.email, &new.email);
            text_by(single(rules, Area::Emails), &mut own.email_norm, &new.email_norm);
        }
        if own.phone_norm != new.phone_norm {
            text_by(single(rules, Area::Phones), &mut own.phone, &new.phone);
            text_by(single(rules, Area::Phones), &mut own.phone_norm, &new.phone_norm);
        }
        if own.domain != new.domain {
            text_by(single(rules, Area::Domains), &mut own.website, &new.website);
            text_by(single(rules, Area::Domains), &mut own.domain, &new.domain);
        }
        text_by(rules.choice(Area::ExternalId), &mut self.external_id, &said.facts.external_id);
    }

    fn give(&mut self, givens: &Givens) {
        self.lead.owner = self.lead.owner.or(givens.owner);
        text_by(Choice::Fill, &mut self.lead.source, &givens.source);
    }
}

/// A lead has room for one: what would be added only fills what is empty.
fn single(rules: &Rules, area: Area) -> Choice {
    match rules.choice(area) {
        Choice::Append => Choice::Fill,
        other => other,
    }
}

impl LeadRow {
    fn clear(&mut self, area: Area) {
        let lead = &mut self.lead;
        match area {
            Area::JobTitle => lead.job_title.clear(),
            Area::Company => lead.company.clear(),
            Area::Numbers => lead.vat_number.clear(),
            Area::Details => (lead.interest, lead.campaign) = Default::default(),
            Area::Source => lead.source.clear(),
            Area::Emails => (lead.email, lead.email_norm) = Default::default(),
            Area::Phones => (lead.phone, lead.phone_norm) = Default::default(),
            Area::Domains => (lead.website, lead.domain) = Default::default(),
            Area::ExternalId => self.external_id.clear(),
            _ => {}
        }
    }
}
