//! The legal grounds on which a paper bears no tax.

use super::union::{is_kingdom, is_member};
use crate::base::{Country, Day};

/// Why a paper bears no tax, beyond what its class says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The buyer owes the tax.
    ReverseCharge,
    /// Goods sent to a business in another country of the Union.
    IntraCommunity,
    /// Goods sent out.
    Export,
    /// A service that is supplied where the buyer is.
    Elsewhere,
    /// The seller is not registered.
    NotRegistered,
}

impl Ground {
    /// The code that electronic invoices hold (VATEX).
    pub fn code(self) -> &'static str {
        match self {
            Ground::ReverseCharge => "VATEX-EU-AE",
            Ground::IntraCommunity => "VATEX-EU-IC",
            Ground::Export => "VATEX-EU-G",
            Ground::Elsewhere | Ground::NotRegistered => "VATEX-EU-O",
        }
    }

    /// The key of the wording that a paper of a seller in that country prints.
    pub fn key(self, seller: Country, day: Day) -> &'static str {
        let law = match seller.code() {
            "BG" => Law::Bulgaria,
            _ if is_kingdom(seller) && !is_member(seller, day) => Law::Kingdom,
            _ => Law::Union,
        };
        match (self, law) {
            (Ground::ReverseCharge, Law::Bulgaria) => "taxes-ground-reverse-bg",
            (Ground::ReverseCharge, Law::Kingdom) => "taxes-ground-reverse-gb",
            (Ground::ReverseCharge, Law::Union) => "taxes-ground-reverse-eu",
            (Ground::IntraCommunity, Law::Bulgaria) => "taxes-ground-intra-bg",
            (Ground::IntraCommunity, Law::Kingdom) => "taxes-ground-intra-gb",
            (Ground::IntraCommunity, Law::Union) => "taxes-ground-intra-eu",
            (Ground::Export, Law::Bulgaria) => "taxes-ground-export-bg",
            (Ground::Export, Law::Kingdom) => "taxes-ground-export-gb",
            (Ground::Export, Law::Union) => "taxes-ground-export-eu",
            (Ground::Elsewhere, Law::Bulgaria) => "taxes-ground-elsewhere-bg",
            (Ground::Elsewhere, Law::Kingdom) => "taxes-ground-elsewhere-gb",
            (Ground::Elsewhere, Law::Union) => "taxes-ground-elsewhere-eu",
            (Ground::NotRegistered, Law::Bulgaria) => "taxes-ground-unregistered-bg",
            (Ground::NotRegistered, Law::Kingdom) => "taxes-ground-unregistered-gb",
            (Ground::NotRegistered, Law::Union) => "taxes-ground-unregistered-eu",
        }
    }
}

/// Whose law the words name.
enum Law {
    Bulgaria,
    Kingdom,
    Union,
}
