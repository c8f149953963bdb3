//! Acts on many contacts at once; each is one set of changes that can be taken back.

use super::super::model::Contact;
use super::super::store;
use super::{UNDO, find_mine, index, record};
use crate::base::{ChangeSetId, ContactId, MemberId, Result, text};
use crate::crm::activities::{self, Deed};
use crate::crm::owners;
use crate::platform::Tx;
use crate::workspace::changes;

/// Puts contacts into the trash.
pub fn trash(tx: &Tx, ids: &[ContactId]) -> Result<ChangeSetId> {
    let now = tx.now();
    let act = Act { verb: "contact.trash", deed: Deed::Trashed, detail: "" };
    act.on_each(tx, ids, |contact| contact.trashed_at = Some(now))
}

/// Puts a tag on contacts.
pub fn tag(tx: &Tx, ids: &[ContactId], tag: &str) -> Result<ChangeSetId> {
    let key = text::fold(tag);
    let act = Act { verb: "contact.tag", deed: Deed::Tagged, detail: tag };
    act.on_each(tx, ids, |contact| {
        if !contact.facts.tags.iter().any(|known| text::fold(known) == key) {
            contact.facts.tags.push(tag.to_owned());
        }
    })
}

/// Takes a tag off contacts.
pub fn untag(tx: &Tx, ids: &[ContactId], tag: &str) -> Result<ChangeSetId> {
    let key = text::fold(tag);
    let act = Act { verb: "contact.untag", deed: Deed::Untagged, detail: tag };
    act.on_each(tx, ids, |contact| contact.facts.tags.retain(|known| text::fold(known) != key))
}

/// Gives contacts to another owner, or to nobody.
pub fn assign(tx: &Tx, ids: &[ContactId], owner: Option<MemberId>) -> Result<ChangeSetId> {
    owners::store::require(tx, owner)?;
    let detail = owner.map(|owner| owner.to_string()).unwrap_or_default();
    let act = Act { verb: "contact.assign", deed: Deed::Assigned, detail: &detail };
    act.on_each(tx, ids, |contact| contact.facts.owner = owner)
}

/// How a change of many is told.
struct Act<'t> {
    verb: &'static str,
    deed: Deed,
    detail: &'t str,
}

impl Act<'_> {
    /// Changes each contact; those that the change leaves as they are stay untouched.
    fn on_each(&self, tx: &Tx, ids: &[ContactId], change: impl Fn(&mut Contact)) -> Result<ChangeSetId> {
        let set = changes::begin(tx, self.verb, UNDO)?;
        for id in ids {
            let old = find_mine(tx, *id)?;
            let mut new = old.clone();
            change(&mut new);
            if new == old {
                continue;
            }
            new.touch(tx.now(), tx.member());
            store::save(tx, &new)?;
            index(tx, &new)?;
            activities::store::log(tx, id.subject(), self.deed, self.detail)?;
            record(tx, self.verb, &new, &old.facts)?;
            changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)?;
        }
        Ok(set)
    }
}
