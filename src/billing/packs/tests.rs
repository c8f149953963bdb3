//! Packs: days, the journal, tables.
