//! What forms and lists name: customers and products.

use crate::base::{ProductId, Result, SubjectId};
use crate::billing::products::{self, Product};
use crate::crm::{companies, contacts};
use crate::platform::{View, search_index};

/// So many customers a search offers.
const FOUND: u32 = 20;
/// So many products a row offers.
const OFFERED: i64 = 300;

/// A customer by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The company or contact.
    pub subject: SubjectId,
    /// Where its page is within the workspace.
    pub path: String,
    /// Its name.
    pub name: String,
    /// What tells it from others of that name.
    pub about: String,
}

/// Those of the subjects that are companies or contacts in use.
pub fn customers(view: &View, subjects: &[SubjectId]) -> Result<Vec<Customer>> {
    let firms = companies::store::lines(view, subjects)?.into_iter().map(|company| Customer {
        subject: company.id.subject(),
        path: format!("/companies/{}", company.id),
        name: company.name,
        about: company.domain,
    });
    let people = contacts::store::lines(view, subjects)?.into_iter().map(|contact| Customer {
        subject: contact.id.subject(),
        path: format!("/contacts/{}", contact.id),
        name: contact.name,
        about: if contact.company.is_empty() { contact.email } else { contact.company },
    });
    Ok(firms.chain(people).collect())
}

/// Companies and contacts that a text finds.
pub fn customers_found(view: &View, text: &str) -> Result<Vec<Customer>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    customers(view, &search_index::find(view, text, FOUND)?)
}

/// What is sold, for rows to choose from.
pub fn products_offered(view: &View) -> Result<Vec<Product>> {
    let ids = products::store::ids_after(view, ProductId::NONE, OFFERED)?;
    let subjects: Vec<SubjectId> = ids.iter().map(|id| id.subject()).collect();
    products::store::find_many(view, &subjects)
}
