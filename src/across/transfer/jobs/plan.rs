//! The dry run: whom each row meets, and what would become of it under the rules.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::actions::{self, Employers, Live, may_write};
use super::super::model::{Alike, Fate, Import, ImportId, Known, Meeting, Rules, Said, Staged, decide, meet};
use super::super::store::{self, Verdict};
use crate::base::likeness::Looks;
use crate::base::{Actor, Result, SubjectId};
use crate::platform::{Lane, Machines, Tx, View, search_index};

/// So many rows are looked at together.
const BATCH: u32 = 400;

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
    let import = decided::<F>(machines, actor, import).await?;
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
    groups.iter_mut().for_each(|group| employers.link(&mut group.said, country));
    let met: Vec<SubjectId> = meetings
        .iter()
        .filter_map(|meeting| match meeting {
            Meeting::One(subject, _) => Some(*subject),
            _ => None,
        })
        .collect();
    let known = F::known(view, &met)?;
    let mut verdicts: Vec<Verdict> = groups
        .iter()
        .zip(meetings)
        .map(|(group, meeting)| verdict(view, group, meeting, &import.rules, |subject| known.get(&subject)))
        .collect();
    suggest(view, &groups, &import.rules, &mut verdicts)?;
    Ok(verdicts)
}

/// Notes for new records whom they look like. Rows of one name are asked about once.
fn suggest<F: Live>(view: &View, groups: &[Group<F>], rules: &Rules, verdicts: &mut [Verdict]) -> Result<()> {
    let mut near: HashMap<String, Vec<(SubjectId, Looks)>> = HashMap::new();
    for (group, verdict) in groups.iter().zip(verdicts) {
        if verdict.fate != Fate::Create || verdict.number > store::COMPARED {
            continue;
        }
        let facts = &group.said.facts;
        let candidates = match near.entry(facts.own_name()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let found = search_index::find_near(view, new.key(), CANDIDATES)?;
                new.insert(F::looks_of(view, &found)?)
            }
        };
        let looks = facts.looks();
        verdict.alike = candidates.iter().find(|(_, other)| looks.is_like(other)).map(|(id, _)| *id);
        if verdict.alike.is_some() && rules.alike == Alike::Pass {
            verdict.fate = Fate::Passed;
        }
    }
    Ok(())
}

fn verdict<'k, F: Live>(
    view: &View,
    group: &Group<F>,
    meeting: Meeting<SubjectId>,
    rules: &Rules,
    known: impl Fn(SubjectId) -> Option<&'k Known<F>>,
) -> Verdict {
    let (target, met_by) = match meeting {
        Meeting::One(subject, key) => (Some(subject), key),
        Meeting::Nobody => (None, ""),
        Meeting::Several(subjects) => {
            let target = subjects.first().copied();
            return Verdict {
                number: group.head.number,
                fate: Fate::Ambiguous,
                target,
                met_by: "",
                alike: None,
            };
        }
    };
    let known = target.and_then(known);
    let deed = decide(&group.said, known, rules);
    let owner = known.map_or(deed.facts.owner(), |known| known.facts.owner());
    let fate = if deed.fate.is_written() && !may_write(view, owner) { Fate::Blocked } else { deed.fate };
    Verdict { number: group.head.number, fate, target, met_by, alike: None }
}
