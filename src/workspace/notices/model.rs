//! A notice, its kinds, and how a person wants to be told.

use std::time::Duration;

use crate::base::listing::{Order, Sort};
use crate::base::words::words;
use crate::base::{At, Fields, MemberId, NoticeId, Right, SubjectId, SubjectKind};

/// How long a notice is kept.
pub const KEPT_FOR: Duration = Duration::from_secs(90 * 86_400);
/// A letter waits so long whether its reader sees the notice first.
const LETTER_AFTER: Duration = Duration::from_secs(5 * 60);

/// Of what somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Somebody gave them something to do or to look after.
    Assigned,
    /// A note names them.
    Mentioned,
    /// Somebody wrote a note about a record that they follow.
    Noted,
    /// A task of theirs is due, now or soon.
    Reminder,
}
words!(NoticeKind, "kind of notice",
    Assigned = "assigned", "notices-when-assigned";
    Mentioned = "mentioned", "notices-when-mentioned";
    Noted = "noted", "notices-when-noted";
    Reminder = "reminder", "notices-when-reminder";
);

/// How somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// At the bell, and by letter.
    Letter,
    /// At the bell.
    Bell,
    /// Not at all.
    Off,
}
words!(Way, "way of a notice",
    Letter = "letter", "notices-way-letter";
    Bell = "bell", "notices-way-bell";
    Off = "off", "notices-way-off";
);

/// What somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its number.
    pub id: NoticeId,
    /// Who was told.
    pub member: MemberId,
    /// Of what.
    pub kind: NoticeKind,
    /// The record that it is about, and what that is.
    pub about: Option<(SubjectId, SubjectKind)>,
    /// Who caused it, by number and name; none: Kantora itself.
    pub actor: Option<(MemberId, String)>,
    /// The title or name as it was then.
    pub detail: String,
    /// When.
    pub at: At,
    /// When it was read.
    pub read_at: Option<At>,
}

/// How a person wants to be told of each kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices(Vec<(NoticeKind, Way)>);

/// The one order of notices: unread ones first, each part with the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadFirst;

impl NoticeKind {
    /// The key of what was done, after the name of whoever did it.
    pub fn deed(self) -> &'static str {
        match self {
            NoticeKind::Assigned => "notices-assigned",
            NoticeKind::Mentioned => "notices-mentioned",
            NoticeKind::Noted => "notices-noted",
            NoticeKind::Reminder => "notices-reminder",
        }
    }

    /// The keys of the letter's subject and of its words.
    pub fn letter(self) -> (&'static str, &'static str) {
        match self {
            NoticeKind::Assigned => ("notices-letter-assigned", "notices-letter-assigned-text"),
            NoticeKind::Mentioned => ("notices-letter-mentioned", "notices-letter-mentioned-text"),
            NoticeKind::Noted => ("notices-letter-noted", "notices-letter-noted-text"),
            NoticeKind::Reminder => ("notices-letter-reminder", "notices-letter-reminder-text"),
        }
    }

    /// How long the letter waits whether its reader sees the notice first; a reminder cannot wait.
    pub fn letter_after(self) -> Duration {
        match self {
            NoticeKind::Assigned | NoticeKind::Mentioned | NoticeKind::Noted => LETTER_AFTER,
            NoticeKind::Reminder => Duration::ZERO,
        }
    }

    /// How people are told of it who have not said how.
    pub fn usual(self) -> Way {
        match self {
            NoticeKind::Assigned | NoticeKind::Mentioned | NoticeKind::Reminder => Way::Letter,
            NoticeKind::Noted => Way::Bell,
        }
    }
}

impl Notice {
    /// Whether it was read.
    pub fn is_read(&self) -> bool {
        self.read_at.is_some()
    }

    /// The page that it is about, within the workspace; none: it is about none.
    pub fn path(&self) -> Option<String> {
        self.about.map(|(subject, kind)| format!("/{}/{subject}", kind.place()))
    }

    /// What one needs to see the record that it is about.
    pub fn right(&self) -> Option<Right> {
        self.about.map(|(_, kind)| match kind {
            SubjectKind::Company
            | SubjectKind::Contact
            | SubjectKind::Note
            | SubjectKind::File
            | SubjectKind::Product
            | SubjectKind::Invoice
            | SubjectKind::Quote => Right::CustomersRead,
            SubjectKind::Lead | SubjectKind::Deal | SubjectKind::Task => Right::SalesRead,
        })
    }
}

impl Choices {
    /// Those that hold where somebody chose these.
    pub fn of(chosen: &[(NoticeKind, Way)]) -> Choices {
        let way = |kind: NoticeKind| {
            let chosen = chosen.iter().find(|(other, _)| *other == kind);
            chosen.map_or(kind.usual(), |(_, way)| *way)
        };
        Choices(NoticeKind::ALL.iter().map(|kind| (*kind, way(*kind))).collect())
    }

    /// Reads a field for each kind, named like it; what is missing or unknown stays as usual.
    pub fn parse(fields: &Fields) -> Choices {
        let typed = NoticeKind::ALL.iter().filter_map(|kind| {
            let way = fields.first(kind.code()).parse().ok()?;
            Some((*kind, way))
        });
        Choices::of(&typed.collect::<Vec<_>>())
    }

    /// The same way for every kind.
    pub fn all(way: Way) -> Choices {
        Choices(NoticeKind::ALL.iter().map(|kind| (*kind, way)).collect())
    }

    /// Each kind with its way.
    pub fn each(&self) -> impl Iterator<Item = (NoticeKind, Way)> {
        self.0.iter().copied()
    }

    /// How that kind reaches the person.
    pub fn way(&self, kind: NoticeKind) -> Way {
        self.each().find(|(other, _)| *other == kind).map_or(kind.usual(), |(_, way)| way)
    }
}

impl Sort for UnreadFirst {
    const ALL: &'static [UnreadFirst] = &[UnreadFirst];

    fn code(self) -> &'static str {
        "unread"
    }

    fn order(self) -> Order {
        Order::Falling
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_chose_goes_its_usual_way() {
        let typed = Fields::new().with("assigned", "off").with("unknown", "bell");

        assert_eq!(Choices::of(&[]).way(NoticeKind::Assigned), Way::Letter);
        assert_eq!(Choices::parse(&typed).way(NoticeKind::Assigned), Way::Off);
        assert_eq!(Choices::parse(&Fields::new().with("assigned", "by pigeon")), Choices::of(&[]));
    }
}
