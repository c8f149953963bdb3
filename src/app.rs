//! Puts the floors together into a running server.
