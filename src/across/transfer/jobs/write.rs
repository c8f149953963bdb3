//! The run: rows are matched again where they are written, so that two imports at once cannot make one person twice.

use std::time::{Duration, Instant};

use super::super::actions::{self, Employers, Live, Office, add_note, may_write};
use super::super::model::{Alike, Fate, Import, Known, Meeting, Said, decide};
use super::super::store::{self, Verdict};
use super::plan::{Group, fate_of_followers, groups, meetings};
use crate::base::{Actor, ChangeSetId, Error, Result, SubjectId};
use crate::platform::{Lane, Machines, Tx};

/// A closure writes rows for so long, then lets others write.
const SLICE: Duration = Duration::from_millis(15);
/// The most rows of one closure.
const MOST: usize = 500;
/// The fewest, however slow the machine is: a commit for each row would be slower still.
const FEWEST: usize = 16;

/// Writes the rows after the last written one.
pub async fn run<F: Live>(machines: &Machines, actor: &Actor, mut import: Import) -> Result<()> {
    let mut size = FEWEST;
    loop {
        let asked = import.clone();
        let limit = u32::try_from(size).unwrap_or(u32::MAX);
        let batch = machines
            .db
            .read_long(actor, move |view| groups::<F>(view, &asked, asked.step_at_row, limit))
            .await?;
        if batch.is_empty() {
            return machines.db.write(actor, Lane::Bulk, move |tx| actions::run_done(tx, &import)).await;
        }
        let before = import.clone();
        let (last, written) =
            machines.db.write(actor, Lane::Bulk, move |tx| write_some(tx, &before, batch)).await?;
        import.step_at_row = last;
        size = (written * 2).clamp(FEWEST, MOST);
    }
}

/// Writes as many rows as there is time for; gives the last one and how many.
fn write_some<F: Live>(tx: &Tx, import: &Import, mut batch: Vec<Group<F>>) -> Result<(i64, usize)> {
    let set = import.change_set.ok_or(Error::Conflict("transfer-conflict-status"))?;
    let Office { phone_country: country, zone, .. } = actions::office(tx)?;
    let meetings = meetings(tx, &batch)?;
    let mut said: Vec<Said<F>> = batch.iter().map(|group| group.said.clone()).collect();
    let mut pen = Pen { set, country, zone, employers: Employers::of(tx, &mut said, country)? };
    let met: Vec<SubjectId> = meetings
        .iter()
        .filter_map(|meeting| match meeting {
            Meeting::One(subject, _) => Some(*subject),
            _ => None,
        })
        .collect();
    let known = F::known(tx, &met)?;
    let begun = Instant::now();
    let (mut last, mut written) = (import.step_at_row, 0);
    for (group, meeting) in batch.iter_mut().zip(meetings) {
        if written >= FEWEST && begun.elapsed() > SLICE {
            break;
        }
        let known = match meeting {
            Meeting::One(subject, _) => known.get(&subject),
            _ => None,
        };
        let verdict = pen.write_group(tx, import, group, (meeting, known))?;
        store::judge(tx, import.id, &verdict)?;
        if group.followers > 0 {
            store::judge_followers(tx, import.id, verdict.number, fate_of_followers(verdict.fate))?;
        }
        (last, written) = (i64::from(verdict.number), written + 1);
    }
    store::advance(tx, import, last)?;
    Ok((last, written))
}

/// What writing needs beside the row.
struct Pen {
    set: ChangeSetId,
    country: crate::base::Country,
    zone: jiff::tz::TimeZone,
    employers: Employers,
}

impl Pen {
    fn write_group<F: Live>(
        &mut self,
        tx: &Tx,
        import: &Import,
        group: &mut Group<F>,
        (meeting, known): (Meeting<SubjectId>, Option<&Known<F>>),
    ) -> Result<Verdict> {
        let number = group.head.number;
        let (target, met_by) = match meeting {
            Meeting::One(subject, key) => (Some(subject), key),
            Meeting::Nobody => (None, ""),
            Meeting::Several(subjects) => {
                let target = subjects.first().copied();
                return Ok(Verdict {
                    number,
                    fate: Fate::Ambiguous,
                    target,
                    met_by: "",
                    alike: group.head.alike,
                });
            }
        };
        self.employers.link(&mut group.said, self.country);
        let deed = decide(&group.said, known, &import.rules);
        let owner = known.map_or(deed.facts.owner(), |known| known.facts.owner());
        let verdict = |fate, target| Verdict { number, fate, target, met_by, alike: group.head.alike };
        if target.is_none() && group.head.alike.is_some() && import.rules.alike == Alike::Pass {
            return Ok(verdict(Fate::Passed, None));
        }
        if !deed.fate.is_written() {
            return Ok(verdict(deed.fate, target));
        }
        if !may_write(tx, owner) {
            return Ok(verdict(Fate::Blocked, target));
        }
        let mut final_said = Said { facts: deed.facts, ..group.said.clone() };
        if names_company(&group.said, &final_said) {
            self.employers.add(tx, self.set, &mut final_said, self.country)?;
        }
        let written = match target {
            None => {
                let since = final_said.created_on.map(|day| day.noon(&self.zone));
                F::add(tx, self.set, final_said.facts, since)
            }
            Some(subject) => F::change(tx, self.set, subject, final_said.facts).map(|()| subject),
        };
        match written {
            Ok(subject) => {
                for remark in &deed.remarks {
                    add_note(tx, target.map(|_| self.set), subject, (remark, &self.zone))?;
                }
                Ok(verdict(deed.fate, Some(subject)))
            }
            // An address that a record of another kind has for itself.
            Err(Error::Invalid(_)) => Ok(verdict(Fate::Ambiguous, target)),
            Err(Error::Forbidden) => Ok(verdict(Fate::Blocked, target)),
            Err(error) => Err(error),
        }
    }
}

/// Whether the record ends up at the company that the row names.
fn names_company<F: Live>(said: &Said<F>, last: &Said<F>) -> bool {
    let name = |said: &Said<F>| F::employer(&mut said.clone()).map(|(name, _, _)| name.clone());
    name(said).is_some_and(|named| !named.is_empty()) && name(said) == name(last)
}
