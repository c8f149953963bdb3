//! Electronic invoices by EN 16931, in the two syntaxes that it knows.

mod xml;
mod facts;
mod ubl;
mod cii;

pub use facts::amount;

use crate::base::Result;
use crate::billing::documents::model::Document;

/// The document as UBL 2.1; [`crate::base::Error::Invalid`] names what stands in the way.
pub fn ubl(document: &Document) -> Result<String> {
    document.electronic().finish(())?;
    Ok(ubl::write(document))
}

/// The document as Cross Industry Invoice D16B, the content of Factur-X; refused as [`ubl`] is.
pub fn cii(document: &Document) -> Result<String> {
    document.electronic().finish(())?;
    Ok(cii::write(document))
}
