//! What an import must know about the workspace: its countries and its members.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use crate::base::{Actor, Country, Currency, Language, MemberId, Result, text};
use crate::crm::points::email_norm;
use crate::platform::View;
use crate::workspace::{members, settings};

/// The workspace as far as a file is read in it.
pub struct Office {
    /// Where it is: decides how doubtful days are read.
    pub country: Country,
    /// Where its telephone numbers without a code are.
    pub phone_country: Country,
    /// In which it reckons.
    pub currency: Currency,
    /// The language of its numbers.
    pub language: Language,
    /// In which its days are.
    pub zone: TimeZone,
    /// Its members by folded name and by normal e-mail address.
    pub members: HashMap<String, MemberId>,
}

/// The workspace.
pub fn office(view: &View) -> Result<Office> {
    let settings = settings::of(view)?;
    let mut by_name = HashMap::new();
    for member in members::list(view)?.into_iter().filter(|member| member.is_active) {
        by_name.insert(text::fold(&member.name), member.id);
        by_name.extend(email_norm(&member.email).map(|email| (email, member.id)));
    }
    Ok(Office {
        country: settings.company.country,
        currency: settings.regional.currency,
        language: settings.regional.language,
        zone: settings.zone(),
        phone_country: settings.regional.phone_country,
        members: by_name,
    })
}

/// A member at work through a job: their rights count, and their name stands in the audit. `Forbidden` if they do not
/// work here any more.
pub fn at_work(view: &View, member: MemberId) -> Result<Actor> {
    members::at_work(view, member)
}
