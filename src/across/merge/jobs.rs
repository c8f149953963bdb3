//! The search for likely duplicates, in the background, and the end of the time to take merges apart.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{actions, store};
use crate::base::{Actor, Result, SubjectKind};
use crate::platform::queue::{Job, Lane, Outcome};
use crate::platform::{self, Machines};

/// Looks at every contact and company that was changed since the last look, and for what it may be one with.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindDuplicates {}

impl Job for FindDuplicates {
    const KIND: &'static str = "merge.find-duplicates";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(3_600);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// Goes on from where the last look ended; what it has seen is kept after every few records, so that it can end any time.
pub async fn find_duplicates(machines: Machines, actor: Actor, _: FindDuplicates) -> Result<Outcome> {
    for kind in [SubjectKind::Company, SubjectKind::Contact] {
        loop {
            let looked = machines.db.read_long(&actor, move |view| actions::look(view, kind)).await?;
            if looked.is_empty() {
                break;
            }
            machines.db.write(&actor, platform::Lane::Bulk, move |tx| actions::keep(tx, &looked)).await?;
        }
    }
    while machines.db.write(&actor, platform::Lane::Bulk, store::forget_expired).await? > 0 {}
    Ok(Outcome::Done)
}
