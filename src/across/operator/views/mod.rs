//! The installation, part by part.

mod machine;
mod tenants;
mod letters;

pub use letters::{Mail, mail};
pub use machine::{jobs, overview};
pub use tenants::{Shown, invited, new_tenant, tenant, tenants};
