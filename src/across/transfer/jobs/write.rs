//! The run: rows are matched again where they are written, so that two imports at once cannot make one person twice.

use std::time::{Duration, Instant};

use super::super::actions::{self, Bonds, Employers, Live, Office, Stages, Touch, add_note, may_write};
use super::super::model::{Alike, Deed, Fate, Flaw, Import, Known, Meeting, Said, decide};
use super::super::store::{self, Verdict};
use super::plan::{Group, fate_of_followers, groups, meetings, told};
use crate::base::{Actor, Error, Result, SubjectId, SubjectKind};
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
    let meetings = meetings(tx, &batch)?;
    let said: Vec<Said<F>> = batch.iter().map(|group| group.said.clone()).collect();
    let mut pen = Pen::take(tx, import, said)?;
    let met: Vec<SubjectId> = meetings.iter().filter_map(Meeting::one).collect();
    let known = F::known(tx, &met)?;
    let begun = Instant::now();
    let (mut last, mut written) = (import.step_at_row, 0);
    for (group, meeting) in batch.iter_mut().zip(meetings) {
        if written >= FEWEST && begun.elapsed() > SLICE {
            break;
        }
        let known = meeting.one().and_then(|subject| known.get(&subject));
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
    country: crate::base::Country,
    employers: Employers,
    bonds: Bonds,
    touch: Touch,
}

impl Pen {
    fn take<F: Live>(tx: &Tx, import: &Import, mut said: Vec<Said<F>>) -> Result<Pen> {
        let set = import.change_set.ok_or(Error::Conflict("transfer-conflict-status"))?;
        let Office { phone_country: country, zone, .. } = actions::office(tx)?;
        let employers = Employers::of(tx, &mut said, country)?;
        let bonds = Bonds::of(tx, &said)?;
        let touch = Touch { set, since: None, zone, stages: Stages::of(tx, import)? };
        Ok(Pen { country, employers, bonds, touch })
    }

    fn write_group<F: Live>(
        &mut self,
        tx: &Tx,
        import: &Import,
        group: &mut Group<F>,
        (meeting, known): (Meeting<SubjectId>, Option<&Known<F>>),
    ) -> Result<Verdict> {
        let (number, alike) = (group.head.number, group.head.alike);
        let (target, met_by) = match meeting {
            Meeting::One(subject, key) => (Some(subject), key),
            Meeting::Nobody => (None, ""),
            Meeting::Several(subjects) => {
                let target = subjects.first().copied();
                return Ok(Verdict { number, fate: Fate::Ambiguous, target, met_by: "", alike, flaws: None });
            }
        };
        self.employers.link(&mut group.said, self.country);
        let mut found = self.bonds.tie(&mut group.said);
        found.extend(group.said.facts.place(&self.touch.stages));
        let deed = decide(&group.said, known, &import.rules);
        let owner = known.map_or(deed.facts.owner(), |known| known.facts.owner());
        let (flaws, is_unlinked) = told(&group.head, &deed.facts, found, &import.rules);
        let verdict = |fate, target| Verdict { number, fate, target, met_by, alike, flaws };
        if target.is_none() && alike.is_some() && import.rules.alike == Alike::Pass {
            return Ok(verdict(Fate::Passed, None));
        }
        if !deed.fate.is_written() {
            return Ok(verdict(deed.fate, target));
        }
        if is_unlinked {
            return Ok(verdict(Fate::Unlinked, target));
        }
        if !may_write::<F>(tx, owner) {
            return Ok(verdict(Fate::Blocked, target));
        }
        let fate = deed.fate;
        match self.write::<F>(tx, &group.said, (target, deed)) {
            Ok(subject) => Ok(verdict(fate, Some(subject))),
            Err(error) => refused::<F>(error, verdict(Fate::Blocked, target)),
        }
    }

    /// Writes the record with its company and its notes.
    fn write<F: Live>(
        &mut self,
        tx: &Tx,
        said: &Said<F>,
        (target, deed): (Option<SubjectId>, Deed<F>),
    ) -> Result<SubjectId> {
        let mut final_said = Said { facts: deed.facts, ..said.clone() };
        if names_company(said, &final_said) {
            self.employers.add(tx, self.touch.set, &mut final_said, self.country)?;
        }
        self.touch.since = final_said.created_on.map(|day| day.noon(&self.touch.zone));
        let subject = match target {
            None => F::add(tx, &self.touch, final_said.facts)?,
            Some(subject) => {
                F::change(tx, &self.touch, subject, final_said.facts)?;
                subject
            }
        };
        for remark in &deed.remarks {
            add_note(tx, target.map(|_| self.touch.set), subject, (remark, &self.touch.zone))?;
        }
        Ok(subject)
    }
}

/// What becomes of a row that its slice did not take.
fn refused<F: Live>(error: Error, verdict: Verdict) -> Result<Verdict> {
    let is_customer = matches!(F::KIND, SubjectKind::Contact | SubjectKind::Company);
    let because = |key: &str, verdict: Verdict| {
        let flaws = vec![Flaw::fatal(None, key)];
        Verdict { flaws: Some(flaws), ..verdict }
    };
    match error {
        // An address that a record of another kind has for itself.
        Error::Invalid(_) if is_customer => Ok(Verdict { fate: Fate::Ambiguous, ..verdict }),
        Error::Invalid(problems) => {
            let key =
                problems.iter().next().map_or("transfer-flaw-row".into(), |problem| problem.key.clone());
            Ok(because(&key, Verdict { fate: Fate::Invalid, ..verdict }))
        }
        Error::Conflict(key) if !is_customer => Ok(because(key, verdict)),
        Error::Forbidden => Ok(verdict),
        error => Err(error),
    }
}

/// Whether the record ends up at the company that the row names.
fn names_company<F: Live>(said: &Said<F>, last: &Said<F>) -> bool {
    let name = |said: &Said<F>| F::employer(&mut said.clone()).map(|(name, _, _)| name.clone());
    name(said).is_some_and(|named| !named.is_empty()) && name(said) == name(last)
}
