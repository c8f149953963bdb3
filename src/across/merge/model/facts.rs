//! The facts of one record, made of those of two.

use super::{Choices, Side};
use crate::base::{FieldId, text};
use crate::crm::companies::CompanyInput;
use crate::crm::contacts::ContactInput;
use crate::crm::fields::HasValues;
use crate::crm::points::Points;

/// Facts that can be those of two records in one.
pub trait Facts: Clone + HasValues {
    /// Every fact by the name of its field, as text.
    fn told(&self) -> Vec<(&'static str, String)>;

    /// Takes the other's value of a field of which there is only one.
    fn take(&mut self, field: &str, other: &Self);

    /// Adds what the other has more of: ways to reach it, tags.
    fn add(&mut self, other: &Self);
}

/// Whether a field has one value, of which one must be chosen; of the others all are kept.
pub fn is_choice(field: &str) -> bool {
    !["emails", "phones", "domains", "addresses", "tags"].contains(&field)
}

/// The facts of the record that stays, by these choices.
pub fn united<F: Facts>(kept: &F, gone: &F, choices: &Choices) -> F {
    let mut facts = kept.clone();
    let pairs = kept.told().into_iter().zip(gone.told());
    for ((field, ours), (_, theirs)) in pairs.filter(|((field, _), _)| is_choice(field)) {
        if choices.side(field, &ours, &theirs) == Side::Gone {
            facts.take(field, gone);
        }
    }
    for (field, theirs, ours) in kept.values().changes(gone.values()) {
        if choices.side(&own_code(field), &ours, &theirs) == Side::Gone {
            facts.values_mut().set(field, gone.values().get(field).cloned());
        }
    }
    facts.add(gone);
    facts
}

/// What choices call a field of the workspace's own.
pub fn own_code(field: FieldId) -> String {
    format!("own.{field}")
}

impl Facts for ContactInput {
    fn told(&self) -> Vec<(&'static str, String)> {
        ContactInput::told(self)
    }

    fn take(&mut self, field: &str, other: &ContactInput) {
        match field {
            "first_name" => self.first_name.clone_from(&other.first_name),
            "middle_name" => self.middle_name.clone_from(&other.middle_name),
            "last_name" => self.last_name.clone_from(&other.last_name),
            "job_title" => self.job_title.clone_from(&other.job_title),
            "company" => {
                self.company.clone_from(&other.company);
                self.company_id = other.company_id;
            }
            "owner" => self.owner = other.owner,
            "source" => self.source.clone_from(&other.source),
            "basis" => self.basis = other.basis,
            "basis_on" => self.basis_on = other.basis_on,
            "language" => self.language = other.language,
            "external_id" => self.external_id.clone_from(&other.external_id),
            _ => {}
        }
    }

    fn add(&mut self, other: &ContactInput) {
        add_points(&mut self.points, &other.points);
        add_tags(&mut self.tags, &other.tags);
    }
}

impl Facts for CompanyInput {
    fn told(&self) -> Vec<(&'static str, String)> {
        CompanyInput::told(self)
    }

    fn take(&mut self, field: &str, other: &CompanyInput) {
        match field {
            "name" => self.name.clone_from(&other.name),
            "registration_number" => self.registration_number.clone_from(&other.registration_number),
            "vat_number" => self.vat_number.clone_from(&other.vat_number),
            "owner" => self.owner = other.owner,
            "source" => self.source.clone_from(&other.source),
            "external_id" => self.external_id.clone_from(&other.external_id),
            _ => {}
        }
    }

    fn add(&mut self, other: &CompanyInput) {
        add_points(&mut self.points, &other.points);
        add_tags(&mut self.tags, &other.tags);
    }
}

/// An address that both have is there once, and shared only if both shared it.
fn add_points(points: &mut Points, others: &Points) {
    for other in &others.points {
        let same =
            |known: &&mut crate::crm::points::Point| known.kind == other.kind && known.norm == other.norm;
        match points.points.iter_mut().find(same) {
            Some(known) => known.shared &= other.shared,
            None => points.points.push(other.clone()),
        }
    }
    for other in &others.addresses {
        if !points.addresses.contains(other) {
            points.addresses.push(other.clone());
        }
    }
}

fn add_tags(tags: &mut Vec<String>, others: &[String]) {
    for other in others {
        if !tags.iter().any(|known| text::fold(known) == text::fold(other)) {
            tags.push(other.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Fields;
    use crate::crm::fields::Value;
    use crate::crm::points::Kind;

    fn contact(fields: &[(&str, &str)]) -> ContactInput {
        let fields: Fields =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap()
    }

    #[test]
    fn every_field_that_is_told_can_be_taken() {
        let full = contact(&[
            ("first_name", "Ana"),
            ("middle_name", "Maria"),
            ("last_name", "Petrova"),
            ("job_title", "Buyer"),
            ("company", "Hart & Sons"),
            ("company_id", "7"),
            ("owner", "3"),
            ("source", "Fair"),
            ("basis", "consent"),
            ("basis_on", "2026-03-01"),
            ("language", "bg"),
            ("external_id", "17"),
        ]);

        let taken = united(&ContactInput::default(), &full, &Choices::default());

        assert_eq!(taken, full);
    }

    #[test]
    fn a_value_of_an_own_field_gives_way_only_if_it_is_empty_or_somebody_says_so() {
        let (one, two) = (FieldId::new(1), FieldId::new(2));
        let mut kept = contact(&[("last_name", "Petrova")]);
        kept.values.set(one, Some(Value::YesNo(true)));
        let mut gone = kept.clone();
        gone.values.set(one, Some(Value::YesNo(false)));
        gone.values.set(two, Some(Value::Text("Oak".into())));

        let filled = united(&kept, &gone, &Choices::default());
        let taken = united(&kept, &gone, &Choices::default().with("own.1", Side::Gone));
        let refused = united(&kept, &gone, &Choices::default().with("own.2", Side::Kept));

        assert_eq!(filled.values.get(one), Some(&Value::YesNo(true)));
        assert_eq!(filled.values.get(two), Some(&Value::Text("Oak".into())));
        assert_eq!(taken.values.get(one), Some(&Value::YesNo(false)));
        assert_eq!(refused.values.get(two), None);
    }

    #[test]
    fn addresses_and_tags_of_both_are_kept_once() {
        let one = contact(&[("email", "ana@example.com"), ("phone", "0888 123 456"), ("tags", "VIP")]);
        let other =
            contact(&[("email", "ana@example.org"), ("phone", "+359 888 123 456"), ("tags", "vip, fair")]);

        let both = united(&one, &other, &Choices::default());

        assert_eq!(both.points.told(Kind::Email), "ana@example.com, ana@example.org");
        assert_eq!(both.points.of(Kind::Phone).count(), 1);
        assert_eq!(both.tags, ["VIP", "fair"]);
    }
}
