//! Two records become one, and two again; what people say about likely duplicates; the search for them.

mod apart;
mod search;

use std::time::Duration;

use super::model::{Hanging, MOVES, Party, Rows, Wish, united};
use super::store;
use crate::base::{
    ChangeSetId, CompanyId, ContactId, DuplicateId, Error, MemberId, Result, Right, SubjectId, SubjectKind,
};
use crate::billing::payments;
use crate::crm::duplicates::{self, Standing};
use crate::crm::subjects::{self, Merge};
use crate::crm::{companies, contacts};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

pub use apart::{finish, give_back};
pub use search::{Looked, alike, keep, look};

/// How long two records that were merged can be taken apart.
pub const UNDO: Duration = Duration::from_secs(60 * 86_400);

/// The record as people compare it. `NotFound` if there is none of that kind, `Merged` if it is a part of another by
/// now, `Forbidden` unless the reader may change it, `Conflict` if it is in the trash.
pub fn party(view: &View, kind: SubjectKind, subject: SubjectId) -> Result<Party> {
    let party = match kind {
        SubjectKind::Contact => {
            let contact = contacts::store::find(view, ContactId::of(subject))?;
            if !contact.is_live() {
                return Err(Error::Conflict("contacts-in-trash"));
            }
            Party {
                subject,
                name: contact.facts.name(),
                version: contact.version,
                created_at: contact.created_at,
                owner: contact.facts.owner,
                told: contact.facts.told(),
                values: contact.facts.values,
                hanging: store::count_all(view, subject)?,
                papers: payments::store::count_papers(view, subject)?,
            }
        }
        SubjectKind::Company => {
            let company = companies::store::find(view, CompanyId::of(subject))?;
            if !company.is_live() {
                return Err(Error::Conflict("companies-in-trash"));
            }
            Party {
                subject,
                name: company.facts.name.clone(),
                version: company.version,
                created_at: company.created_at,
                owner: company.facts.owner,
                told: company.facts.told(),
                values: company.facts.values,
                hanging: store::count_all(view, subject)?,
                papers: payments::store::count_papers(view, subject)?,
            }
        }
        _ => return Err(Error::NotFound),
    };
    view.actor().require_on(Right::CustomersWrite, party.owner)?;
    Ok(party)
}

/// A record that became a part of another, and can stand by itself again.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// How it became one.
    pub merge: Merge,
}

/// What became a part of the record and can stand by itself again, the latest first.
pub fn parts(view: &View, kind: SubjectKind, subject: SubjectId) -> Result<Vec<Part>> {
    let merges = subjects::store::merges_into(view, subject)?.into_iter();
    let mut parts = Vec::new();
    for merge in merges.filter(|merge| merge.undo_until >= view.now()) {
        let name = match kind {
            SubjectKind::Company => companies::store::maybe_find(view, CompanyId::of(merge.gone))?
                .map(|company| company.facts.name),
            _ => contacts::store::maybe_find(view, ContactId::of(merge.gone))?
                .map(|contact| contact.facts.name()),
        };
        parts.extend(name.map(|name| Part { name, merge }));
    }
    Ok(parts)
}

/// Makes two records one; gives the set that takes them apart again. `Stale` if somebody changed one of them since it
/// was looked at, `Conflict` if papers name the one that goes: who got a paper never changes.
pub fn merge(tx: &Tx, wish: &Wish) -> Result<ChangeSetId> {
    let ((kept, kept_version), (gone, gone_version)) = (wish.kept, wish.gone);
    if kept == gone {
        return Err(Error::Conflict("merge-same"));
    }
    let verb = match wish.kind {
        SubjectKind::Contact => "contact.merge",
        SubjectKind::Company => "company.merge",
        _ => return Err(Error::NotFound),
    };
    for (subject, version) in [wish.kept, wish.gone] {
        let party = party(tx, wish.kind, subject)?;
        if party.version != version {
            return Err(Error::Stale(party.version));
        }
        if subject == gone && party.papers > 0 {
            return Err(Error::Conflict("merge-papers"));
        }
    }
    let set = changes::begin(tx, verb, UNDO)?;
    for hanging in MOVES {
        move_all(tx, set, hanging, (gone, kept))?;
    }
    if wish.kind == SubjectKind::Company {
        let (kept, gone) = ((CompanyId::of(kept), kept_version), (CompanyId::of(gone), gone_version));
        companies::actions::unite(tx, set, kept, gone, |kept, gone| united(kept, gone, &wish.choices))?;
    } else {
        let (kept, gone) = ((ContactId::of(kept), kept_version), (ContactId::of(gone), gone_version));
        contacts::actions::unite(tx, set, kept, gone, |kept, gone| united(kept, gone, &wish.choices))?;
    }
    subjects::store::insert_merge(tx, set, gone, kept)?;
    Ok(set)
}

fn move_all(
    tx: &Tx,
    set: ChangeSetId,
    hanging: &Hanging,
    (gone, kept): (SubjectId, SubjectId),
) -> Result<()> {
    let Rows::Records(verb, _) = hanging.rows else {
        return store::move_parts(tx, set, hanging, gone, kept);
    };
    let records = store::list_records(tx, hanging, gone)?;
    store::move_records(tx, hanging, gone, kept)?;
    for moved in records {
        let image = serde_json::to_value(hanging.image(&moved))?;
        changes::keep(tx, set, moved.subject, Some(image), moved.version + 1)?;
        audit::record(tx, verb, Some(moved.subject), &[Change::new(hanging.link, gone, kept)])?;
    }
    Ok(())
}

/// Notes that the two records of the pair are two, or that they may be one after all. Whoever may merge them may say so.
pub fn decide(tx: &Tx, (kind, id): (SubjectKind, DuplicateId), standing: Standing) -> Result<()> {
    let pair = duplicates::store::find(tx, id)?;
    if pair.kind != kind {
        return Err(Error::NotFound);
    }
    for subject in [pair.one, pair.other] {
        tx.actor().require_on(Right::CustomersWrite, owner(tx, pair.kind, subject)?)?;
    }
    duplicates::store::decide(tx, id, standing)
}

fn owner(view: &View, kind: SubjectKind, subject: SubjectId) -> Result<Option<MemberId>> {
    match kind {
        SubjectKind::Contact => Ok(contacts::store::find(view, ContactId::of(subject))?.facts.owner),
        SubjectKind::Company => Ok(companies::store::find(view, CompanyId::of(subject))?.facts.owner),
        _ => Err(Error::NotFound),
    }
}
