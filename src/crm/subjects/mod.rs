//! The one id space of everything that notes, tags, addresses and files can hang on.
//!
//! A company, a contact, a note takes its id here, in the transaction in which it is made; whoever hangs on a subject
//! refers to this table and need not know what the subject is. Table owned: `subject`.

pub mod store;
