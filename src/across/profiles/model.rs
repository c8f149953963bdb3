//! What a page tells of others.

use crate::across::naming::Named;

/// Somebody who may be the same as a lead.
pub struct Twin {
    /// The other.
    pub named: Named,
    /// The key of the reason.
    pub key: &'static str,
}
