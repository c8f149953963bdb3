//! What somebody types about a deal.

use serde::{Deserialize, Serialize};

use super::pipeline::{StageNeed, percent};
use crate::base::words::words;
use crate::base::{CompanyId, ContactId, Currency, Day, Fields, MemberId, Money, Problems, Result, text};
use crate::crm::fields::{HasValues, Values};

/// The longest name of a deal, in characters.
const NAME_LENGTH: usize = 200;
/// The longest of the other texts.
const TEXT_LENGTH: usize = 100;

/// What somebody does in a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonRole {
    /// Says yes or no.
    Decides,
    /// Wants it and speaks for it.
    Champions,
    /// Is asked before.
    Advises,
    /// Will live with what is bought.
    Uses,
    /// Pays the bill.
    Pays,
    /// Anything else.
    #[default]
    Other,
}
words!(PersonRole, "role in a deal",
    Decides = "decides", "deals-role-decides";
    Champions = "champions", "deals-role-champions";
    Advises = "advises", "deals-role-advises";
    Uses = "uses", "deals-role-uses";
    Pays = "pays", "deals-role-pays";
    Other = "other", "deals-role-other";
);

/// Somebody on a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub contact: ContactId,
    /// What they do in it.
    pub role: PersonRole,
}

/// Everything that somebody can type about a deal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DealInput {
    /// What it is about.
    pub name: String,
    /// How much it is worth, if that is known.
    pub amount: Option<Money>,
    /// How likely it is to be won, in percent, where somebody knows better than its stage.
    pub probability: Option<i64>,
    /// When it should be won.
    pub close_on: Option<Day>,
    /// The company by name; one that is not known yet is added.
    pub company: String,
    /// The company by number; counts only together with its name, so that typing another name changes the company.
    pub company_id: Option<CompanyId>,
    /// Everybody on it, the one above all first.
    pub people: Vec<Person>,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Where it came from.
    pub source: String,
    /// Values of the workspace's own fields.
    #[serde(default)]
    pub values: Values,
}

impl HasValues for DealInput {
    fn values(&self) -> &Values {
        &self.values
    }

    fn values_mut(&mut self) -> &mut Values {
        &mut self.values
    }
}

impl DealInput {
    /// Reads `name`, `amount`, `currency`, `probability`, `close_on`, `company`, `company_id`, `owner`, `source`, and
    /// `contact` (several, by number) with a `role` for each. What is typed without a currency is of `currency`.
    pub fn parse(fields: &Fields, currency: Currency) -> Result<DealInput> {
        let mut problems = Problems::default();
        let mut short = |field: &'static str, length: usize| {
            let value = text::one_line(fields.first(field));
            if value.chars().count() > length {
                problems.add(field, "deals-too-long");
            }
            value
        };
        let name = short("name", NAME_LENGTH);
        let company = short("company", NAME_LENGTH);
        let source = short("source", TEXT_LENGTH);
        if text::sort_key(&name).is_empty() {
            problems.add("name", "deals-name-missing");
        }
        let amount = amount(fields, currency, &mut problems);
        let probability = match fields.first("probability") {
            "" => None,
            typed => percent(typed).or_else(|| {
                problems.add("probability", "deals-probability-wrong");
                None
            }),
        };
        let close_on = match fields.first("close_on") {
            "" => None,
            typed => typed.parse().ok().or_else(|| {
                problems.add("close_on", "deals-close-on-wrong");
                None
            }),
        };
        problems.finish(DealInput {
            name,
            amount,
            probability,
            close_on,
            company,
            company_id: fields.first("company_id").parse().ok(),
            people: people(fields),
            owner: fields.first("owner").parse().ok(),
            source,
            values: Values::default(),
        })
    }

    /// A problem on the field of each of these that is missing.
    pub fn missing(&self, needs: &[StageNeed]) -> Problems {
        let is_missing = |need: &StageNeed| match need {
            StageNeed::Amount => self.amount.is_none(),
            StageNeed::CloseDay => self.close_on.is_none(),
            StageNeed::Company => self.company.is_empty() && self.company_id.is_none(),
            StageNeed::Person => self.people.is_empty(),
            StageNeed::Owner => self.owner.is_none(),
            StageNeed::Source => self.source.is_empty(),
        };
        let mut problems = Problems::default();
        for need in needs.iter().filter(|need| is_missing(need)) {
            problems.add(need.field(), need.missing());
        }
        problems
    }

    /// Every fact by the name of its field, as text: what changed is told and audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let people = self.people.iter().map(|person| format!("{} {}", person.contact, person.role.code()));
        vec![
            ("name", self.name.clone()),
            ("amount", self.amount.map(|amount| amount.minor.to_string()).unwrap_or_default()),
            ("currency", self.amount.map(|amount| amount.currency.to_string()).unwrap_or_default()),
            ("probability", self.probability.map(|percent| percent.to_string()).unwrap_or_default()),
            ("close_on", self.close_on.map(|day| day.to_string()).unwrap_or_default()),
            ("company", self.company.clone()),
            ("people", people.collect::<Vec<_>>().join(", ")),
            ("owner", self.owner.map(|owner| owner.to_string()).unwrap_or_default()),
            ("source", self.source.clone()),
        ]
    }

    /// What differs from other facts: (field, theirs, ours).
    pub fn changes(&self, other: &DealInput) -> Vec<(&'static str, String, String)> {
        let pairs = other.told().into_iter().zip(self.told());
        pairs.filter(|(old, new)| old != new).map(|((field, old), (_, new))| (field, old, new)).collect()
    }
}

fn amount(fields: &Fields, currency: Currency, problems: &mut Problems) -> Option<Money> {
    let currency = match fields.first("currency") {
        "" => currency,
        typed => typed.parse().unwrap_or_else(|_| {
            problems.add("currency", "deals-currency-wrong");
            currency
        }),
    };
    Money::parse(fields.first("amount"), currency).unwrap_or_else(|_| {
        problems.add("amount", "deals-amount-wrong");
        None
    })
}

/// Everybody by number, each once, with the role that stands at the same place.
fn people(fields: &Fields) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let roles: Vec<&str> = fields.all("role").collect();
    for (place, contact) in fields.all("contact").enumerate() {
        let Ok(contact) = contact.parse::<ContactId>() else { continue };
        if people.iter().all(|known| known.contact != contact) {
            let role = roles.get(place).and_then(|role| role.parse().ok()).unwrap_or_default();
            people.push(Person { contact, role });
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Error;

    fn parse(fields: &Fields) -> Result<DealInput> {
        DealInput::parse(fields, "GBP".parse().expect("a currency"))
    }

    #[test]
    fn a_deal_is_read_with_its_people_in_their_order() {
        let fields = Fields::new()
            .with("name", "  Counter,  oak ")
            .with("amount", "12,500")
            .with("probability", "60%")
            .with("close_on", "2026-12-24")
            .with("contact", "7")
            .with("role", "decides")
            .with("contact", "9")
            .with("role", "pays")
            .with("contact", "7")
            .with("role", "uses");

        let deal = parse(&fields).expect("all is well");

        assert_eq!(deal.name, "Counter, oak");
        assert_eq!(deal.amount.map(|amount| amount.minor), Some(1_250_000));
        assert_eq!(deal.probability, Some(60));
        let people: Vec<(i64, PersonRole)> =
            deal.people.iter().map(|person| (person.contact.number(), person.role)).collect();
        assert_eq!(people, [(7, PersonRole::Decides), (9, PersonRole::Pays)]);
    }

    #[test]
    fn every_wrong_field_of_a_deal_is_named_at_once() {
        let fields = Fields::new()
            .with("name", " ")
            .with("amount", "much")
            .with("currency", "ZZZ")
            .with("probability", "120")
            .with("close_on", "soon");

        let Err(Error::Invalid(problems)) = parse(&fields) else { panic!("it was taken") };

        let wrong: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(wrong, ["name", "currency", "amount", "probability", "close_on"]);
    }

    #[test]
    fn what_a_stage_needs_is_asked_for_field_by_field() {
        let deal = parse(&Fields::new().with("name", "Counter").with("amount", "0")).expect("all is well");

        let problems = deal.missing(StageNeed::ALL);

        let missing: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(missing, ["close_on", "company", "person", "owner", "source"]);
    }
}
