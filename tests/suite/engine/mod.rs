//! The engine room: what the database refuses by itself, and what writer, readers, queue and chain promise.

mod schema;
