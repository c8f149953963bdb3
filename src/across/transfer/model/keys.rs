//! By what a row is recognised: in the file itself, and in the database.
//!
//! Keys stand in tiers, the surest first; the first tier with a hit decides. A telephone and a role address (info@)
//! are many people's, so they speak only together with the name.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::base::{SubjectKind, text};
use crate::crm::companies::CompanyInput;
use crate::crm::contacts::ContactInput;
use crate::crm::points::{Kind, is_own_domain};

use super::facts::Facts;
use super::sales::{DealRow, LeadRow, NoteRow, TaskRow};

/// One thing by which a record is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// The other product's name for it.
    External(String),
    /// A normal e-mail address.
    Email(String),
    /// A normal e-mail address that several people have, with a name key.
    RoleEmail(String, String),
    /// A normal telephone number, with a name key.
    Phone(String, String),
    /// A VAT number.
    Vat(String),
    /// A normal domain.
    Domain(String),
    /// The folded name of a company.
    Name(String),
    /// The name of a deal as lists order it, with the folded name of its company.
    Named(String, String),
}

impl Key {
    /// The word for the key that decided; stored with the row.
    pub fn code(&self) -> &'static str {
        match self {
            Key::External(_) => "external-id",
            Key::Email(_) | Key::RoleEmail(..) => "email",
            Key::Phone(..) => "phone",
            Key::Vat(_) => "vat",
            Key::Domain(_) => "domain",
            Key::Name(_) | Key::Named(..) => "name",
        }
    }
}

/// Beginnings of addresses that belong to an office, not to a person.
const ROLES: [&str; 16] = [
    "info",
    "office",
    "sales",
    "contact",
    "contacts",
    "mail",
    "admin",
    "support",
    "hello",
    "accounting",
    "invoices",
    "orders",
    "service",
    "marketing",
    "reception",
    "ofis",
];

/// Whether an address is an office's.
pub fn is_role(email: &str) -> bool {
    email.split_once('@').is_some_and(|(local, _)| ROLES.contains(&local))
}

/// A record whose keys are known.
pub trait Keyed: Facts {
    /// Its keys in tiers, the surest first; empty tiers are left out.
    fn tiers(&self) -> Vec<Vec<Key>>;
}

impl Keyed for ContactInput {
    fn tiers(&self) -> Vec<Vec<Key>> {
        let name = text::word_key(&self.own_name());
        let email = |norm: &String| match is_role(norm) {
            true => Key::RoleEmail(norm.clone(), name.clone()),
            false => Key::Email(norm.clone()),
        };
        let emails = self.points.of(Kind::Email).map(|point| email(&point.norm)).collect();
        let phones = self.points.of(Kind::Phone).filter(|_| !name.is_empty());
        let phones = phones.map(|point| Key::Phone(point.norm.clone(), name.clone())).collect();
        filled([external(self), emails, phones])
    }
}

impl Keyed for CompanyInput {
    fn tiers(&self) -> Vec<Vec<Key>> {
        let vat = Some(self.vat_number.clone()).filter(|vat| !vat.is_empty()).map(Key::Vat);
        let domains = self.points.of(Kind::Domain).filter(|point| is_own_domain(&point.norm));
        let domains = domains.map(|point| Key::Domain(point.norm.clone())).collect();
        let name = Key::Name(text::fold(&self.name));
        filled([external(self), vat.into_iter().collect(), domains, vec![name]])
    }
}

impl Keyed for LeadRow {
    fn tiers(&self) -> Vec<Vec<Key>> {
        let email = Some(self.lead.email_norm.clone()).filter(|email| !email.is_empty() && !is_role(email));
        let name = text::word_key(&self.lead.person());
        let phone = Some(self.lead.phone_norm.clone()).filter(|phone| !phone.is_empty() && !name.is_empty());
        filled([
            external(self),
            email.map(Key::Email).into_iter().collect(),
            phone.map(|phone| Key::Phone(phone, name)).into_iter().collect(),
        ])
    }
}

impl Keyed for DealRow {
    /// Two deals of one name are two, unless they are the same company's and no number tells them apart.
    fn tiers(&self) -> Vec<Vec<Key>> {
        let numbered = external(self);
        let named = match numbered.is_empty() {
            true => vec![Key::Named(text::sort_key(&self.deal.name), text::fold(&self.deal.company))],
            false => Vec::new(),
        };
        filled([numbered, named])
    }
}

impl Keyed for TaskRow {
    fn tiers(&self) -> Vec<Vec<Key>> {
        filled([external(self)])
    }
}

impl Keyed for NoteRow {
    fn tiers(&self) -> Vec<Vec<Key>> {
        filled([external(self)])
    }
}

fn external(facts: &impl Facts) -> Vec<Key> {
    let id = facts.external_id();
    if id.is_empty() { Vec::new() } else { vec![Key::External(id.to_owned())] }
}

fn filled<const N: usize>(tiers: [Vec<Key>; N]) -> Vec<Vec<Key>> {
    tiers.into_iter().filter(|tier| !tier.is_empty()).collect()
}

/// Whom a row meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meeting<T> {
    /// Nobody.
    Nobody,
    /// One, by a key of that word.
    One(T, &'static str),
    /// Two or more.
    Several(Vec<T>),
}

impl<T: Copy> Meeting<T> {
    /// The one, if it is one.
    pub fn one(&self) -> Option<T> {
        match self {
            Meeting::One(one, _) => Some(*one),
            Meeting::Nobody | Meeting::Several(_) => None,
        }
    }
}

/// Whom keys meet: the first tier with a hit decides. A record that is met by another key while somebody else has one
/// of the e-mail addresses is no meeting of one: an address belongs to one.
pub fn meet<T: Copy + PartialEq>(tiers: &[Vec<Key>], holders: impl Fn(&Key) -> Vec<T>) -> Meeting<T> {
    let Some((decisive, met)) = tiers.iter().find_map(|tier| {
        let met = distinct(tier.iter().flat_map(&holders));
        (!met.is_empty()).then(|| (tier[0].code(), met))
    }) else {
        return Meeting::Nobody;
    };
    let owners = tiers.iter().flatten().filter(|key| matches!(key, Key::Email(_))).flat_map(&holders);
    let all = distinct(met.into_iter().chain(owners));
    match all.as_slice() {
        [only] => Meeting::One(*only, decisive),
        _ => Meeting::Several(all),
    }
}

fn distinct<T: Copy + PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.fold(Vec::new(), |mut seen, item| {
        if !seen.contains(&item) {
            seen.push(item);
        }
        seen
    })
}

/// The rows of a file by their keys. Holds hashes of keys only, so that 100,000 rows stay small.
#[derive(Default)]
pub struct Groups {
    heads: HashMap<u64, u32>,
}

impl Groups {
    /// Takes in the next row and tells whom it meets among the rows before.
    pub fn add(&mut self, row: u32, kind: SubjectKind, tiers: &[Vec<Key>]) -> Meeting<u32> {
        let meeting = meet(tiers, |key| self.heads.get(&hash(kind, key)).copied().into_iter().collect());
        let head = match &meeting {
            Meeting::Nobody => row,
            Meeting::One(head, _) => *head,
            Meeting::Several(_) => return meeting,
        };
        for key in tiers.iter().flatten() {
            self.heads.entry(hash(kind, key)).or_insert(head);
        }
        meeting
    }
}

fn hash(kind: SubjectKind, key: &Key) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    key.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(address: &str) -> Vec<Vec<Key>> {
        vec![vec![Key::Email(address.to_owned())]]
    }

    #[test]
    fn the_first_tier_with_a_hit_decides() {
        let tiers = vec![
            vec![Key::External("7".into())],
            vec![Key::Email("a@x.example".into()), Key::Email("b@x.example".into())],
        ];
        let by_mail = |key: &Key| match key {
            Key::Email(address) if address.starts_with('a') => vec![1],
            Key::Email(_) => vec![2],
            _ => vec![],
        };

        assert_eq!(meet(&tiers, by_mail), Meeting::Several(vec![1, 2]));
        let by_id = |key: &Key| if matches!(key, Key::External(_)) { vec![3] } else { vec![] };
        assert_eq!(meet(&tiers, by_id), Meeting::One(3, "external-id"));
        let by_both = |key: &Key| if matches!(key, Key::External(_)) { vec![3] } else { vec![1] };
        assert_eq!(meet(&tiers, by_both), Meeting::Several(vec![3, 1]));
        assert_eq!(meet(&tiers, |_| Vec::<i32>::new()), Meeting::Nobody);
    }

    #[test]
    fn rows_of_one_file_find_each_other_through_a_third() {
        let mut groups = Groups::default();
        let both = vec![vec![Key::Email("a@x.example".into()), Key::Email("b@x.example".into())]];

        assert_eq!(groups.add(2, SubjectKind::Contact, &email("a@x.example")), Meeting::Nobody);
        assert_eq!(groups.add(3, SubjectKind::Contact, &both), Meeting::One(2, "email"));
        assert_eq!(groups.add(4, SubjectKind::Contact, &email("b@x.example")), Meeting::One(2, "email"));
    }

    #[test]
    fn a_row_that_meets_two_earlier_rows_joins_neither() {
        let mut groups = Groups::default();
        let both = vec![vec![Key::Email("a@x.example".into()), Key::Email("b@x.example".into())]];

        groups.add(2, SubjectKind::Contact, &email("a@x.example"));
        groups.add(3, SubjectKind::Contact, &email("b@x.example"));

        assert_eq!(groups.add(4, SubjectKind::Contact, &both), Meeting::Several(vec![2, 3]));
    }

    #[test]
    fn colleagues_with_one_telephone_or_one_office_address_stay_two() {
        let of = |first: &str| ContactInput {
            first_name: first.into(),
            last_name: "Hart".into(),
            points: crate::crm::points::Points {
                points: vec![crate::crm::points::Point {
                    kind: Kind::Email,
                    label: Default::default(),
                    value: "info@hart.example".into(),
                    norm: "info@hart.example".into(),
                    shared: true,
                }],
                addresses: Vec::new(),
            },
            ..ContactInput::default()
        };
        let mut groups = Groups::default();

        assert_eq!(groups.add(2, SubjectKind::Contact, &of("Amelia").tiers()), Meeting::Nobody);
        assert_eq!(groups.add(3, SubjectKind::Contact, &of("Owen").tiers()), Meeting::Nobody);
        assert_eq!(groups.add(4, SubjectKind::Contact, &of("Amelia").tiers()), Meeting::One(2, "email"));
    }
}
