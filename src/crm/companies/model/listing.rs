//! How the list of companies is asked and what it shows.

use crate::base::listing::{Order, Sort, Value};
use crate::base::{At, CompanyId, Fields, MemberId, TagId, text};
use crate::crm::owners::OwnerFilter;
use crate::crm::views::{List, Rules};

/// A company in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// Its first domain.
    pub domain: String,
    /// Its first e-mail address.
    pub email: String,
    /// Its first telephone number.
    pub phone: String,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Its tags by name; filled by a second question.
    pub tags: Vec<String>,
    /// When it was added.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
    /// Since when it is in the trash.
    pub trashed_at: Option<At>,
    /// Grows with every change.
    pub version: i64,
    /// The value by which the list is sorted.
    pub(in crate::crm::companies) key: Value,
}

/// A company as a search shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// Its number.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// Its first domain.
    pub domain: String,
}

/// How the list of companies can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// By name, A to Z.
    Name,
    /// By name, Z to A.
    NameDown,
    /// The last changed first.
    Changed,
    /// The last changed last.
    ChangedUp,
    /// The newest first.
    Added,
    /// The oldest first.
    AddedUp,
}

impl SortBy {
    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            SortBy::Name => "list-by-name",
            SortBy::NameDown => "list-by-name-down",
            SortBy::Changed => "list-by-change",
            SortBy::ChangedUp => "list-by-change-up",
            SortBy::Added => "list-by-age",
            SortBy::AddedUp => "list-by-age-up",
        }
    }
}

impl Sort for SortBy {
    const ALL: &'static [SortBy] =
        &[SortBy::Name, SortBy::NameDown, SortBy::Changed, SortBy::ChangedUp, SortBy::Added, SortBy::AddedUp];

    fn code(self) -> &'static str {
        match self {
            SortBy::Name => "name",
            SortBy::NameDown => "-name",
            SortBy::Changed => "changed",
            SortBy::ChangedUp => "-changed",
            SortBy::Added => "added",
            SortBy::AddedUp => "-added",
        }
    }

    fn order(self) -> Order {
        match self {
            SortBy::Name | SortBy::ChangedUp | SortBy::AddedUp => Order::Rising,
            SortBy::NameDown | SortBy::Changed | SortBy::Added => Order::Falling,
        }
    }
}

/// Which companies are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Whose.
    pub owner: OwnerFilter,
    /// With that tag.
    pub tag: Option<TagId>,
    /// From that source.
    pub source: String,
    /// Found by that text.
    pub text: String,
    /// The conditions.
    pub rules: Rules,
    /// Changed then or later; only programs ask so.
    pub changed_since: Option<At>,
}

impl Filter {
    /// Reads `owner` (a number or `nobody`), `tag`, `source` and `q` of a query string; the
    /// conditions; what is unknown filters nothing.
    pub fn parse(query: &Fields) -> Filter {
        Filter {
            owner: OwnerFilter::parse(query.first("owner")),
            tag: query.first("tag").parse().ok(),
            source: text::one_line(query.first("source")),
            text: text::one_line(query.first("q")),
            rules: Rules::parse(List::Companies, query),
            changed_since: None,
        }
    }

    /// Whether only conditions narrow the list: it walks the index of its order then.
    pub fn is_plain(&self) -> bool {
        Filter { rules: Rules::default(), ..self.clone() } == Filter::default()
    }

    /// The filters as the pairs of a query string, in one order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("owner", self.owner.code()),
            ("tag", self.tag.map(|tag| tag.to_string()).unwrap_or_default()),
            ("source", self.source.clone()),
            ("q", self.text.clone()),
        ];
        let quick = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        quick.chain(self.rules.pairs()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_survive_the_address_bar() {
        let query =
            Fields::new().with("owner", "nobody").with("tag", "7").with("q", " здравец ").with("x", "y");

        let pairs = Filter::parse(&query).pairs();

        assert_eq!(
            pairs,
            [("owner", "nobody".to_owned()), ("tag", "7".to_owned()), ("q", "здравец".to_owned())]
        );
    }
}
