//! Merging, looking and taking apart.
