//! OFX, of both kinds: the older one closes only what holds other elements, the newer one is XML.

use super::amounts::{Mark, Order, amount, day};
use super::{Entry, Told, Unfit, currency, kept};
use crate::base::{Currency, Money};

/// What stands in the file.
pub fn read(text: &str, own: Currency) -> Result<Told, Unfit> {
    let (mut told, mut of) = (Told::default(), own);
    let mut open: Option<Vec<(&str, String)>> = None;
    for (name, value) in elements(text) {
        match (name, &mut open) {
            ("CURDEF", _) => of = currency(&value).ok_or(Unfit::whole("statements-currency"))?,
            ("ACCTID", None) if told.account.is_empty() => told.account = kept(&value),
            ("STMTTRN", _) => open = Some(Vec::new()),
            ("/STMTTRN", _) => {
                if let Some(parts) = open.take() {
                    told.entries.push(entry(&parts, of, told.entries.len() + 1)?);
                }
            }
            (_, Some(parts)) => parts.push((name, value)),
            _ => {}
        }
    }
    Ok(told)
}

fn entry(parts: &[(&str, String)], of: Currency, line: usize) -> Result<Entry, Unfit> {
    let part =
        |wanted: &str| parts.iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| value.as_str());
    let typed = part("TRNAMT");
    let mark = if typed.contains(',') && !typed.contains('.') { Mark::Comma } else { Mark::Point };
    let minor = amount(typed, of.digits(), mark).ok_or(Unfit::at("statements-amount", line))?;
    let posted = part("DTPOSTED");
    let booked_on = day(posted.get(..8).unwrap_or(posted), Order::DayFirst);
    Ok(Entry {
        booked_on: booked_on.ok_or(Unfit::at("statements-day", line))?,
        amount: Money::new(minor, of),
        name: kept(part("NAME")),
        account: kept(part("ACCTID")),
        reference: kept(part(if part("REFNUM").is_empty() { "CHECKNUM" } else { "REFNUM" })),
        text: kept(part("MEMO")),
        bank_id: kept(part("FITID")),
    })
}

/// Each element with the text behind its tag; what ends begins with a stroke.
fn elements(text: &str) -> impl Iterator<Item = (&str, String)> {
    text.split('<').skip(1).filter_map(|piece| {
        let (name, value) = piece.split_once('>')?;
        let value = value.trim();
        let plain = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&apos;", "'"),
            ("&nbsp;", " "),
            ("&amp;", "&"),
        ]
        .into_iter()
        .fold(value.to_owned(), |text, (from, to)| text.replace(from, to));
        Some((name.split_whitespace().next().unwrap_or_default(), plain))
    })
}
