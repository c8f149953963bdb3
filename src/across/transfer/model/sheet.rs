//! Records as rows of our own files.

use std::collections::HashMap;

use crate::base::MemberId;
use crate::crm::companies::CompanyInput;
use crate::crm::contacts::ContactInput;
use crate::crm::fields::HasValues;
use crate::crm::points::{self, Kind, Points, Purpose};

use super::field::Field;
use super::target::{Label, Part, Slot, Target};

/// A record that can be written into a file.
pub trait Exported: HasValues {
    /// What stands in the column of that target, before it is made neutral.
    fn cell(&self, target: Target, owners: &HashMap<MemberId, String>) -> String;
}

impl Exported for ContactInput {
    fn cell(&self, target: Target, owners: &HashMap<MemberId, String>) -> String {
        match target {
            Target::Field(field) => match field {
                Field::FirstName => self.first_name.clone(),
                Field::MiddleName => self.middle_name.clone(),
                Field::LastName => self.last_name.clone(),
                Field::Company => self.company.clone(),
                Field::JobTitle => self.job_title.clone(),
                Field::Tags => self.tags.join("; "),
                Field::Owner => owner(self.owner, owners),
                Field::Source => self.source.clone(),
                Field::LegalBasis => self.basis.map(|basis| basis.code().to_owned()).unwrap_or_default(),
                Field::LegalBasisOn => self.basis_on.map(|day| day.to_string()).unwrap_or_default(),
                Field::Language => self.language.map(|language| language.to_string()).unwrap_or_default(),
                Field::ExternalId => self.external_id.clone(),
                _ => String::new(),
            },
            other => reach(&self.points, other),
        }
    }
}

impl Exported for CompanyInput {
    fn cell(&self, target: Target, owners: &HashMap<MemberId, String>) -> String {
        match target {
            Target::Field(field) => match field {
                Field::Company => self.name.clone(),
                Field::RegistrationNumber => self.registration_number.clone(),
                Field::VatNumber => self.vat_number.clone(),
                Field::Domain => joined(self.points.of(Kind::Domain).map(|point| point.value.as_str())),
                Field::Tags => self.tags.join("; "),
                Field::Owner => owner(self.owner, owners),
                Field::Source => self.source.clone(),
                Field::ExternalId => self.external_id.clone(),
                _ => String::new(),
            },
            other => reach(&self.points, other),
        }
    }
}

fn owner(owner: Option<MemberId>, owners: &HashMap<MemberId, String>) -> String {
    owner.and_then(|owner| owners.get(&owner)).cloned().unwrap_or_default()
}

fn reach(points: &Points, target: Target) -> String {
    let values = |kind, label| {
        let label = point_label(label);
        joined(points.of(kind).filter(|point| point.label == label).map(|point| point.value.as_str()))
    };
    match target {
        Target::Email(Slot::For(Label::Other)) => joined(
            // Nobody carries an e-mail address in a pocket: such a label goes with the others.
            points
                .of(Kind::Email)
                .filter(|point| matches!(point.label, points::Label::Other | points::Label::Mobile))
                .map(|point| point.value.as_str()),
        ),
        Target::Email(Slot::For(label)) => values(Kind::Email, label),
        Target::Phone(Slot::For(label)) => values(Kind::Phone, label),
        Target::AddressLabel(number) => {
            let address = points.addresses.get(usize::from(number) - 1);
            address.map(|address| purpose(address.purpose).to_owned()).unwrap_or_default()
        }
        Target::Address(Slot::Numbered(number), part) => {
            let Some(address) = points.addresses.get(usize::from(number) - 1) else { return String::new() };
            match part {
                Part::Street => address.street.clone(),
                Part::City => address.city.clone(),
                Part::Region => address.region.clone(),
                Part::Postcode => address.postcode.clone(),
                Part::Country => address.country.map(|country| country.code().to_owned()).unwrap_or_default(),
            }
        }
        _ => String::new(),
    }
}

fn joined<'v>(values: impl Iterator<Item = &'v str>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

fn point_label(label: Label) -> points::Label {
    match label {
        Label::Work => points::Label::Work,
        Label::Home => points::Label::Home,
        Label::Mobile => points::Label::Mobile,
        Label::Billing | Label::Delivery | Label::Other => points::Label::Other,
    }
}

/// The word that an import reads back as the same purpose.
fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Main => "work",
        Purpose::Billing => "billing",
        Purpose::Delivery => "delivery",
        Purpose::Home => "home",
        Purpose::Other => "other",
    }
}
