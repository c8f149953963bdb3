//! CAMT.053, the statement of ISO 20022, in any of its versions.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::amounts::{Mark, Order, amount, day};
use super::{Entry, MOST_LINES, Told, Unfit, currency, kept};
use crate::base::{Currency, Money};

/// The deepest nesting that is followed.
const DEEPEST: usize = 60;

/// An element with what stands in it.
#[derive(Default)]
struct Node {
    name: String,
    currency: String,
    text: String,
    parts: Vec<Node>,
}

impl Node {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.parts.iter().filter(move |part| part.name == name)
    }

    /// The first element along that path of names.
    fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, name| node.parts.iter().find(|part| part.name == name))
    }

    /// The text at the first of those paths that there is.
    fn text(&self, paths: &[&str]) -> &str {
        paths.iter().find_map(|path| self.at(path)).map_or("", |node| node.text.trim())
    }
}

/// What stands in the file.
pub fn read(text: &str) -> Result<Told, Unfit> {
    let root = tree(text)?;
    let statements = root.at("Document/BkToCstmrStmt").ok_or(Unfit::whole("statements-unknown"))?;
    let mut told = Told::default();
    for statement in statements.all("Stmt") {
        if told.account.is_empty() {
            told.account = kept(statement.text(&["Acct/Id/IBAN", "Acct/Id/Othr/Id"]));
        }
        for one in statement.all("Ntry") {
            if told.entries.len() >= MOST_LINES {
                return Err(Unfit::whole("statements-too-many"));
            }
            entries(one, &mut told.entries)?;
        }
    }
    Ok(told)
}

/// The payments of an entry: one, or all of a batch, if their amounts come to the whole.
fn entries(node: &Node, into: &mut Vec<Entry>) -> Result<(), Unfit> {
    let line = into.len() + 1;
    // What is only announced is not there yet.
    let is_booked = matches!(node.text(&["Sts/Cd", "Sts"]), "" | "BOOK");
    if !is_booked {
        return Ok(());
    }
    let whole = money(node, "Amt").ok_or(Unfit::at("statements-amount", line))?;
    let sign = sign(node, 1);
    let booked = node.text(&["BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"]);
    let booked_on = day(booked, Order::DayFirst).ok_or(Unfit::at("statements-day", line))?;
    let details: Vec<&Node> = node.all("NtryDtls").flat_map(|part| part.all("TxDtls")).collect();
    let amounts: Option<Vec<i64>> = details.iter().map(|detail| part(detail, whole.currency, sign)).collect();
    let is_split = amounts.as_ref().is_some_and(|all| {
        all.len() > 1
            && all.iter().try_fold(0_i64, |sum, one| sum.checked_add(*one)) == Some(whole.minor * sign)
    });
    let one = |detail: Option<&Node>, minor: i64| {
        let empty = Node::default();
        let detail = detail.unwrap_or(&empty);
        // Who paid, if it came in; who was paid, if it went out.
        let side = if minor < 0 { "Cdtr" } else { "Dbtr" };
        let party = |rest: &str| format!("RltdPties/{side}{rest}");
        let name = detail.text(&[&party("/Nm"), &party("/Pty/Nm")]);
        let free: Vec<&str> = detail
            .at("RmtInf")
            .into_iter()
            .flat_map(|node| node.all("Ustrd"))
            .map(|node| node.text.trim())
            .collect();
        let free = if free.is_empty() { detail.text(&["AddtlTxInf"]).to_owned() } else { free.join(" ") };
        let free = if free.is_empty() { node.text(&["AddtlNtryInf"]).to_owned() } else { free };
        let given = detail.text(&["RmtInf/Strd/CdtrRefInf/Ref"]);
        let given = if given.is_empty() { detail.text(&["Refs/EndToEndId"]) } else { given };
        let id = detail.text(&["Refs/AcctSvcrRef", "Refs/TxId"]);
        Entry {
            booked_on,
            amount: Money::new(minor, whole.currency),
            name: kept(name),
            account: kept(detail.text(&[&party("Acct/Id/IBAN"), &party("Acct/Id/Othr/Id")])),
            reference: kept(if given == "NOTPROVIDED" { "" } else { given }),
            text: kept(&free),
            bank_id: kept(if id.is_empty() { node.text(&["AcctSvcrRef", "NtryRef"]) } else { id }),
        }
    };
    match amounts.filter(|_| is_split) {
        Some(amounts) => {
            into.extend(details.iter().zip(amounts).map(|(detail, minor)| one(Some(detail), minor)))
        }
        None => into.push(one(details.first().copied(), whole.minor * sign)),
    }
    Ok(())
}

/// Whether money came in or went out; a reversal is the other way round already in its mark.
fn sign(node: &Node, otherwise: i64) -> i64 {
    match node.text(&["CdtDbtInd"]) {
        "DBIT" => -1,
        "CRDT" => 1,
        _ => otherwise,
    }
}

fn part(detail: &Node, of: Currency, whole: i64) -> Option<i64> {
    let found = money(detail, "Amt").or_else(|| money(detail, "AmtDtls/TxAmt/Amt"))?;
    (found.currency == of).then_some(found.minor * sign(detail, whole))
}

fn money(node: &Node, path: &str) -> Option<Money> {
    let found = node.at(path)?;
    let currency = currency(&found.currency)?;
    let minor = amount(&found.text, currency.digits(), Mark::Point)?;
    Some(Money::new(minor, currency))
}

/// The elements of the file, by their names without name spaces.
fn tree(text: &str) -> Result<Node, Unfit> {
    const BROKEN: Unfit = Unfit { key: "statements-broken", line: 0 };
    let mut reader = Reader::from_str(text.trim_start());
    let mut path = vec![Node::default()];
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(tag) => {
                if path.len() > DEEPEST {
                    return Err(BROKEN);
                }
                path.push(begun(&tag)?);
            }
            Event::Empty(tag) => {
                let node = begun(&tag)?;
                if let Some(above) = path.last_mut() {
                    above.parts.push(node);
                }
            }
            Event::End(_) => {
                let node = path.pop().unwrap_or_default();
                path.last_mut().ok_or(BROKEN)?.parts.push(node);
            }
            Event::Text(part) => {
                if let Some(node) = path.last_mut() {
                    node.text.push_str(&part.xml10_content());
                }
            }
            Event::CData(part) => {
                if let Some(node) = path.last_mut() {
                    node.text.push_str(&part);
                }
            }
            Event::GeneralRef(named) => {
                let letter = match named.resolve_char_ref() {
                    Ok(Some(letter)) => Some(letter.to_string()),
                    _ => quick_xml::escape::resolve_xml_entity(named.as_ref()).map(str::to_owned),
                };
                if let (Some(node), Some(letter)) = (path.last_mut(), letter) {
                    node.text.push_str(&letter);
                }
            }
            // Nothing is ever fetched or defined by a file.
            Event::DocType(_) => return Err(BROKEN),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    match path.len() {
        1 => Ok(path.remove(0)),
        _ => Err(BROKEN),
    }
}

fn begun(tag: &quick_xml::events::BytesStart) -> Result<Node, Unfit> {
    let name = tag.local_name().as_ref().to_owned();
    let found = tag.attributes().flatten().find(|pair| pair.key.local_name().as_ref() == "Ccy");
    let currency = found.map_or_else(String::new, |pair| pair.value.to_string());
    Ok(Node { name, currency, ..Node::default() })
}
