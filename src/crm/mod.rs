//! Who we know: companies, contacts, and what hangs on them.
