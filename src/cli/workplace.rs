//! In which company, and in whose name, something is done.

use clap::Args;

use super::ending::Failure;
use crate::base::{Actor, Door, WorkspaceId};
use crate::platform::Machines;
use crate::workspace::{accounts, members, settings};

/// Flags of everything that is done inside a company.
#[derive(Args)]
pub struct Workplace {
    /// The company, as its pages' address names it: /w/<COMPANY> [default: the only one]
    #[arg(long)]
    company: Option<String>,
    /// In whose name, with whose rights: the address of somebody who works there [default: the installation's own]
    #[arg(long = "as", value_name = "EMAIL")]
    name: Option<String>,
}

impl Workplace {
    /// Who acts.
    pub fn actor(&self, machines: &Machines) -> Result<Actor, Failure> {
        let installation = Actor::system(Door::Cli, self.workspace(machines)?);
        let Some(name) = &self.name else { return Ok(installation) };
        let unknown = || Failure::refused(format!("{name} does not work there"));
        let email: accounts::Email = name.parse().map_err(|_| unknown())?;
        let member = machines.db.read(&installation, |view| {
            let account = accounts::find_by_email(view, &email)?;
            let member = members::maybe_find_of(view, account.id)?.filter(|member| member.is_active);
            member.map(|member| Ok((members::led_by(view, member.id)?, member))).transpose()
        });
        let (led, member) = member.ok().flatten().ok_or_else(unknown)?;
        let workspace = installation.workspace;
        Ok(Actor::member(Door::Cli, member.account, workspace, member.id, member.role).leading(led))
    }

    fn workspace(&self, machines: &Machines) -> Result<WorkspaceId, Failure> {
        let nobody = Actor::system(Door::Cli, WorkspaceId::NONE);
        let companies = machines.db.read(&nobody, settings::list)?;
        match (&self.company, companies.as_slice()) {
            (Some(slug), all) => all
                .iter()
                .find(|company| company.slug == *slug)
                .map(|company| company.id)
                .ok_or_else(|| Failure::refused(format!("there is no company {slug}"))),
            (None, [only]) => Ok(only.id),
            (None, []) => Err(Failure::refused("there is no company yet")),
            (None, all) => {
                let slugs: Vec<&str> = all.iter().map(|company| company.slug.as_str()).collect();
                Err(Failure::refused(format!("say which company with --company: {}", slugs.join(", "))))
            }
        }
    }
}
