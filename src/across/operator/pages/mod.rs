//! The pages of the installation.

mod machine;
mod tenants;
mod letters;

pub use letters::mail;
pub use machine::{drop_job, jobs, overview, retry_job};
pub use tenants::{
    ask, create_workspace, new_workspace, resume_workspace, suspend_workspace, withdraw, workspace,
    workspaces,
};
