//! Contacts by the thousand, through the action, in bulk.

use std::path::Path;

use kantora::base::Actor;
use kantora::platform::{Db, Lane};

use crate::office;

const IN_ONE_GO: usize = 200;
const IN_EACH_OTHER: usize = 500;

/// Fills the first workspace, and some more that stand in the same file.
pub fn fill(folder: &Path, contacts: usize, others: usize) {
    let owner = office::owner(folder);
    let others = office::others(folder, &owner, others);
    let db = office::open(folder);
    for other in &others {
        contacts_of(&db, other, IN_EACH_OTHER);
    }
    contacts_of(&db, &owner, contacts);
}

fn contacts_of(db: &Db, actor: &Actor, count: usize) {
    for from in (0..count).step_by(IN_ONE_GO) {
        db.write_blocking(actor, Lane::Bulk, move |tx| {
            (from..count.min(from + IN_ONE_GO)).try_for_each(|number| office::create(tx, "seed", number))
        })
        .expect("contacts");
    }
}
