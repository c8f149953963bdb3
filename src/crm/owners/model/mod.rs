//! Members as owners of records.

mod mention;

use crate::base::MemberId;

pub use mention::Mention;

/// A member by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The member.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// The names of their teams.
    pub teams: Vec<String>,
    /// Whether they still work here.
    pub is_here: bool,
}

impl Owner {
    /// The name with that of the teams.
    fn with_teams(&self) -> String {
        match self.teams.is_empty() {
            true => self.name.clone(),
            false => format!("{} · {}", self.name, self.teams.join(", ")),
        }
    }
}

/// Every member by name, those who left too: old records name them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owners(pub Vec<Owner>);

impl Owners {
    /// The name of a member, if there is one of that number.
    pub fn name(&self, id: MemberId) -> Option<&str> {
        self.0.iter().find(|owner| owner.id == id).map(|owner| owner.name.as_str())
    }

    /// The first word of the name, or the whole name where two members share that word.
    pub fn short(&self, id: MemberId) -> Option<&str> {
        let name = self.name(id)?;
        let first = first_word(name);
        let is_shared = self.0.iter().any(|owner| owner.id != id && first_word(&owner.name) == first);
        Some(if is_shared { name } else { first })
    }

    /// The name of whoever owns a record; empty for nobody.
    pub fn name_of(&self, owner: Option<MemberId>) -> &str {
        owner.and_then(|owner| self.name(owner)).unwrap_or_default()
    }

    /// Those who can be given a record.
    pub fn here(&self) -> impl Iterator<Item = &Owner> {
        self.0.iter().filter(|owner| owner.is_here)
    }

    /// What a field for the owner offers: those who are here, and who owns the record already.
    pub fn choices(&self, now: Option<MemberId>) -> Vec<(String, String)> {
        let offered = self.0.iter().filter(|owner| owner.is_here || Some(owner.id) == now);
        offered.map(|owner| (owner.id.to_string(), owner.with_teams())).collect()
    }

    /// What a filter by owner offers: those who left too, as records still name them.
    pub fn filters(&self) -> Vec<(String, String)> {
        self.0.iter().map(|owner| (owner.id.to_string(), owner.with_teams())).collect()
    }
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

/// Whose records are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OwnerFilter {
    /// Anybody's and nobody's.
    #[default]
    Any,
    /// Nobody's.
    Nobody,
    /// One member's.
    Member(MemberId),
}

impl OwnerFilter {
    /// Reads a number or `nobody`.
    pub fn parse(code: &str) -> OwnerFilter {
        match code {
            "nobody" => OwnerFilter::Nobody,
            number => number.parse().map(OwnerFilter::Member).unwrap_or_default(),
        }
    }

    /// Its value in a query string; empty for anybody.
    pub fn code(self) -> String {
        match self {
            OwnerFilter::Any => String::new(),
            OwnerFilter::Nobody => "nobody".to_owned(),
            OwnerFilter::Member(member) => member.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_the_first_word_unless_two_share_it() {
        let owner = |id, name: &str| Owner {
            id: MemberId::new(id),
            name: name.into(),
            teams: Vec::new(),
            is_here: true,
        };
        let owners = Owners(vec![owner(1, "Mara Ilieva"), owner(2, "Tom Ashdown"), owner(3, "Tom Hill")]);

        assert_eq!(owners.short(MemberId::new(1)), Some("Mara"));
        assert_eq!(owners.short(MemberId::new(2)), Some("Tom Ashdown"));
        assert_eq!(owners.short(MemberId::new(9)), None);
    }
}
