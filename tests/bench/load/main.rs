//! The machines behind `bench.py`: the bare server, the seeder, and the writers against each other.
//!
//!     load hello PORT                        a server that knows nothing but "hello"
//!     load checked PORT FOLDER               the same behind the check of session and right
//!     load seed FOLDER CONTACTS WORKSPACES   fills a data folder that has been set up, through the actions
//!     load commits FOLDER SECONDS            commits a second, in groups and by a pool; prints JSON

mod checked;
mod commits;
mod hello;
mod office;
mod seed;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["hello", port] => hello::serve(port.parse().expect("a port")),
        ["checked", port, folder] => checked::serve(port.parse().expect("a port"), folder.as_ref()),
        ["seed", folder, contacts, others] => {
            seed::fill(
                folder.as_ref(),
                contacts.parse().expect("a number"),
                others.parse().expect("a number"),
            );
        }
        ["commits", folder, seconds] => commits::compare(folder.as_ref(), seconds.parse().expect("seconds")),
        _ => eprintln!("tests/bench/bench.py calls this; see its head"),
    }
}
