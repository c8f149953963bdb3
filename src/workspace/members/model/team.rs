//! People who work together.

use crate::base::{Fields, MemberId, Problems, Result, TeamId, text};

/// What somebody is in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// Looks after the records of all.
    Lead,
    /// One of them.
    Fellow,
}

impl Post {
    /// As stored.
    pub fn is_lead(self) -> bool {
        self == Post::Lead
    }
}

/// Somebody in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fellow {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// What they are in it.
    pub post: Post,
}

/// A team with everybody in it, the leads first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its number.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Who works in it now.
    pub fellows: Vec<Fellow>,
}

/// A team as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeam {
    /// Its name.
    pub name: String,
    /// Who works in it, each once.
    pub fellows: Vec<(MemberId, Post)>,
}

impl NewTeam {
    /// Reads the form: `name`, and `member` and `lead`, each any number of times. A lead is a member.
    pub fn parse(fields: &Fields) -> Result<NewTeam> {
        let mut problems = Problems::default();
        let name = text::one_line(fields.first("name"));
        if name.is_empty() || name.chars().count() > 80 {
            problems.add("name", "members-team-name-wrong");
        }
        let mut fellows: Vec<(MemberId, Post)> = Vec::new();
        for (field, post) in [("lead", Post::Lead), ("member", Post::Fellow)] {
            for number in fields.all(field) {
                match number.parse::<MemberId>() {
                    Ok(member) if fellows.iter().all(|(known, _)| *known != member) => {
                        fellows.push((member, post))
                    }
                    Ok(_) => {}
                    Err(_) => problems.add(field, "members-unknown"),
                }
            }
        }
        problems.finish(NewTeam { name, fellows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_in_the_team_once() {
        let fields = [("name", " North  "), ("member", "1"), ("member", "2"), ("lead", "2"), ("lead", "2")];
        let fields: Fields = fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect();

        let team = NewTeam::parse(&fields).unwrap();

        assert_eq!(team.name, "North");
        assert_eq!(team.fellows, [(MemberId::new(2), Post::Lead), (MemberId::new(1), Post::Fellow)]);
    }
}
