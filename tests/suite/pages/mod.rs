//! Pages and doors, asked through the in-process client.

mod deals;
mod doors;
mod law;
mod frame;
mod sessions;
mod accounts;
mod factors;
mod settings;
mod tokens;
mod setup;
mod blocks;
mod safety;
mod promises;
mod invitations;
mod matrix;
mod members;
mod operator;
mod profile;
mod reset;
mod two_workspaces;
mod customers;
mod tasks;
mod leads;
mod convert;
mod letters;
mod domain;
