//! Names of subjects, each kind by one question to its own slice.

use super::model::Named;
use crate::base::{Result, Right, SubjectId, SubjectKind};
use crate::billing::{invoices, products, quotes};
use crate::crm::{companies, contacts, deals, leads};
use crate::platform::View;

/// Those of the subjects that are companies, contacts, leads or deals in use, products or papers, in the order of the question;
/// leads, deals, products and papers for whoever may see them.
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
    let mut found: Vec<Named> = people.chain(firms).collect();
    if view.actor().may(Right::SalesRead) {
        found.extend(sales(view, subjects)?);
    }
    if view.actor().may(Right::MoneyRead) {
        let sold = products::store::find_many(view, subjects)?.into_iter();
        found.extend(sold.map(|product| Named {
            subject: product.id.subject(),
            kind: SubjectKind::Product,
            name: product.facts.name,
            about: product.facts.sku,
        }));
        let asked = invoices::store::names(view, subjects)?.into_iter();
        found.extend(asked.map(|(id, name, about)| Named {
            subject: id.subject(),
            kind: SubjectKind::Invoice,
            name,
            about,
        }));
        let offered = quotes::store::names(view, subjects)?.into_iter();
        found.extend(offered.map(|(id, name, about)| Named {
            subject: id.subject(),
            kind: SubjectKind::Quote,
            name,
            about,
        }));
    }
    found.sort_by_cached_key(|named| subjects.iter().position(|subject| *subject == named.subject));
    Ok(found)
}

/// Leads and deals.
fn sales(view: &View, subjects: &[SubjectId]) -> Result<Vec<Named>> {
    let asked = leads::store::lines(view, subjects)?.into_iter().map(|lead| Named {
        subject: lead.id.subject(),
        kind: SubjectKind::Lead,
        about: if lead.company.is_empty() || lead.company == lead.name { lead.email } else { lead.company },
        name: lead.name,
    });
    let wanted = deals::store::names(view, subjects)?.into_iter().map(|(deal, name, company)| Named {
        subject: deal.subject(),
        kind: SubjectKind::Deal,
        name,
        about: company,
    });
    Ok(asked.chain(wanted).collect())
}
