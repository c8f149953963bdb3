//! `kantora account`: people who sign in.

use clap::{Args, Subcommand};

use super::ask;
use super::ending::Failure;
use super::place::Place;
use crate::base::{Actor, Door, Language, Result as Outcome, Role, WorkspaceId};
use crate::platform::{Lane, Machines, Tx};
use crate::workspace::accounts::{self, Account, Email, NewAccount, PersonName};
use crate::workspace::{blocks, factors, members, settings};

/// Make and mend accounts, beside the running server or without it
///
/// Passwords are typed when asked, or come as the first line of standard input; they are never arguments.
#[derive(Subcommand)]
pub enum AccountCommand {
    /// Make an account
    #[command(after_long_help = "\
Example:
  kantora account create ana@rila.example --name 'Ana Petrova' --company rila-joinery --role sales")]
    Create(Create),
    /// List every account: address, name, what it may and whether it is shut
    List,
    /// Give an account another password; every session of it ends
    Reset {
        /// The address of the account
        email: String,
    },
    /// Take every second factor of an account away, for somebody who lost phone and recovery codes; its sessions end
    ///
    /// Make sure who asks before you do: from now on the password alone opens the account.
    ForgetFactors {
        /// The address of the account
        email: String,
    },
    /// Shut an account, so that it cannot sign in; every session of it ends
    Disable {
        /// The address of the account
        email: String,
        /// Open it again instead
        #[arg(long)]
        undo: bool,
    },
    /// Let a network in again that was blocked on the operator's page
    Unblock {
        /// The network, or an address in it: 192.0.2.0/24, 192.0.2.7
        network: String,
    },
    /// Let an account run the installation
    Operator {
        /// The address of the account
        email: String,
        /// Take that back instead
        #[arg(long)]
        undo: bool,
    },
}

/// What a new account is made of.
#[derive(Args)]
pub struct Create {
    /// The address to sign in with
    email: String,
    /// The person's name
    #[arg(long)]
    name: String,
    /// The language to read in: en or bg [default: as the browser says]
    #[arg(long)]
    language: Option<String>,
    /// The company in which the person works, as its pages' address names it: /w/<COMPANY>
    #[arg(long, requires = "role")]
    company: Option<String>,
    /// What the person may do there
    #[arg(long, requires = "company", value_parser = roles())]
    role: Option<String>,
    /// Let it run the installation, too
    #[arg(long)]
    operator: bool,
}

fn roles() -> clap::builder::PossibleValuesParser {
    Role::ALL.map(Role::code).into()
}

impl AccountCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let machines = place.open()?;
        match self {
            AccountCommand::Create(new) => new.run(&machines),
            AccountCommand::List => list(&machines),
            AccountCommand::Reset { email } => reset(&machines, &email),
            AccountCommand::ForgetFactors { email } => change(
                &machines,
                &email,
                factors::forget,
                "has no second factor any more; its sessions have ended",
            ),
            AccountCommand::Disable { email, undo: false } => {
                change(&machines, &email, accounts::disable, "is shut; its sessions have ended")
            }
            AccountCommand::Disable { email, undo: true } => {
                change(&machines, &email, accounts::enable, "is open again")
            }
            AccountCommand::Unblock { network } => unblock(&machines, &network),
            AccountCommand::Operator { email, undo: false } => {
                change(&machines, &email, accounts::make_operator, "runs the installation")
            }
            AccountCommand::Operator { email, undo: true } => {
                change(&machines, &email, accounts::unmake_operator, "no longer runs the installation")
            }
        }
    }
}

impl Create {
    fn run(self, machines: &Machines) -> Result<(), Failure> {
        let email = address(&self.email)?;
        let name: PersonName = self.name.parse().map_err(|_| Failure::refused("that is no name"))?;
        let language: Option<Language> = match &self.language {
            Some(code) => Some(code.parse().map_err(|_| Failure::refused("the language is en or bg"))?),
            None => None,
        };
        let place = self.workplace(machines)?;
        let typed = ask::new_password()?;
        let own_words = [email.shown(), name.as_str()];
        let password = accounts::choose_blocking(machines, "password", &typed, &own_words)?;
        let shown = email.shown().to_owned();
        let new = NewAccount { email, name, password, language };
        let is_operator = self.operator;
        let actor = Actor::system(Door::Cli, place.map_or(WorkspaceId::NONE, |(workspace, _)| workspace));
        machines.db.write_blocking(&actor, Lane::Interactive, move |tx| {
            let account = accounts::create(tx, &new)?;
            if let Some((_, role)) = place {
                members::add(tx, account, role)?;
            }
            if is_operator { accounts::make_operator(tx, account) } else { Ok(()) }
        })?;
        println!("{shown} can sign in.");
        Ok(())
    }

    /// The company and the role, if they were said.
    fn workplace(&self, machines: &Machines) -> Result<Option<(WorkspaceId, Role)>, Failure> {
        let (Some(slug), Some(role)) = (&self.company, &self.role) else { return Ok(None) };
        let workspace = machines.db.read(&installation(), |view| settings::maybe_find_by_slug(view, slug))?;
        let workspace = workspace.ok_or_else(|| Failure::refused(format!("there is no company {slug}")))?;
        Ok(Some((workspace, role.parse()?)))
    }
}

fn list(machines: &Machines) -> Result<(), Failure> {
    for account in machines.db.read(&installation(), accounts::list)? {
        let marks = [(account.is_operator, "operator"), (account.disabled_at.is_some(), "shut")];
        let marks: Vec<&str> = marks.into_iter().filter_map(|(holds, mark)| holds.then_some(mark)).collect();
        println!("{}\t{}\t{}", account.email, account.name, marks.join(", "));
    }
    Ok(())
}

fn reset(machines: &Machines, email: &str) -> Result<(), Failure> {
    let account = find(machines, email)?;
    let typed = ask::new_password()?;
    let own_words = [account.email.as_str(), account.name.as_str()];
    let password = accounts::choose_blocking(machines, "password", &typed, &own_words)?;
    write(machines, move |tx| accounts::reset_password(tx, account.id, &password))?;
    println!("{} has another password; its sessions have ended.", account.email);
    Ok(())
}

fn change(
    machines: &Machines,
    email: &str,
    act: fn(&Tx, crate::base::AccountId) -> Outcome<()>,
    done: &str,
) -> Result<(), Failure> {
    let account = find(machines, email)?;
    write(machines, move |tx| act(tx, account.id))?;
    println!("{} {done}.", account.email);
    Ok(())
}

fn unblock(machines: &Machines, text: &str) -> Result<(), Failure> {
    let network = blocks::network(text)
        .ok_or_else(|| Failure::refused(format!("{text:?} is no address and no network")))?;
    let lifted =
        machines.db.write_blocking(&installation(), Lane::Interactive, move |tx| blocks::let_in(tx, network));
    lifted.map_err(|error| match error {
        crate::base::Error::NotFound => Failure::refused(format!("{network} is not blocked")),
        other => other.into(),
    })?;
    println!("{network} is let in again; a running server knows it within five seconds.");
    Ok(())
}

fn find(machines: &Machines, email: &str) -> Result<Account, Failure> {
    let email = address(email)?;
    let found = machines.db.read(&installation(), |view| accounts::find_by_email(view, &email));
    found.map_err(|error| match error {
        crate::base::Error::NotFound => Failure::refused(format!("there is no account {}", email.shown())),
        other => other.into(),
    })
}

fn address(text: &str) -> Result<Email, Failure> {
    text.parse().map_err(|_| Failure::refused(format!("{text:?} is no mail address")))
}

fn write<T: Send + 'static>(
    machines: &Machines,
    act: impl FnOnce(&Tx) -> Outcome<T> + Send + 'static,
) -> Result<T, Failure> {
    Ok(machines.db.write_blocking(&installation(), Lane::Interactive, act)?)
}

/// The installation itself, outside any workspace.
fn installation() -> Actor {
    Actor::system(Door::Cli, WorkspaceId::NONE)
}
