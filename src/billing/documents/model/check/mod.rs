//! What must hold before a paper is issued, and what stands in the way of its electronic form.

mod general;
mod parties;
mod national;
mod electronic;

use super::{Account, Address, Document, Route};
use crate::base::Problems;
use crate::billing::countries::PaperKind;
use crate::billing::pricing::Category;

impl Document {
    /// What the law and EN 16931 miss on this paper, each by its field; nothing, and it may be issued.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        general::check(self, &mut problems);
        parties::check(self, &mut problems);
        if self.is_tax_paper() {
            national::check(self, &mut problems);
        }
        problems
    }

    /// What stands in the way of an electronic invoice: all of [`Document::check`], and what only that asks for.
    pub fn electronic(&self) -> Problems {
        let mut problems = self.check();
        electronic::check(self, &mut problems);
        problems
    }

    /// Whether it goes into the books: offers and pro-formas do not.
    pub fn is_tax_paper(&self) -> bool {
        !matches!(self.head.kind, PaperKind::ProForma | PaperKind::Quote)
    }

    /// Whether it corrects another paper.
    pub fn is_note(&self) -> bool {
        matches!(self.head.kind, PaperKind::CreditNote | PaperKind::DebitNote)
    }

    /// Whether a German buyer named the reference that Germany's rules for public bodies ask for (BT-10).
    pub fn is_xrechnung(&self) -> bool {
        let is_german = self.head.buyer.as_ref().is_some_and(|buyer| buyer.address.country.code() == "DE");
        is_german && !self.head.buyer_reference.is_empty()
    }

    /// Where it went, where the law wants to know: what leaves for another country of the Union goes to the buyer unless
    /// somebody said otherwise (BR-IC-12).
    pub fn delivered_to(&self) -> Option<&Address> {
        let buyer = self.head.buyer.as_ref().map(|buyer| &buyer.address);
        self.head.delivered_to.as_ref().or(buyer.filter(|_| self.has(Category::K)))
    }

    /// Whether something on it is so taxed.
    pub fn has(&self, category: Category) -> bool {
        self.sums.groups.iter().any(|group| group.tax.category == category)
    }
}

impl Account {
    /// Whether it is known by an IBAN.
    pub fn is_iban(&self) -> bool {
        matches!(self.route, Route::Iban(..))
    }
}

/// Notes that a text is missing.
fn need(problems: &mut Problems, text: &str, field: &'static str, key: &'static str) {
    if text.trim().is_empty() {
        problems.add(field, key);
    }
}
