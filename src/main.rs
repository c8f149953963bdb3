//! The one program: see `kantora help`.

fn main() {}
