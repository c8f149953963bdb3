//! A pair, and what speaks for it.

use crate::base::listing::{Order, Sort};
use crate::base::words::words;
use crate::base::{At, DuplicateId, MemberId, SubjectId, SubjectKind};

/// Why two records may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// They share an e-mail address.
    Email,
    /// The same VAT number.
    VatNumber,
    /// The same telephone number.
    Phone,
    /// The same domain.
    Domain,
    /// Nearly the same name, and no other company.
    Name,
}
words!(Why, "reason",
    Email = "email", "duplicates-email";
    VatNumber = "vat", "duplicates-vat";
    Phone = "phone", "duplicates-phone";
    Domain = "domain", "duplicates-domain";
    Name = "name", "duplicates-name";
);

impl Why {
    /// Grows with the doubt; the list begins with the surest.
    pub fn doubt(self) -> i64 {
        match self {
            Why::VatNumber => 1,
            Why::Email => 2,
            Why::Phone => 3,
            Why::Domain => 4,
            Why::Name => 5,
        }
    }
}

/// Two records that may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Its number.
    pub id: DuplicateId,
    /// What both are.
    pub kind: SubjectKind,
    /// The older record.
    pub one: SubjectId,
    /// The younger record.
    pub other: SubjectId,
    /// What speaks for it.
    pub why: Why,
}

/// A pair in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The pair.
    pub pair: Pair,
    /// Who looks after the older record.
    pub one_owner: Option<MemberId>,
    /// Who looks after the younger record.
    pub other_owner: Option<MemberId>,
    /// The value by which the list is sorted.
    pub(super) key: i64,
}

/// What people said about a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing yet.
    Open,
    /// That they are two.
    Refused,
}

/// The one order of each list: open pairs by doubt, refused ones by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnList;

impl Sort for OnList {
    const ALL: &'static [OnList] = &[OnList];

    fn code(self) -> &'static str {
        "surest"
    }

    fn order(self) -> Order {
        Order::Rising
    }
}

/// A record and when it was last changed: how far the search has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// When it was last changed.
    pub changed_at: At,
    /// The record.
    pub subject: SubjectId,
}

impl Seen {
    /// Before the first record.
    pub const NOTHING: Seen = Seen { changed_at: At(i64::MIN), subject: SubjectId::NONE };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_more_than_a_name() {
        let mut all = Why::ALL.to_vec();

        all.sort_by_key(|why| why.doubt());

        assert_eq!(all, [Why::VatNumber, Why::Email, Why::Phone, Why::Domain, Why::Name]);
    }
}
