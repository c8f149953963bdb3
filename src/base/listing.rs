//! Lists by keyset: a page, and the marks from which the next one goes on.
