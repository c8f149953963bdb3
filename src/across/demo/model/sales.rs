//! How leads and deals went, row by row.

use std::time::Duration;

use jiff::ToSpan;

use super::{Act, Deed, Fate, Step, moment, owner, with};
use crate::base::{At, Error, Fields, Result};
use crate::crm::activities::NoteInput;
use crate::crm::leads::LeadInput;

pub(super) fn lead(row: &Fields, now: At, member: impl Fn(&str) -> String) -> Result<Deed> {
    let number = |name: &str| row.first(name).parse::<u64>().map_err(|_| Error::Malformed("lead"));
    let country = if row.first("phone").starts_with("0888") { "BG" } else { "GB" };
    let facts = LeadInput::parse(&with(row, &[("owner", owner(row, &member))]), country.parse()?)?;
    let note =
        |kind: &str| NoteInput::parse(&Fields::new().with("kind", kind).with("body", row.first("detail")));
    let fate = match row.first("fate") {
        "" => Fate::Open,
        "dead" => Fate::Dead(row.first("detail").to_owned()),
        "rest" => {
            let days = Duration::from_secs(number("detail")? * 86_400);
            Fate::Rests(now.plus(days).day(&jiff::tz::TimeZone::UTC))
        }
        "deal" => Fate::Deal(bargain(row)?),
        kind => Fate::Answered(note(kind)?),
    };
    Ok(Deed {
        at: moment(now, number("days")?, number("hour")?, 20),
        author: row.first("author").to_owned(),
        act: Act::Lead(Box::new(facts), fate),
    })
}

/// The deal that a lead becomes, for what it asked; the detail is what it is worth: `8900 GBP`.
fn bargain(row: &Fields) -> Result<Fields> {
    let (amount, currency) = row.first("detail").split_once(' ').ok_or(Error::Malformed("lead"))?;
    let named = Fields::new().with("name", row.first("interest"));
    Ok(named.with("amount", amount).with("currency", currency))
}

/// The life of a deal: added unless a lead became it, moved (`2@21` is to the second stage 21 days ago), and how it ended or rests.
pub(super) fn deal(now: At, row: &Fields, member: impl Fn(&str) -> String) -> Result<Vec<Deed>> {
    let number = |text: &str| text.parse::<u64>().map_err(|_| Error::Malformed("deal"));
    let today = now.day(&jiff::tz::TimeZone::UTC);
    let expected = row.first("expected").parse::<i64>().ok();
    let expected = expected.and_then(|days| today.0.checked_add(days.days()).ok());
    let fields = with(
        row,
        &[
            ("owner", owner(row, member)),
            ("close_on", expected.map(|day| day.to_string()).unwrap_or_default()),
            ("person", String::new()),
        ],
    );
    let mut steps = Vec::new();
    if !row.first("added").is_empty() {
        steps.push((number(row.first("added"))?, Step::Add(fields, row.first("person").to_owned())));
    }
    for part in row.first("path").split(' ').filter(|part| !part.is_empty()) {
        let (stage, days) = part.split_once('@').ok_or(Error::Malformed("deal"))?;
        steps.push((number(days)?, Step::Move(number(stage)? as usize)));
    }
    let detail = || number(row.first("detail"));
    let end = match row.first("end") {
        "won" => Some(Step::Win),
        "lost" => Some(Step::Lose(detail()? as usize)),
        "held" => Some(Step::Hold(detail()? as i64)),
        _ => None,
    };
    if let Some(end) = end {
        steps.push((number(row.first("when"))?, end));
    }
    // Each step an hour after the one before, where they fall on one day.
    let deeds = (0..).zip(steps).map(|(place, (days, step))| Deed {
        at: moment(now, days, 9 + place, 20),
        author: row.first("owner").to_owned(),
        act: Act::Deal(row.first("name").to_owned(), step),
    });
    Ok(deeds.collect())
}
