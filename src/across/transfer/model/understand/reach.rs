//! Addresses and numbers by which somebody is reached, put together from several columns.

use std::collections::BTreeMap;

use super::super::fate::Flaw;
use super::super::keys::is_role;
use super::super::target::{Label, Part, Slot};
use super::super::values;
use super::{Form, Numbered};
use crate::crm::points::{email_norm, phone_norm};

impl Form<'_> {
    pub(super) fn take_email(&mut self, column: usize, slot: Slot, cell: &str) {
        let numbered = self.emails.entry(slot).or_default();
        for value in values::several(cell).flat_map(|value| value.split(',')).map(str::trim) {
            numbered.values.push((column, value.to_owned()));
        }
    }

    pub(super) fn take_phone(&mut self, column: usize, slot: Slot, cell: &str) {
        if values::is_scientific(cell) {
            return self.flaws.push(Flaw::fatal(Some(column), "transfer-flaw-scientific"));
        }
        let numbered = self.phones.entry(slot).or_default();
        for value in
            values::several(cell).flat_map(|value| value.split([',', '|'])).flat_map(|v| v.split(" / "))
        {
            numbered.values.push((column, value.trim().to_owned()));
        }
    }

    pub(super) fn take_address(&mut self, column: usize, (slot, part): (Slot, Part), cell: &str) {
        let parts = &mut self.addresses.entry(slot).or_default().parts;
        let text = match part {
            Part::Country => match values::country(cell) {
                Some(country) => country.code().to_owned(),
                None => return self.flaws.push(Flaw::slight(column, "transfer-flaw-country")),
            },
            _ => cell.to_owned(),
        };
        match parts.get_mut(&part) {
            Some((_, known)) if known.contains(&text) => {}
            Some((_, known)) => {
                // A house number stands beside its street, anything else on a line of its own.
                let is_number = text.len() <= 6 && text.starts_with(|sign: char| sign.is_ascii_digit());
                known.push(if is_number { ' ' } else { '\n' });
                known.push_str(&text);
            }
            None => {
                parts.insert(part, (column, text));
            }
        }
    }

    /// A row may say the same address or number twice; a form may not.
    pub(super) fn finish_points(&mut self) {
        let country = self.ear.country;
        let emails = std::mem::take(&mut self.emails);
        self.put_points("email", emails, email_norm);
        let phones = std::mem::take(&mut self.phones);
        self.put_points("phone", phones, |value| phone_norm(value, country));
    }

    fn put_points(
        &mut self,
        name: &str,
        slots: BTreeMap<Slot, Numbered>,
        norm: impl Fn(&str) -> Option<String>,
    ) {
        let mut seen: Vec<String> = Vec::new();
        for (slot, numbered) in slots {
            for (column, value) in numbered.values.into_iter().filter(|(_, value)| !value.is_empty()) {
                let known = norm(&value).unwrap_or_else(|| value.clone());
                if seen.contains(&known) {
                    continue;
                }
                let field = format!("{name}.{}", seen.len());
                let label = point_label(label_of(slot, numbered.label), name);
                self.fields.push(format!("{field}.label"), label);
                if name == "email" && is_role(&known) {
                    self.fields.push(format!("{field}.shared"), "1");
                }
                self.put(column, &field, &value);
                seen.push(known);
            }
        }
    }

    pub(super) fn finish_addresses(&mut self) {
        for (number, (slot, numbered)) in std::mem::take(&mut self.addresses).into_iter().enumerate() {
            let purpose = match label_of(slot, numbered.label) {
                Label::Work => "main",
                Label::Billing => "billing",
                Label::Delivery => "delivery",
                Label::Home => "home",
                Label::Mobile | Label::Other => "other",
            };
            self.fields.push(format!("address.{number}.purpose"), purpose);
            for (part, (column, text)) in numbered.parts {
                self.put(column, &format!("address.{number}.{}", part.code()), &text);
            }
        }
    }
}

pub(super) fn label(slots: &mut BTreeMap<Slot, Numbered>, number: u8, cell: &str) {
    slots.entry(Slot::Numbered(number)).or_default().label = Some(Label::read(cell));
}

fn label_of(slot: Slot, named: Option<Label>) -> Label {
    match slot {
        Slot::For(label) => label,
        Slot::Numbered(_) => named.unwrap_or(Label::Work),
    }
}

/// The word of our forms for what a point is for.
fn point_label(label: Label, kind: &str) -> &'static str {
    match label {
        Label::Work => "work",
        Label::Home => "home",
        Label::Mobile if kind == "phone" => "mobile",
        Label::Mobile | Label::Billing | Label::Delivery | Label::Other => "other",
    }
}
