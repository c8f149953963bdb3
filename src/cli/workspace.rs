//! `kantora workspace`: the companies of an installation.

use clap::{Args, Subcommand};

use super::ending::Failure;
use super::place::Place;
use crate::across::operator;
use crate::base::{Actor, Door, Error, Fields, Problems, Result as Outcome, WorkspaceId};
use crate::platform::{Lane, Machines, Tx};
use crate::workspace::accounts;
use crate::workspace::settings::NewWorkspace;

/// Make, suspend and list companies, beside the running server or without it
#[derive(Subcommand)]
pub enum WorkspaceCommand {
    /// Make a company for somebody who has an account
    #[command(after_long_help = "\
Example:
  kantora workspace create 'Rila Joinery' --owner ana@rila.example --country BG --currency EUR --zone Europe/Sofia")]
    Create(Create),
    /// List every company: address, name, state, people, records
    List,
    /// Let nobody enter a company any more; nothing of it is deleted
    Suspend {
        /// The company, as its pages' address names it: /w/<COMPANY>
        company: String,
    },
    /// Let people enter it again
    Resume {
        /// The company, as its pages' address names it: /w/<COMPANY>
        company: String,
    },
}

/// What a new company is made of.
#[derive(Args)]
pub struct Create {
    /// Its name
    name: String,
    /// The address of the account that owns it
    #[arg(long, value_name = "EMAIL")]
    owner: String,
    /// Its country, in two letters
    #[arg(long, default_value = "GB")]
    country: String,
    /// The currency of its books, in three letters
    #[arg(long, default_value = "GBP")]
    currency: String,
    /// The time zone of its days
    #[arg(long, default_value = "Europe/London")]
    zone: String,
    /// Its language: en or bg
    #[arg(long, default_value = "en")]
    language: String,
}

impl WorkspaceCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let machines = place.open()?;
        match self {
            WorkspaceCommand::Create(new) => new.run(&machines),
            WorkspaceCommand::List => list(&machines),
            WorkspaceCommand::Suspend { company } => {
                change(&machines, &company, operator::suspend, "is suspended; nobody can enter")
            }
            WorkspaceCommand::Resume { company } => {
                change(&machines, &company, operator::resume, "is open again")
            }
        }
    }
}

impl Create {
    fn run(self, machines: &Machines) -> Result<(), Failure> {
        let fields = Fields::new()
            .with("company", &self.name)
            .with("country", &self.country)
            .with("currency", &self.currency)
            .with("zone", &self.zone)
            .with("language", &self.language);
        let mut problems = Problems::default();
        let new = NewWorkspace::parse(&fields, &mut problems);
        problems.finish(())?;
        let new = new.ok_or(Error::Malformed("workspace"))?;
        let unknown = || Failure::refused(format!("there is no account {}", self.owner));
        let email: accounts::Email = self.owner.parse().map_err(|_| unknown())?;
        let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
        let owner = machines.db.read(&installation, |view| accounts::find_by_email(view, &email));
        let owner = owner.map_err(|_| unknown())?.id;
        let act = move |tx: &Tx| operator::create(tx, &new, Some(owner));
        let id = machines.db.write_blocking(&installation, Lane::Interactive, act)?;
        let slug = machines.db.read(&installation, |view| operator::find(view, id))?.slug;
        println!("{} is at {}", self.name, machines.config.address(&format!("/w/{slug}")));
        Ok(())
    }
}

fn list(machines: &Machines) -> Result<(), Failure> {
    let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
    for one in machines.db.read_long_blocking(&installation, operator::list)? {
        let (people, records) = (one.members, one.records);
        println!("{}\t{}\t{}\t{people} people\t{records} records", one.slug, one.name, one.standing.code());
    }
    Ok(())
}

fn change(machines: &Machines, slug: &str, act: fn(&Tx) -> Outcome<()>, done: &str) -> Result<(), Failure> {
    let nobody = Actor::system(Door::Cli, WorkspaceId::NONE);
    let found = machines.db.read(&nobody, |view| operator::find_by_slug(view, slug));
    let workspace = found.map_err(|_| Failure::refused(format!("there is no company {slug}")))?;
    let installation = Actor::system(Door::Cli, workspace);
    machines.db.write_blocking(&installation, Lane::Interactive, act)?;
    println!("{slug} {done}.");
    Ok(())
}
