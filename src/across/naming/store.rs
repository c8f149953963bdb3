//! Names of subjects, each kind by one question to its own slice.

use super::model::Named;
use crate::base::{Result, Right, SubjectId, SubjectKind};
use crate::crm::{companies, contacts, leads};
use crate::platform::View;

/// Those of the subjects that are companies, contacts or leads in use, in the order of the question; leads for whoever
/// may see them.
pub fn names(view: &View, subjects: &[SubjectId]) -> Result<Vec<Named>> {
    let people = contacts::store::lines(view, subjects)?.into_iter().map(|person| Named {
        subject: person.id.subject(),
        kind: SubjectKind::Contact,
        name: person.name,
        about: if person.company.is_empty() { person.email } else { person.company },
    });
    let firms = companies::store::lines(view, subjects)?.into_iter().map(|company| Named {
        subject: company.id.subject(),
        kind: SubjectKind::Company,
        name: company.name,
        about: company.domain,
    });
    let leads = match view.actor().may(Right::SalesRead) {
        true => leads::store::lines(view, subjects)?,
        false => Vec::new(),
    };
    let leads = leads.into_iter().map(|lead| Named {
        subject: lead.id.subject(),
        kind: SubjectKind::Lead,
        about: if lead.company.is_empty() || lead.company == lead.name { lead.email } else { lead.company },
        name: lead.name,
    });
    let mut found: Vec<Named> = people.chain(firms).chain(leads).collect();
    found.sort_by_key(|named| subjects.iter().position(|subject| *subject == named.subject));
    Ok(found)
}
