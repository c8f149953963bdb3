//! Names of subjects, each kind by one question to its own slice.

use super::model::Named;
use crate::base::{Result, SubjectId, SubjectKind};
use crate::crm::{companies, contacts, deals};
use crate::platform::View;

/// Those of the subjects that are companies, contacts or deals in use, in the order of the question.
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
    let wanted = deals::store::names(view, subjects)?.into_iter().map(|(deal, name, company)| Named {
        subject: deal.subject(),
        kind: SubjectKind::Deal,
        name,
        about: company,
    });
    let mut found: Vec<Named> = people.chain(firms).chain(wanted).collect();
    found.sort_by_key(|named| subjects.iter().position(|subject| *subject == named.subject));
    Ok(found)
}
