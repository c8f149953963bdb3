//! Files and rows go when nobody can need them any more.

use std::time::Duration;

use super::super::actions::files;
use super::super::model::Import;
use super::super::store;
use crate::base::{Actor, Result};
use crate::platform::{Lane, Machines};

/// An import that nobody went on with is kept so long.
const FORGOTTEN: Duration = Duration::from_secs(30 * 86_400);
/// A file that came without an import is kept so long: it may still be on its way.
const LOST: Duration = Duration::from_secs(86_400);
/// So many rows are taken away in one closure.
const REMOVED: u32 = 2_000;

/// Clears every import of the workspace whose time is over, and files that belong to none.
pub async fn run(machines: &Machines, actor: &Actor) -> Result<()> {
    let imports =
        machines.db.read_long(actor, |view| store::list_to_clear(view, view.now().minus(FORGOTTEN))).await?;
    for import in imports {
        clear(machines, actor, import).await?;
    }
    for (key, age) in files::list(&machines.config.data, actor.workspace)? {
        let is_known = machines.db.read(actor, |view| store::is_file_known(view, &key))?;
        if !is_known && age > LOST {
            files::remove(&files::path(&machines.config.data, actor.workspace, &key)?)?;
        }
    }
    Ok(())
}

async fn clear(machines: &Machines, actor: &Actor, import: Import) -> Result<()> {
    let id = import.id;
    while machines.db.write(actor, Lane::Bulk, move |tx| store::remove(tx, id, REMOVED)).await? > 0 {}
    let path = files::path(&machines.config.data, actor.workspace, &import.file_key)?;
    let cleared = Import { file_key: String::new(), ..import };
    machines.db.write(actor, Lane::Bulk, move |tx| store::save(tx, &cleared)).await?;
    files::remove(&path)
}
