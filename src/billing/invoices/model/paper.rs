//! From a draft to the paper.

use super::{DraftInput, LineInput};
use crate::base::{Country, Currency, Day, Error, Language, Money, Problems, Result};
use crate::billing::countries::{Pack, PaperKind, in_words};
use crate::billing::customers;
use crate::billing::documents::{
    Account, Address, Contact, Document, Draft, DraftLine, Exchange, Form, Ground, Head, Item, Languages,
    Party, Payment, Preceding, Route,
};
use crate::billing::pricing::{Line as Priced, Measure, Overflow, Percent, Tax};
use crate::billing::seller::{self, Bank};
use crate::billing::taxes::{Decision, Doubt, Sale, SupplyKind, TaxClass, Treatment, decide};
use crate::platform::i18n;
use crate::workspace::rates::Rates;

/// One, at 10^-9.
const BILLION: i64 = 1_000_000_000;

/// All that a paper is made from.
pub struct Making<'a> {
    /// What it is.
    pub paper: PaperKind,
    /// What was typed.
    pub draft: &'a DraftInput,
    /// Who sells.
    pub seller: &'a seller::Facts,
    /// Who buys.
    pub buyer: &'a customers::Facts,
    /// Every tax class.
    pub classes: &'a [TaxClass],
    /// The rates of currencies on that day.
    pub rates: &'a Rates,
    /// What is corrected.
    pub original: Option<&'a Original>,
    /// The number on the paper.
    pub number: &'a str,
    /// The day of issue.
    pub issued_on: Day,
}

/// What a note corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its lines as they were typed, in the order of those of its paper.
    pub lines: Vec<LineInput>,
    /// The day whose law and rates hold for it.
    pub rated_on: Option<Day>,
    /// The paper.
    pub document: Document,
}

impl Original {
    /// How it taxed what is sold like that: a note says the same, whatever the law has become since.
    fn tax(&self, line: &LineInput) -> Option<(Tax, Option<Ground>)> {
        let of = self.lines.iter().position(|known| known.class == line.class && known.kind == line.kind)?;
        let of = self.document.sums().lines.get(of)?;
        Some((of.tax, of.item.ground.clone()))
    }
}

/// What a paper would be, and what is to be thought of before it is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The paper.
    pub document: Document,
    /// Why tax is charged although a line might go without it.
    pub doubts: Vec<Doubt>,
}

impl Making<'_> {
    /// The paper; `Invalid` if a rate of tax is not known, or a sum is beyond all bounds.
    pub fn compose(&self) -> Result<Told> {
        let (mut problems, mut doubts) = (Problems::default(), Vec::new());
        let mut lines = Vec::new();
        for (place, line) in self.draft.lines.iter().enumerate() {
            let known = self.original.and_then(|original| original.tax(line));
            match known.or_else(|| self.decided(line, &mut doubts)) {
                Some((tax, ground)) => lines.push(drawn(line, tax, ground)),
                None => problems.add(format!("lines.{place}.tax"), "taxes-rate-unknown"),
            }
        }
        let mut draft = Draft {
            head: self.head(),
            currency: self.draft.currency,
            entry: self.draft.entry,
            step: 1,
            lines,
            adjustments: Vec::new(),
            prepaid: 0,
        };
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let document = Document::compose(draft.clone()).map_err(large)?;
        if Pack::of(self.seller.country).says_amount() && self.paper != PaperKind::Quote {
            let due = document.money(document.sums().due);
            draft.head.in_words = Some(self.languages().word(|language| in_words(due, language)));
            return Ok(Told { document: Document::compose(draft).map_err(large)?, doubts });
        }
        Ok(Told { document, doubts })
    }

    /// The sale of anything; each line says what it is.
    fn sale(&self) -> Sale {
        Sale {
            seller: self.seller.taxed(),
            buyer: self.buyer.taxed(),
            supply: SupplyKind::Goods,
            day: self.rated_on(),
        }
    }

    /// The day in whose period the tax is accounted for: a note stands in its own.
    fn taxed_on(&self) -> Day {
        self.draft.supplied_on.unwrap_or(self.issued_on)
    }

    /// The day whose law and rates hold: of a note, that of what it corrects.
    fn rated_on(&self) -> Day {
        self.original.and_then(|original| original.rated_on).unwrap_or(self.taxed_on())
    }

    fn languages(&self) -> Languages {
        let all = self.buyer.languages.unwrap_or(self.seller.languages).all_of();
        Languages { first: all.first().copied().unwrap_or(Language::En), second: all.get(1).copied() }
    }

    /// How the table taxes a line.
    fn decided(&self, line: &LineInput, doubts: &mut Vec<Doubt>) -> Option<(Tax, Option<Ground>)> {
        let sale = Sale { supply: line.kind, ..self.sale() };
        let decision = decide(&sale);
        doubts.extend(decision.doubt.filter(|doubt| !doubts.contains(doubt)));
        self.tax(line, &sale, decision)
    }

    /// How a line is taxed, and why it is not; none where no rate is known.
    fn tax(&self, line: &LineInput, sale: &Sale, decision: Decision) -> Option<(Tax, Option<Ground>)> {
        if let Treatment::Untaxed(category, ground) = decision.treatment {
            let key = ground.key(sale.seller.country, sale.day);
            let wording = self.languages().word(|language| i18n::message(language, key).to_owned());
            let ground = Ground { wording, code: ground.code().to_owned() };
            return Some((Tax::new(category, Percent(0)), Some(ground)));
        }
        let class = self.classes.iter().find(|class| class.id == line.class)?;
        let tax = class.tax(decision.country(sale)?, sale.day)?;
        let wording = self.languages().word(|language| class.ground(language).to_owned());
        let ground = (!wording.first.is_empty()).then(|| Ground { wording, code: String::new() });
        Some((tax, ground))
    }

    fn head(&self) -> Head {
        let (draft, languages) = (self.draft, self.languages());
        let reference = if draft.reference.is_empty() { &self.buyer.reference } else { &draft.reference };
        let terms = draft.terms.or(self.buyer.terms).unwrap_or(self.seller.terms);
        let asks = !matches!(self.paper, PaperKind::CreditNote | PaperKind::Quote);
        let says_terms = self.paper != PaperKind::CreditNote;
        let of = self.original.map(|original| original.document.head());
        let exchange = match of {
            Some(of) => of.exchange,
            None => exchange(self.seller.country, draft.currency, self.rates, self.issued_on),
        };
        let preceding = of.map(|of| Preceding { number: of.number.clone(), issued_on: of.issued_on });
        Head {
            kind: self.paper,
            form: Form::Full,
            languages,
            number: self.number.to_owned(),
            issued_on: self.issued_on,
            taxed_on: Some(self.taxed_on()),
            period: None,
            due_on: asks.then(|| terms.due(self.issued_on)),
            terms: languages.word(|language| if says_terms { terms.say(language) } else { String::new() }),
            exchange,
            buyer_reference: reference.clone(),
            order: draft.order.clone(),
            contract: String::new(),
            preceding: preceding.into_iter().collect(),
            reason: draft.reason.clone(),
            seller: sold_by(self.seller),
            buyer: Some(bought_by(self.buyer)),
            delivered_to: None,
            prepared_by: self.seller.maker.clone(),
            notes: Some(draft.note.clone()).filter(|note| !note.trim().is_empty()).into_iter().collect(),
            payment: if asks {
                payment(self.seller, draft.currency, self.number)
            } else {
                Payment::default()
            },
            in_words: None,
        }
    }
}

fn large(_: Overflow) -> Error {
    Error::field("lines", "invoices-sum-large")
}

fn drawn(line: &LineInput, tax: Tax, ground: Option<Ground>) -> DraftLine {
    let item = Item {
        name: line.name.clone(),
        description: line.about.clone(),
        unit: line.unit,
        seller_code: String::new(),
        buyer_code: String::new(),
        gtin: String::new(),
        period: None,
        ground,
    };
    let discount = line.discount.map(Measure::Percent);
    DraftLine { item, priced: Priced { quantity: line.quantity, price: line.price, discount, tax } }
}

fn sold_by(seller: &seller::Facts) -> Party {
    let trades_as = if seller.trading_name == seller.legal_name { "" } else { &seller.trading_name };
    Party {
        legal_name: seller.legal_name.clone(),
        trading_name: trades_as.to_owned(),
        address: Address {
            street: seller.street.clone(),
            more: String::new(),
            city: seller.city.clone(),
            postcode: seller.postcode.clone(),
            region: seller.region.clone(),
            country: seller.country,
        },
        vat_number: seller.vat_number.as_ref().map(|number| number.as_str().to_owned()).unwrap_or_default(),
        company_number: seller.company_number.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
        tax_registration: String::new(),
        registration: seller.office.clone(),
        manager: seller.responsible.clone(),
        contact: Contact::default(),
        electronic: None,
    }
}

fn bought_by(buyer: &customers::Facts) -> Party {
    Party {
        legal_name: buyer.legal_name.clone(),
        trading_name: String::new(),
        address: Address {
            street: buyer.street.clone(),
            more: String::new(),
            city: buyer.city.clone(),
            postcode: buyer.postcode.clone(),
            region: buyer.region.clone(),
            country: buyer.country,
        },
        vat_number: buyer.vat_number.as_ref().map(|number| number.as_str().to_owned()).unwrap_or_default(),
        company_number: buyer.company_number.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
        tax_registration: String::new(),
        registration: String::new(),
        manager: String::new(),
        contact: Contact::default(),
        electronic: None,
    }
}

/// Into the account of the paper's currency, with its number beside the sum.
fn payment(seller: &seller::Facts, currency: Currency, number: &str) -> Payment {
    let accounts = seller.account(currency).map(|account| Account {
        holder: seller.legal_name.clone(),
        bank: account.name.clone(),
        route: match &account.bank {
            Bank::International { iban, bic } => Route::Iban(iban.clone(), bic.clone()),
            Bank::British { sort_code, number } => Route::SortCode(sort_code.clone(), number.clone()),
        },
        currency,
    });
    Payment { accounts: accounts.into_iter().collect(), reference: number.to_owned() }
}

/// How the tax is told in the currency of the law there, where the paper is in another; none too where no rate is known.
fn exchange(country: Country, of: Currency, rates: &Rates, day: Day) -> Option<Exchange> {
    let currency = Pack::of(country).currency(day).filter(|home| *home != of)?;
    let unit = |currency: Currency| 10_i64.checked_pow(currency.digits());
    let much = Money::new(BILLION.checked_mul(unit(of)?)?, of);
    let there = rates.convert(much, currency)?.minor;
    let set_by_hand = rates.by_hand.iter().any(|(known, _)| *known == of || *known == currency);
    let published_on = rates.published_on.map(|(_, published_on)| published_on);
    let rated_on = published_on.filter(|_| !set_by_hand).unwrap_or(day);
    Some(Exchange { currency, billionths: there / unit(currency)?, rated_on })
}
