//! A file comes in: streamed to the disk, looked at on a thread of its own.

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::Semaphore;

use crate::base::{Actor, Error, Result, WorkspaceId};
use crate::crm::files::Arrived;
use crate::crm::files::actions::{self, Examined, examine};
use crate::crm::files::{FileName, Rules, State};
use crate::platform::blobs::Blobs;
use crate::platform::limits::Breach;
use crate::platform::{Lane, Machines};

/// A picture taken apart needs much memory: one at a time.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// What holds for files that are added here.
pub fn rules(machines: &Machines) -> Rules {
    let config = &machines.config;
    let initial = if config.files.scanner.is_some() { State::Waiting } else { State::Ready };
    Rules { most: config.limits.upload, quota: config.files.quota, initial }
}

/// The bytes of that workspace.
pub fn blobs(machines: &Machines, workspace: WorkspaceId) -> Blobs {
    Blobs::new(&machines.config.data, workspace)
}

/// Takes a file in, piece by piece, and looks at it. `Invalid` on `file` with the reason if it is not taken; then nothing
/// of it stays.
pub async fn take_in(
    machines: &Machines,
    workspace: WorkspaceId,
    name: &str,
    mut source: impl AsyncRead + Unpin,
) -> Result<Examined> {
    let name = FileName::parse(name)?;
    let blobs = blobs(machines, workspace);
    let most = rules(machines).most;
    let mut draft = blobs.begin(most)?;
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = source.read(&mut piece).await.map_err(|error| cut(&error))?;
        if length == 0 {
            break;
        }
        match draft.take(&piece[..length]) {
            Err(Error::TooLarge) => return Err(too_large(source, most).await),
            taken => taken?,
        }
    }
    let _alone = DRAWING.acquire().await.map_err(Error::internal)?;
    let examined = tokio::task::spawn_blocking(move || examine(&blobs, name, draft)).await;
    // A decoder that loses its way must not lose us ours.
    examined.unwrap_or_else(|_| Err(Error::field("file", "files-refused-picture")))
}

/// Reads on for as much again, so that whoever sent a little too much sees why; what does not end then is cut off.
async fn too_large(source: impl AsyncRead + Unpin, most: u64) -> Error {
    match tokio::io::copy(&mut source.take(most), &mut tokio::io::sink()).await {
        Ok(rest) if rest < most => Error::field("file", "files-refused-large"),
        Ok(_) => Error::TooLarge,
        Err(error) => cut(&error),
    }
}

/// Makes files safe on the disk, on a thread of its own.
pub async fn keep(machines: &Machines, workspace: WorkspaceId, files: Vec<Examined>) -> Result<Vec<Arrived>> {
    let blobs = blobs(machines, workspace);
    let kept = move || files.into_iter().map(|file| file.keep(&blobs)).collect();
    tokio::task::spawn_blocking(kept).await.map_err(Error::internal)?
}

/// Takes away what lies there for files that could not be added.
pub async fn give_up(machines: &Machines, actor: &Actor, arrived: Vec<Arrived>) -> Result<()> {
    let blobs = blobs(machines, actor.workspace);
    machines.db.write(actor, Lane::Interactive, move |tx| actions::give_up(tx, &arrived, &blobs)).await
}

/// Why a file did not come whole.
fn cut(error: &std::io::Error) -> Error {
    match Breach::behind(error) {
        Some(Breach::Size(_)) => Error::TooLarge,
        _ => Error::Malformed("the file did not come whole"),
    }
}
