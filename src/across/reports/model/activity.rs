//! Who did how much.

use super::Slots;
use crate::base::{Day, MemberId};
use crate::crm::activities::NoteKind;

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// They wrote that down: a note, a call, a meeting, a letter; or filed an e-mail, or sent one.
    Noted(NoteKind),
    /// They did a task.
    Task,
}

impl Work {
    /// Every kind, in the order in which it is shown.
    pub fn all() -> impl Iterator<Item = Work> + Clone {
        NoteKind::ALL.iter().map(|kind| Work::Noted(*kind)).chain([Work::Task])
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Work::Noted(NoteKind::Note) => "reports-notes",
            Work::Noted(NoteKind::Call) => "reports-calls",
            Work::Noted(NoteKind::Meeting) => "reports-meetings",
            Work::Noted(NoteKind::Letter) => "reports-letters",
            Work::Noted(NoteKind::Mail) => "reports-mails",
            Work::Task => "reports-tasks",
        }
    }

    /// Its word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Work::Noted(kind) => kind.code(),
            Work::Task => "task",
        }
    }
}

/// How often a member did something in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Which week, from 0.
    pub slot: usize,
    /// Who.
    pub member: MemberId,
    /// What.
    pub work: Work,
    /// How often.
    pub count: i64,
}

/// How often each kind of work was done, in the order of [`Work::all`].
pub type Counts = Vec<i64>;

/// Who did how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Each week by its first day in the period.
    pub weeks: Vec<(Day, Counts)>,
    /// Each who did anything, the busiest first.
    pub people: Vec<(MemberId, Counts)>,
    /// Both together, for whoever reckons on.
    pub both: Vec<(Day, MemberId, Counts)>,
}

/// The report from its rows.
pub fn activity(slots: &Slots, rows: &[Row]) -> Activity {
    let mut people: Vec<(MemberId, Counts)> = Vec::new();
    for row in rows {
        if people.iter().all(|(member, _)| *member != row.member) {
            people.push((row.member, counts(rows.iter().filter(|other| other.member == row.member))));
        }
    }
    people.sort_by_key(|(member, counts)| (std::cmp::Reverse(counts.iter().sum::<i64>()), *member));
    let weeks = || slots.days.iter().enumerate();
    let of_week = |slot: usize| rows.iter().filter(move |row| row.slot == slot);
    let mut both = Vec::new();
    for (slot, day) in weeks() {
        for (member, _) in &people {
            let counts = counts(of_week(slot).filter(|row| row.member == *member));
            if counts.iter().any(|count| *count > 0) {
                both.push((*day, *member, counts));
            }
        }
    }
    Activity { weeks: weeks().map(|(slot, day)| (*day, counts(of_week(slot)))).collect(), people, both }
}

fn counts<'r>(rows: impl Iterator<Item = &'r Row> + Clone) -> Counts {
    let of = |work: Work| rows.clone().filter(|row| row.work == work).map(|row| row.count).sum();
    Work::all().map(of).collect()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn work_is_counted_by_week_and_by_person() {
        let days = ["2026-03-02", "2026-03-09", "2026-03-16"].map(|day| day.parse().expect("a day"));
        let slots = Slots::from_to(&days, &TimeZone::UTC);
        let (ana, ivan) = (MemberId::new(1), MemberId::new(2));
        let row = |slot, member, work, count| Row { slot, member, work, count };
        let rows = [
            row(0, ana, Work::Noted(NoteKind::Call), 1),
            row(0, ivan, Work::Noted(NoteKind::Call), 2),
            row(1, ivan, Work::Task, 4),
        ];

        let found = activity(&slots, &rows);

        assert_eq!(found.weeks, [(days[0], vec![0, 3, 0, 0, 0, 0]), (days[1], vec![0, 0, 0, 0, 0, 4])]);
        assert_eq!(found.people, [(ivan, vec![0, 2, 0, 0, 0, 4]), (ana, vec![0, 1, 0, 0, 0, 0])]);
        assert_eq!(
            found.both,
            [
                (days[0], ivan, vec![0, 2, 0, 0, 0, 0]),
                (days[0], ana, vec![0, 1, 0, 0, 0, 0]),
                (days[1], ivan, vec![0, 0, 0, 0, 0, 4]),
            ]
        );
    }
}
