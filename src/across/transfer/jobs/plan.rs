//! The dry run: whom each row meets, and what would become of it under the rules.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::actions::{self, Bonds, Employers, Live, Stages, may_write, unknown};
use super::super::model::{
    Alike, Fate, Flaw, Import, ImportId, Known, Meeting, Rules, Said, Staged, Unlinked, decide, meet,
};
use super::super::store::{self, Verdict};
use crate::base::likeness::Looks;
use crate::base::{Actor, Result, SubjectId, SubjectKind};
use crate::platform::{Lane, Machines, Tx, View, search_index};

/// So many rows are looked at together.
const BATCH: u32 = 400;

/// What is told of a name that an earlier file of the set may bring.
const AWAITED: &str = "transfer-link-awaited";

/// So many records of a like name are compared with a row.
const CANDIDATES: u32 = 50;

/// A row with everything that was merged into it.
pub struct Group<F> {
    /// The row that stands for all.
    pub head: Staged,
    /// What they say together.
    pub said: Said<F>,
    /// How many rows joined.
    pub followers: usize,
}

/// Matches all rows first, then decides: rows that meet one record are merged before that.
pub async fn run<F: Live>(machines: &Machines, actor: &Actor, import: Import) -> Result<()> {
    let import = matched::<F>(machines, actor, import).await?;
    let mut import = decided::<F>(machines, actor, import).await?;
    if import.kind == SubjectKind::Deal {
        let id = import.id;
        import.stages = machines.db.read_long(actor, move |view| store::stages(view, id)).await?;
    }
    machines.db.write(actor, Lane::Bulk, move |tx| actions::plan_done(tx, &import)).await
}

/// The next groups of an import after a row.
pub fn groups<F: Live>(view: &View, import: &Import, after: i64, limit: u32) -> Result<Vec<Group<F>>> {
    let heads = store::heads(view, import.id, after, limit)?;
    let numbers: Vec<u32> = heads.iter().map(|head| head.number).collect();
    let mut followers: HashMap<u32, Vec<Said<F>>> = HashMap::new();
    for row in store::followers(view, import.id, &numbers)? {
        if let Some(head) = row.head {
            followers.entry(head).or_default().push(serde_json::from_str(&row.said)?);
        }
    }
    heads
        .into_iter()
        .map(|head| {
            let mut said: Said<F> = serde_json::from_str(&head.said)?;
            let rows = followers.remove(&head.number).unwrap_or_default();
            let joined = rows.len();
            rows.into_iter().for_each(|row| said.join(row, import.rules.repeats));
            Ok(Group { head, said, followers: joined })
        })
        .collect()
}

/// Whom each group meets.
pub fn meetings<F: Live>(view: &View, groups: &[Group<F>]) -> Result<Vec<Meeting<SubjectId>>> {
    let tiers: Vec<_> = groups.iter().map(|group| group.said.facts.tiers()).collect();
    let keys: Vec<_> = tiers.iter().flatten().flatten().collect();
    let holders = F::holders(view, &keys)?;
    Ok(tiers.iter().map(|tiers| meet(tiers, |key| holders.get(key).cloned().unwrap_or_default())).collect())
}

async fn matched<F: Live>(machines: &Machines, actor: &Actor, mut import: Import) -> Result<Import> {
    let mut first_of: HashMap<SubjectId, u32> = HashMap::new();
    let mut after = 0;
    loop {
        let asked = import.clone();
        let (last, merges) = machines
            .db
            .read_long(actor, move |view| {
                let groups = groups::<F>(view, &asked, after, BATCH)?;
                let meetings = meetings(view, &groups)?;
                let met = groups.iter().zip(meetings).filter_map(|(group, meeting)| match meeting {
                    Meeting::One(subject, _) => Some((group.head.number, subject)),
                    _ => None,
                });
                Ok((groups.last().map(|group| group.head.number), met.collect::<Vec<_>>()))
            })
            .await?;
        let Some(last) = last else { break };
        let regrouped: Vec<(u32, u32)> = merges
            .into_iter()
            .filter_map(|(row, subject)| {
                let head = *first_of.entry(subject).or_insert(row);
                (head != row).then_some((row, head))
            })
            .collect();
        if !regrouped.is_empty() {
            let id = import.id;
            machines.db.write(actor, Lane::Bulk, move |tx| regroup(tx, id, &regrouped)).await?;
        }
        after = i64::from(last);
    }
    let import_now = import.clone();
    machines.db.write(actor, Lane::Bulk, move |tx| store::advance(tx, &import_now, 0)).await?;
    import.step_at_row = 0;
    Ok(import)
}

fn regroup(tx: &Tx, import: ImportId, rows: &[(u32, u32)]) -> Result<()> {
    rows.iter().try_for_each(|(row, head)| store::regroup(tx, import, *row, *head))
}

async fn decided<F: Live>(machines: &Machines, actor: &Actor, mut import: Import) -> Result<Import> {
    loop {
        let asked = import.clone();
        let verdicts = machines.db.read_long(actor, move |view| verdicts::<F>(view, &asked)).await?;
        let Some(last) = verdicts.last().map(|verdict| i64::from(verdict.number)) else { return Ok(import) };
        let before = import.clone();
        machines.db.write(actor, Lane::Bulk, move |tx| note(tx, &before, &verdicts, last)).await?;
        import.step_at_row = last;
    }
}

fn note(tx: &Tx, import: &Import, verdicts: &[Verdict], last: i64) -> Result<()> {
    for verdict in verdicts {
        store::judge(tx, import.id, verdict)?;
        store::judge_followers(tx, import.id, verdict.number, fate_of_followers(verdict.fate))?;
    }
    store::advance(tx, import, last)
}

/// Rows that joined one that is not written share its fate.
pub fn fate_of_followers(head: Fate) -> Fate {
    match head {
        Fate::Create | Fate::Update | Fate::Same => Fate::Merged,
        other => other,
    }
}

fn verdicts<F: Live>(view: &View, import: &Import) -> Result<Vec<Verdict>> {
    let mut groups = groups::<F>(view, import, import.step_at_row, BATCH)?;
    let meetings = meetings(view, &groups)?;
    let country = actions::office(view)?.phone_country;
    let mut said: Vec<Said<F>> = groups.iter().map(|group| group.said.clone()).collect();
    let employers = Employers::of(view, &mut said, country)?;
    let awaited = actions::awaited(view, import)?;
    let ties = Ties { bonds: Bonds::of(view, &said)?, stages: Stages::of(view, import)?, awaited };
    let met: Vec<SubjectId> = meetings.iter().filter_map(Meeting::one).collect();
    let known = F::known(view, &met)?;
    let mut verdicts = Vec::new();
    for (group, meeting) in groups.iter_mut().zip(meetings) {
        employers.link(&mut group.said, country);
        let found = ties.tie(&mut group.said);
        let known = meeting.one().and_then(|subject| known.get(&subject));
        verdicts.push(verdict(view, group, (meeting, known), (&import.rules, found)));
    }
    suggest(view, &groups, &import.rules, &mut verdicts)?;
    Ok(verdicts)
}

/// What the other records and the stages that rows name are found by.
pub struct Ties {
    /// The records.
    pub bonds: Bonds,
    /// The stages.
    pub stages: Stages,
    /// The kinds of records that earlier files of the same set are yet to bring.
    pub awaited: Vec<SubjectKind>,
}

impl Ties {
    /// Ties a row to what it names; gives what it names in vain.
    pub fn tie<F: Live>(&self, said: &mut Said<F>) -> Vec<Flaw> {
        let mut found = self.bonds.tie(said);
        for flaw in &mut found {
            if self.awaited.iter().any(|kind| flaw.key == unknown(*kind)) {
                flaw.key = AWAITED.to_owned();
            }
        }
        found.extend(said.facts.place(&self.stages));
        found
    }
}

/// What is wrong with a row by now, if that is something else than before, and whether it is about nothing that we know.
pub fn told<F: Live>(head: &Staged, facts: &F, found: Vec<Flaw>, rules: &Rules) -> (Option<Vec<Flaw>>, bool) {
    let is_tie = |flaw: &Flaw| flaw.key.starts_with("transfer-link-");
    let mut now: Vec<Flaw> =
        head.flaws.iter().filter(|flaw| !is_tie(flaw) && !found.contains(flaw)).cloned().collect();
    let is_refused =
        found.iter().any(|flaw| is_tie(flaw) && flaw.key != AWAITED) && rules.unlinked == Unlinked::Refuse;
    let is_homeless = facts.needs_record() && found.iter().all(|flaw| flaw.key != AWAITED);
    if is_homeless && found.is_empty() {
        now.push(Flaw::fatal(None, "transfer-link-note"));
    }
    now.extend(found);
    ((now != head.flaws).then_some(now), is_refused || is_homeless)
}

/// Notes for new records whom they look like. Rows of one name are asked about once.
fn suggest<F: Live>(view: &View, groups: &[Group<F>], rules: &Rules, verdicts: &mut [Verdict]) -> Result<()> {
    let mut near: HashMap<String, Vec<(SubjectId, Looks)>> = HashMap::new();
    for (group, verdict) in groups.iter().zip(verdicts) {
        if verdict.fate != Fate::Create || verdict.number > store::COMPARED {
            continue;
        }
        let facts = &group.said.facts;
        let Some(looks) = facts.looks() else { return Ok(()) };
        let candidates = match near.entry(facts.own_name()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let found = search_index::find_near(view, new.key(), CANDIDATES)?;
                new.insert(F::looks_of(view, &found)?)
            }
        };
        verdict.alike = candidates.iter().find(|(_, other)| looks.is_like(other)).map(|(id, _)| *id);
        if verdict.alike.is_some() && rules.alike == Alike::Pass {
            verdict.fate = Fate::Passed;
        }
    }
    Ok(())
}

fn verdict<F: Live>(
    view: &View,
    group: &Group<F>,
    (meeting, known): (Meeting<SubjectId>, Option<&Known<F>>),
    (rules, found): (&Rules, Vec<Flaw>),
) -> Verdict {
    let number = group.head.number;
    let (target, met_by) = match meeting {
        Meeting::One(subject, key) => (Some(subject), key),
        Meeting::Nobody => (None, ""),
        Meeting::Several(subjects) => {
            let target = subjects.first().copied();
            return Verdict { number, fate: Fate::Ambiguous, target, met_by: "", alike: None, flaws: None };
        }
    };
    let deed = decide(&group.said, known, rules);
    let owner = known.map_or(deed.facts.owner(), |known| known.facts.owner());
    let (flaws, is_unlinked) = told(&group.head, &deed.facts, found, rules);
    let fate = match deed.fate.is_written() {
        true if is_unlinked => Fate::Unlinked,
        true if !may_write::<F>(view, owner) => Fate::Blocked,
        _ => deed.fate,
    };
    Verdict { number, fate, target, met_by, alike: None, flaws }
}
