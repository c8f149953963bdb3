//! What a paper is.

use crate::base::words::words;
use crate::billing::countries::PaperKind;

/// What a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Asks for money for what was sold.
    #[default]
    Invoice,
    /// Takes a part of an invoice back, or all of it.
    CreditNote,
    /// Adds to an invoice.
    DebitNote,
}
words!(Kind, "kind of a paper",
    Invoice = "invoice", "invoices-kind-invoice";
    CreditNote = "credit_note", "invoices-kind-credit-note";
    DebitNote = "debit_note", "invoices-kind-debit-note";
);

impl Kind {
    /// The same among all papers.
    pub fn paper(self) -> PaperKind {
        match self {
            Kind::Invoice => PaperKind::Invoice,
            Kind::CreditNote => PaperKind::CreditNote,
            Kind::DebitNote => PaperKind::DebitNote,
        }
    }

    /// Whether it corrects an invoice.
    pub fn is_note(self) -> bool {
        self != Kind::Invoice
    }
}
