//! The installation as whoever runs it sees it: workspaces and their size, jobs, letters, the
//! machine.
//!
//! An operator is an account that set-up or the command line made one. They see of a workspace what it costs and who it
//! belongs to, never what is in it; to look in they ask (`workspace/support`). Suspending a workspace shuts everybody out
//! of it, tokens too, until it is resumed; its jobs go on and nothing of it is deleted. To everybody else these pages
//! are not there. Owns no table: it reads those of others, and writes `workspace.suspended_at`.

mod model;
mod store;
mod actions;
mod views;
mod pages;

pub use actions::{create, resume, suspend};
pub use model::{Standing, Tenant};
pub use pages::{
    ask, create_workspace, drop_job, jobs, mail, new_workspace, overview, resume_workspace, retry_job,
    suspend_workspace, withdraw, workspace, workspaces,
};
pub use store::{find, find_by_slug, list};
