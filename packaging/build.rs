//! Cargo's build script.

fn main() {}
