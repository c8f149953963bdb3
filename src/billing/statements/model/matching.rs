//! Which papers a line of a statement pays.

use super::Entry;
use crate::base::words::words;
use crate::base::{InvoiceId, Money, SubjectId, text};
use crate::billing::payments::Part;

/// So many papers of one customer are tried in all ways in which they can come together.
const TRIED: usize = 12;
/// A number without its leading zeros is taken for one of ours from so many digits on.
const CERTAIN_DIGITS: usize = 5;
/// The shortest word of a name that tells customers apart.
const SHORTEST: usize = 4;

/// A paper on which something is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPaper {
    /// Which one.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Who owes, or is owed.
    pub customer: SubjectId,
    /// What they are called.
    pub name: String,
    /// What is still owed; below zero: the seller owes it.
    pub rest: Money,
}

/// A paper with what its number and its customer's name are looked for by.
struct Known<'p> {
    paper: &'p OpenPaper,
    /// The number without anything between its letters and digits.
    plain: String,
    /// The words of the name that tell it from others.
    words: Vec<String>,
}

/// All that is owed, made ready to be looked for in many lines.
pub struct Ledger<'p>(Vec<Known<'p>>);

impl<'p> Ledger<'p> {
    /// Of those papers.
    pub fn of(papers: &'p [OpenPaper]) -> Ledger<'p> {
        let known =
            |paper: &'p OpenPaper| Known { paper, plain: bare(&paper.number), words: telling(&paper.name) };
        Ledger(papers.iter().map(known).collect())
    }
}

/// Why those papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Their numbers stand on the line, and the amount is theirs.
    Number,
    /// Their numbers stand on the line, and the amount is another.
    NumberAlone,
    /// Name and amount are those of one paper.
    NameAndAmount,
    /// The amount is what that customer owes on several.
    Together,
    /// Nothing else is owed in that amount.
    AmountAlone,
}
words!(Reason, "reason of a proposal",
    Number = "number", "statements-by-number";
    NumberAlone = "number_alone", "statements-by-number-alone";
    NameAndAmount = "name", "statements-by-name";
    Together = "together", "statements-by-together";
    AmountAlone = "amount", "statements-by-amount";
);

impl Reason {
    /// Whether the line can be booked without anybody having looked.
    pub fn is_certain(self) -> bool {
        matches!(self, Reason::Number | Reason::NameAndAmount)
    }
}

/// What a line is probably for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What of it is for which papers; together they are the amount.
    pub parts: Vec<Part>,
    /// Why.
    pub reason: Reason,
}

/// What the line is probably for; nothing if several answers are as good.
pub fn propose(entry: &Entry, ledger: &Ledger) -> Option<Proposal> {
    let amount = entry.amount.minor;
    let fits = |known: &&Known| {
        known.paper.rest.currency == entry.amount.currency
            && known.paper.rest.minor.signum() == amount.signum()
    };
    let open: Vec<&Known> = ledger.0.iter().filter(fits).collect();
    let said = Said::of(entry);
    let numbered: Vec<&OpenPaper> =
        open.iter().filter(|known| said.has_number(&known.plain)).map(|known| known.paper).collect();
    if let Some(first) = numbered.first() {
        // A payment is one customer's.
        let is_one = numbered.iter().all(|paper| paper.customer == first.customer);
        return is_one.then(|| by_number(amount, &numbered));
    }
    let theirs: Vec<&OpenPaper> =
        open.iter().filter(|known| said.has_name(&known.words)).map(|known| known.paper).collect();
    let alike = |papers: &mut dyn Iterator<Item = &'_ OpenPaper>| -> Vec<InvoiceId> {
        papers.filter(|paper| paper.rest.minor == amount).map(|paper| paper.id).take(2).collect()
    };
    let by_name = alike(&mut theirs.iter().copied());
    let by_amount = alike(&mut open.iter().map(|known| known.paper));
    let whole = |invoice: InvoiceId, reason| Some(Proposal { parts: vec![Part { invoice, amount }], reason });
    match (by_name.as_slice(), by_amount.as_slice()) {
        ([one], _) => return whole(*one, Reason::NameAndAmount),
        ([], [one]) => return whole(*one, Reason::AmountAlone),
        ([], _) => {}
        _ => return None,
    }
    let customer = theirs.first()?.customer;
    let is_one = theirs.iter().all(|paper| paper.customer == customer);
    let parts = is_one.then(|| together(amount, &theirs))??;
    Some(Proposal { parts, reason: Reason::Together })
}

/// Shares the amount out among the papers that the line names, the first one first; what is too much stands on the last.
fn by_number(amount: i64, named: &[&OpenPaper]) -> Proposal {
    let owed: i64 = named.iter().map(|paper| paper.rest.minor).fold(0, i64::saturating_add);
    let (mut left, last) = (amount, named.len() - 1);
    let mut parts = Vec::new();
    for (place, paper) in named.iter().enumerate() {
        let part = match place == last {
            true => left,
            false if amount < 0 => left.max(paper.rest.minor),
            false => left.min(paper.rest.minor),
        };
        left -= part;
        if part != 0 {
            parts.push(Part { invoice: paper.id, amount: part });
        }
    }
    Proposal { parts, reason: if owed == amount { Reason::Number } else { Reason::NumberAlone } }
}

/// The one choice of several papers that comes to the amount; nothing if there are two.
fn together(amount: i64, papers: &[&OpenPaper]) -> Option<Vec<Part>> {
    let papers = &papers[..papers.len().min(TRIED)];
    let mut found = None;
    for chosen in 1_u32..1 << papers.len() {
        let picked = || {
            papers
                .iter()
                .enumerate()
                .filter(move |(place, _)| chosen >> place & 1 == 1)
                .map(|(_, paper)| paper)
        };
        let sum = picked().map(|paper| paper.rest.minor).fold(0, i64::saturating_add);
        if chosen.count_ones() > 1 && sum == amount {
            if found.is_some() {
                return None;
            }
            found =
                Some(picked().map(|paper| Part { invoice: paper.id, amount: paper.rest.minor }).collect());
        }
    }
    found
}

/// The words of a line.
struct Said {
    /// All letters and digits, without anything between them.
    plain: String,
    /// The numbers in it.
    numbers: Vec<String>,
    /// The words, folded.
    words: Vec<String>,
}

impl Said {
    fn of(entry: &Entry) -> Said {
        let all = format!("{} {} {}", entry.reference, entry.text, entry.name);
        let folded = text::fold(&all);
        let numbers = all.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
        Said {
            plain: bare(&all),
            numbers: numbers.map(|number| number.trim_start_matches('0').to_owned()).collect(),
            words: folded.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect(),
        }
    }

    /// Whether that number stands there: whole, blanks and signs left out, or by its digits without leading zeros.
    fn has_number(&self, plain: &str) -> bool {
        let digits =
            plain.trim_start_matches(|letter: char| !letter.is_ascii_digit()).trim_start_matches('0');
        let is_whole = plain.len() >= CERTAIN_DIGITS && self.plain.contains(plain);
        // With fewer digits it may be a day or a house: it must be called an invoice.
        let is_called = || {
            let marks = ["invoice", "inv", "no", "nr", "faktura", "fakt", "f-ra", "fra"];
            self.words
                .windows(2)
                .any(|pair| marks.contains(&pair[0].as_str()) && pair[1].trim_start_matches('0') == digits)
        };
        let is_there = || self.numbers.iter().any(|known| known == digits);
        is_whole || !digits.is_empty() && is_there() && (digits.len() >= CERTAIN_DIGITS || is_called())
    }

    /// Whether the words of a name are all there.
    fn has_name(&self, words: &[String]) -> bool {
        !words.is_empty() && words.iter().all(|word| self.words.contains(word))
    }
}

/// The words of a name, apart from what is short or says the form of a company.
fn telling(name: &str) -> Vec<String> {
    let folded = text::fold(name);
    let forms = ["ltd", "limited", "llc", "gmbh", "eood", "ood", "ad", "ead", "plc", "inc", "et", "sons"];
    let all: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let long: Vec<&str> = all
        .iter()
        .copied()
        .filter(|word| word.chars().count() >= SHORTEST && !forms.contains(word))
        .collect();
    let words = if long.is_empty() { all } else { long };
    words.into_iter().map(str::to_owned).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
