//! `kantora demo`: an invented company to look around in.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::ending::Failure;
use super::place::Place;
use super::scratch::Scratch;
use super::serve;
use crate::across::demo;
use crate::app;
use crate::platform::config::{Mail, Way};
use crate::platform::folder::Folder;
use crate::platform::{Clock, Db, Machines, log, migrate};

/// Look around in an invented company
///
/// Rila Joinery has five people, one of each role, 40 companies and 120 contacts in two alphabets, and a year of notes.
/// It lives in a temporary folder, is reached from this machine only, and is gone when you end it with Ctrl-C. Its letters
/// are written into that folder instead of being sent.
#[derive(Args)]
pub struct Demo {
    /// The port to listen on [default: a free one]
    #[arg(long)]
    port: Option<u16>,
}

impl Demo {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let scratch = Scratch::make()?;
        let mut loaded = place.over(scratch.path()).load()?;
        if let Some(port) = self.port {
            loaded.config.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        } else if loaded.is_default("listen") {
            loaded.config.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        }
        let letters = scratch.path().join("letters");
        loaded.config.mail =
            Some(Mail { way: Way::Folder(letters.clone()), from: "office@rila-joinery.example".to_owned() });
        log::start_quietly();
        let folder = Folder::make(scratch.path())?;
        build(&folder, &loaded.config)?;
        serve::runtime()?.block_on(async {
            let listener = app::listen(&loaded.config)?;
            // Letters name the port that was free.
            loaded.config.listen = listener.local_addr()?;
            let machines = serve::open(&folder, &loaded)?;
            greet(&format!("http://localhost:{}", listener.local_addr()?.port()), &letters);
            Ok::<(), Failure>(app::serve(listener, machines).await?)
        })
    }
}

/// Builds the company on a clock of its own, in a database that is closed afterwards.
fn build(folder: &Folder, config: &crate::platform::config::Config) -> Result<(), Failure> {
    let now = Clock::system().now();
    let clock = Clock::hand(now);
    migrate::run(&folder.database(), &clock)?;
    let db = Db::open(&folder.database(), clock.clone())?;
    let machines = Machines::new(db, clock, Arc::new(config.clone()), folder.master_key()?);
    demo::build(&machines, now)?;
    machines.db.stop();
    Ok(())
}

fn greet(address: &str, letters: &Path) {
    println!("\n  Rila Joinery is at {address}\n\n  Sign in as one of");
    for person in demo::PEOPLE {
        println!("    {:26}  {:10}  {}", person.email, person.role.code(), person.name);
    }
    println!("  with the password\n    {}\n", demo::PASSWORD);
    println!("  Letters are not sent but written into\n    {}\n", letters.display());
    println!("  Ctrl-C ends it, and everything in it goes.\n");
}
