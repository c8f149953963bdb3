//! What papers are called, how they are numbered, and who stands on them.

use crate::base::{Country, Currency, Day, Language};

/// Whose habits papers follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pack {
    /// Britain: VAT Regulations 1995, reg. 14; Trading Disclosures Regulations 2015.
    Britain,
    /// Bulgaria: ЗДДС чл. 113–117, ППЗДДС чл. 78–79, Закон за счетоводството чл. 6.
    Bulgaria,
    /// Any other country: Directive 2006/112/EC, art. 226.
    Union,
}

/// What a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum PaperKind {
    /// Asks for money for what was sold.
    Invoice,
    /// Takes a part of an invoice back, or all of it.
    CreditNote,
    /// Adds to an invoice.
    DebitNote,
    /// Asks for money before there is an invoice.
    ProForma,
    /// Offers a sale.
    Quote,
    /// Accounts for the tax on what was bought or given away (ЗДДС чл. 117).
    Protocol,
}

/// The papers that share one sequence of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Series {
    /// Invoices; in Bulgaria credit and debit notes too.
    Invoices,
    /// Credit notes, where they have their own.
    CreditNotes,
    /// Debit notes, where they have their own.
    DebitNotes,
    /// Pro-forma invoices: no tax document, so never among invoices.
    ProFormas,
    /// Quotes.
    Quotes,
    /// Protocols.
    Protocols,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// Ten digits, ascending, without a gap, never beginning again (ППЗДДС чл. 78).
    TenDigits,
    /// A prefix and a counter of four digits or more; holds the prefix that is offered.
    Prefixed(&'static str),
}

/// The last number of ten digits.
const LAST_OF_TEN: u64 = 9_999_999_999;

impl Pack {
    /// The pack of a seller that is established there.
    pub fn of(country: Country) -> Pack {
        match country.code() {
            "GB" => Pack::Britain,
            "BG" => Pack::Bulgaria,
            _ => Pack::Union,
        }
    }

    /// What a paper of that kind is called at its head.
    pub fn name(self, kind: PaperKind, language: Language) -> &'static str {
        match (kind, language) {
            (PaperKind::Invoice, Language::En) => "Invoice",
            (PaperKind::Invoice, Language::Bg) => "Фактура",
            (PaperKind::CreditNote, Language::En) => "Credit note",
            (PaperKind::CreditNote, Language::Bg) => "Кредитно известие",
            (PaperKind::DebitNote, Language::En) => "Debit note",
            (PaperKind::DebitNote, Language::Bg) => "Дебитно известие",
            (PaperKind::ProForma, Language::En) => "Pro-forma invoice",
            (PaperKind::ProForma, Language::Bg) => "Проформа фактура",
            (PaperKind::Quote, Language::En) if self == Pack::Britain => "Quotation",
            (PaperKind::Quote, Language::En) => "Offer",
            (PaperKind::Quote, Language::Bg) => "Оферта",
            (PaperKind::Protocol, Language::En) => "Protocol",
            (PaperKind::Protocol, Language::Bg) => "Протокол",
        }
    }

    /// The word that marks the first copy for the buyer (ЗДДС чл. 114); none where no law asks for it.
    pub fn original(self, language: Language) -> Option<&'static str> {
        match (self, language) {
            (Pack::Bulgaria, Language::Bg) => Some("Оригинал"),
            (Pack::Bulgaria, Language::En) => Some("Original"),
            _ => None,
        }
    }

    /// Within how many days of a supply its invoice has to be issued (ЗДДС чл. 113, ал. 4; VAT Regulations 1995, reg. 13);
    /// none where the law counts otherwise.
    pub fn days_to_issue(self) -> Option<i32> {
        match self {
            Pack::Bulgaria => Some(5),
            Pack::Britain => Some(30),
            Pack::Union => None,
        }
    }

    /// Which sequence a paper takes its number from.
    pub fn series(self, kind: PaperKind) -> Series {
        match kind {
            PaperKind::CreditNote if self != Pack::Bulgaria => Series::CreditNotes,
            PaperKind::DebitNote if self != Pack::Bulgaria => Series::DebitNotes,
            PaperKind::Invoice | PaperKind::CreditNote | PaperKind::DebitNote => Series::Invoices,
            PaperKind::ProForma => Series::ProFormas,
            PaperKind::Quote => Series::Quotes,
            PaperKind::Protocol => Series::Protocols,
        }
    }

    /// How the numbers of a sequence are written.
    pub fn numbering(self, series: Series) -> Numbering {
        match (self, series) {
            (Pack::Bulgaria, Series::Invoices | Series::Protocols) => Numbering::TenDigits,
            (_, Series::Invoices) => Numbering::Prefixed("INV-"),
            (_, Series::CreditNotes) => Numbering::Prefixed("CN-"),
            (_, Series::DebitNotes) => Numbering::Prefixed("DN-"),
            (_, Series::ProFormas) => Numbering::Prefixed("PF-"),
            (_, Series::Quotes) => Numbering::Prefixed("Q-"),
            (_, Series::Protocols) => Numbering::Prefixed("P-"),
        }
    }

    /// Whether papers name who answers for the company (МОЛ) and who drew them up (съставил).
    pub fn names_people(self) -> bool {
        self == Pack::Bulgaria
    }

    /// Whether papers say where the company is registered, its number and its registered office.
    pub fn discloses_office(self) -> bool {
        self == Pack::Britain
    }

    /// The currency in which the law there wants the tax told (Directive 2006/112/EC art. 230; VAT Regulations 1995
    /// reg. 14(2)); none where we know no such law.
    pub fn currency(self, day: Day) -> Option<Currency> {
        let code = match self {
            Pack::Britain => "GBP",
            Pack::Bulgaria if day >= Day(jiff::civil::date(2026, 1, 1)) => "EUR",
            Pack::Bulgaria => "BGN",
            Pack::Union => return None,
        };
        code.parse().ok()
    }

    /// Whether papers say the amount in words.
    pub fn says_amount(self) -> bool {
        self == Pack::Bulgaria
    }
}

impl Numbering {
    /// The number of that place in its sequence; none if the place is nought or beyond the last number. `prefix` counts
    /// only where there is one.
    pub fn write(self, prefix: &str, place: u64) -> Option<String> {
        match self {
            _ if place == 0 => None,
            Numbering::TenDigits => (place <= LAST_OF_TEN).then(|| format!("{place:010}")),
            Numbering::Prefixed(_) => Some(format!("{prefix}{place:04}")),
        }
    }
}
