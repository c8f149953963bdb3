//! Asking those who publish rates.

use poem::http::Request;

use super::model::{Feed, Fetch, Published, Source, Trouble};
use super::{actions, store};
use crate::base::{Actor, At, Result};
use crate::platform::outbound::Reach;
use crate::platform::queue::Outcome;
use crate::platform::{self, Machines};

/// Asks the source if it is time to, and writes down what came of it. What did not work is no fault of the job: the page
/// says it, and the next hour tries again.
pub async fn fetch(machines: Machines, actor: Actor, job: Fetch) -> Result<Outcome> {
    let (db, now) = (&machines.db, machines.clock.now());
    let Some(source) = db.read(&actor, store::choice)?.source else { return Ok(Outcome::Done) };
    let is_due = |feed: Option<Feed>| feed.is_none_or(|feed| feed.is_due(now));
    if !job.is_wished && !is_due(db.read(&actor, |view| store::feed(view, source))?) {
        return Ok(Outcome::Done);
    }
    let Some(address) = address(&machines, source, now) else { return Ok(Outcome::Done) };
    let answer = ask(&machines, source, &address).await;
    if let Err(trouble) = answer {
        tracing::warn!(source = source.code(), trouble = trouble.code(), "there are no new exchange rates");
    }
    db.write(&actor, platform::Lane::Bulk, move |tx| actions::take(tx, source, answer)).await?;
    Ok(Outcome::Done)
}

/// Where the source publishes this month's or today's rates; none if the operator took it out.
fn address(machines: &Machines, source: Source, now: At) -> Option<String> {
    let rates = &machines.config.rates;
    let address = match source {
        Source::Ecb => &rates.ecb,
        Source::Hmrc => &rates.hmrc,
    };
    let today = now.day(&jiff::tz::TimeZone::UTC).to_string();
    Some(address.replace("{month}", &today[..7])).filter(|address| !address.is_empty())
}

async fn ask(machines: &Machines, source: Source, address: &str) -> Result<Published, Trouble> {
    let request = Request::get(address).body(Vec::new()).map_err(|_| Trouble::Unreachable)?;
    let answer = machines.outbound.call(Reach::Named, request).await.map_err(|fault| {
        tracing::info!(source = source.code(), cause = %fault, "exchange rates were asked for in vain");
        Trouble::Unreachable
    })?;
    if !answer.status().is_success() {
        return Err(Trouble::Refused);
    }
    let text = String::from_utf8(answer.into_body()).map_err(|_| Trouble::Unreadable)?;
    Published::read(source, &text).ok_or(Trouble::Unreadable)
}
