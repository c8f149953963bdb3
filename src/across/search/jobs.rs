//! What a search finds follows the words that people read.

use crate::base::{Actor, CompanyId, ContactId, DealId, LeadId, Result, SubjectId, SubjectKind};
use crate::crm::fields::{self, FindAnew};
use crate::crm::{companies, contacts, deals, leads, subjects};
use crate::platform::queue::Outcome;
use crate::platform::{Lane, Machines, Tx};

/// So many records are done in one transaction.
const AT_ONCE: i64 = 50;

/// Finds every record with a choice by what that is called now. Cut off, it begins anew: twice is once.
pub async fn find_anew(machines: Machines, actor: Actor, job: FindAnew) -> Result<Outcome> {
    let mut after = SubjectId::NONE;
    loop {
        let step = move |tx: &Tx| {
            let records = fields::store::with_option(tx, job.option, after, AT_ONCE)?;
            records.iter().try_for_each(|record| one(tx, *record))?;
            Ok(records.last().copied())
        };
        match machines.db.write(&actor, Lane::Bulk, step).await? {
            Some(last) => after = last,
            None => return Ok(Outcome::Done),
        }
    }
}

fn one(tx: &Tx, record: SubjectId) -> Result<()> {
    match subjects::store::kind(tx, record)? {
        SubjectKind::Contact => contacts::actions::find_anew(tx, ContactId::of(record)),
        SubjectKind::Company => companies::actions::find_anew(tx, CompanyId::of(record)),
        SubjectKind::Lead => leads::actions::find_anew(tx, LeadId::of(record)),
        SubjectKind::Deal => deals::actions::find_anew(tx, DealId::of(record)),
        SubjectKind::Note
        | SubjectKind::Task
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => Ok(()),
    }
}
