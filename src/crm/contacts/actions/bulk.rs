//! Acts on many contacts at once; each is one set of changes that can be taken back.

use super::super::model::Contact;
use super::super::store;
use super::{UNDO, find_mine, index, record};
use crate::base::{ChangeSetId, ContactId, Error, MemberId, Result, SubjectKind, text};
use crate::crm::activities::{self, Deed};
use crate::crm::views::{Known, Many};
use crate::crm::{fields, owners};
use crate::platform::Tx;
use crate::workspace::changes;

/// Puts contacts into the trash.
pub fn trash(tx: &Tx, ids: &[ContactId]) -> Result<ChangeSetId> {
    change_each(tx, ids, &Many::Trash)
}

/// Puts a tag on contacts.
pub fn tag(tx: &Tx, ids: &[ContactId], tag: &str) -> Result<ChangeSetId> {
    change_each(tx, ids, &Many::Tag(tag.to_owned()))
}

/// Takes a tag off contacts.
pub fn untag(tx: &Tx, ids: &[ContactId], tag: &str) -> Result<ChangeSetId> {
    change_each(tx, ids, &Many::Untag(tag.to_owned()))
}

/// Gives contacts to another owner, or to nobody.
pub fn assign(tx: &Tx, ids: &[ContactId], owner: Option<MemberId>) -> Result<ChangeSetId> {
    change_each(tx, ids, &Many::Assign(owner))
}

fn change_each(tx: &Tx, ids: &[ContactId], many: &Many) -> Result<ChangeSetId> {
    let known: Vec<(ContactId, Known)> = ids.iter().map(|id| (*id, Known::AsItIs)).collect();
    change_all(tx, &known, many).map(|(set, _)| set)
}

/// Does one thing to contacts; tells how many were left because somebody has changed them since.
pub fn change_all(tx: &Tx, known: &[(ContactId, Known)], many: &Many) -> Result<(ChangeSetId, usize)> {
    let (set, mut left) = (begin(tx, many)?, 0);
    for contact in known {
        match change_one(tx, set, *contact, many) {
            Err(Error::Stale(_)) => left += 1,
            done => {
                done?;
            }
        }
    }
    Ok((set, left))
}

/// Begins a set of one thing that is done to many contacts. `Invalid` if it cannot be done to any.
pub fn begin(tx: &Tx, many: &Many) -> Result<ChangeSetId> {
    if let Many::Assign(owner) = many {
        owners::store::require(tx, *owner)?;
    }
    if let Many::Fields(wanted) = many {
        fields::actions::require_for_all(tx, SubjectKind::Contact, wanted)?;
    }
    changes::begin(tx, told(many)?.verb, UNDO)
}

/// Does it to one of them, as a part of that set, if it is the contact that was known; tells whether that changed
/// anything. `Stale`, `Forbidden`, `Conflict`, `NotFound` leave it as it is.
pub fn change_one(tx: &Tx, set: ChangeSetId, (id, known): (ContactId, Known), many: &Many) -> Result<bool> {
    let (act, old) = (told(many)?, find_mine(tx, id)?);
    known.require(old.version, old.updated_at)?;
    let mut new = old.clone();
    apply(tx, &mut new, many);
    if new == old {
        return Ok(false);
    }
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    index(tx, &new)?;
    let own = fields::actions::words(tx, &new.facts.values, &old.facts.values)?.join(" ");
    activities::store::log(tx, id.subject(), act.deed, if own.is_empty() { &act.detail } else { &own })?;
    record(tx, act.verb, &new, &old.facts)?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)?;
    Ok(true)
}

fn apply(tx: &Tx, contact: &mut Contact, many: &Many) {
    let facts = &mut contact.facts;
    match many {
        Many::Assign(owner) => facts.owner = *owner,
        Many::Tag(tag) if has(&facts.tags, tag) => {}
        Many::Tag(tag) => facts.tags.push(tag.clone()),
        Many::Untag(tag) => facts.tags.retain(|known| text::fold(known) != text::fold(tag)),
        Many::Source(source) => facts.source = source.clone(),
        Many::Trash => contact.trashed_at = Some(tx.now()),
        Many::Fields(wanted) => facts.values.set_all(wanted),
        Many::Move(_) | Many::Due(_) | Many::Finish | Many::Remove => {}
    }
}

fn has(tags: &[String], tag: &str) -> bool {
    tags.iter().any(|known| text::fold(known) == text::fold(tag))
}

/// How a change of many is told.
struct Act {
    verb: &'static str,
    deed: Deed,
    detail: String,
}

fn told(many: &Many) -> Result<Act> {
    let (verb, deed, detail) = match many {
        Many::Assign(owner) => {
            ("contact.assign", Deed::Assigned, owner.map(|owner| owner.to_string()).unwrap_or_default())
        }
        Many::Tag(tag) => ("contact.tag", Deed::Tagged, tag.clone()),
        Many::Untag(tag) => ("contact.untag", Deed::Untagged, tag.clone()),
        Many::Source(_) => ("contact.edit", Deed::Edited, "source".to_owned()),
        Many::Fields(_) => ("contact.edit", Deed::Edited, String::new()),
        Many::Trash => ("contact.trash", Deed::Trashed, String::new()),
        Many::Move(_) | Many::Due(_) | Many::Finish | Many::Remove => {
            return Err(Error::Malformed("verb"));
        }
    };
    Ok(Act { verb, deed, detail })
}
