//! The command line: one file a subcommand.
//!
//! `serve` and `demo` run the server. Everything else works on the data folder, most of it beside a running server: the
//! same actions in the same transactions, waiting up to five seconds for their turn. What a subcommand answers goes to
//! standard output, what it tells about its work to standard error; how it ended is the exit code ([`Ending`]).

mod ending;
mod place;
mod scratch;
mod ask;
mod invitation;
mod print;
mod config;
mod serve;
mod init;
mod demo;
mod database;
mod audit;
mod billing;
mod backup;
mod restore;
mod account;
mod workspace;
mod jobs;
mod workplace;
mod import;
mod export;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

pub use ending::{Ending, Failure};

/// What was typed.
#[derive(Parser)]
#[command(
    name = "kantora",
    version,
    about = "A CRM and billing office for small companies, in one program",
    long_about = "Kantora keeps a small company's customers and its money: one program, one data folder.\n\n\
                  Start with `kantora demo` to look around in an invented company, or with `kantora serve` to set up \
                  your own: the first start prints an address at which you choose your name and password.",
    after_long_help = ending::HELP,
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    place: place::Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Init(init::Init),
    Demo(demo::Demo),
    #[command(subcommand)]
    Account(account::AccountCommand),
    #[command(subcommand)]
    Workspace(workspace::WorkspaceCommand),
    #[command(subcommand)]
    Import(import::ImportCommand),
    #[command(subcommand)]
    Export(export::ExportCommand),
    #[command(subcommand)]
    Backup(backup::BackupCommand),
    Restore(restore::Restore),
    #[command(subcommand)]
    Database(database::DatabaseCommand),
    #[command(subcommand)]
    Jobs(jobs::JobsCommand),
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    #[command(subcommand)]
    Billing(billing::BillingCommand),
    #[command(subcommand)]
    Config(config::ConfigCommand),
    #[command(subcommand)]
    Print(print::Print),
}

/// Runs what was typed on the process's own command line.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    // What the process makes is the owner's alone, whatever the shell says.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let ending = match cli.command {
        Command::Serve(serve) => serve.run(&cli.place),
        Command::Init(init) => init.run(&cli.place),
        Command::Demo(demo) => demo.run(&cli.place),
        Command::Config(command) => command.run(&cli.place),
        Command::Account(command) => command.run(&cli.place),
        Command::Workspace(command) => command.run(&cli.place),
        Command::Jobs(command) => command.run(&cli.place),
        Command::Import(command) => command.run(&cli.place),
        Command::Export(command) => command.run(&cli.place),
        Command::Backup(command) => command.run(&cli.place),
        Command::Restore(restore) => restore.run(),
        Command::Database(command) => command.run(&cli.place),
        Command::Audit(command) => command.run(&cli.place),
        Command::Billing(command) => command.run(&cli.place),
        Command::Print(what) => what.run(),
    };
    match ending {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("kantora: {failure}");
            failure.ending.into()
        }
    }
}

/// The whole command line, for help texts, manual pages and completions.
pub fn command() -> clap::Command {
    Cli::command()
}
