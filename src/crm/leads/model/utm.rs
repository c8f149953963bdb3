//! What the address of a visit said of the campaign that led there.

use serde::{Deserialize, Serialize};

use crate::base::{Fields, text};

/// The five parameters, each empty if the address lacked it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Utm {
    /// The site or list: `newsletter`.
    pub source: String,
    /// The way: `email`.
    pub medium: String,
    /// The campaign: `spring`.
    pub campaign: String,
    /// The words that were searched.
    pub term: String,
    /// Which of several links.
    pub content: String,
}

impl Utm {
    /// The names of the parameters.
    pub const NAMES: [&'static str; 5] =
        ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

    /// Reads the parameters.
    pub fn parse(fields: &Fields) -> Utm {
        let [source, medium, campaign, term, content] =
            Utm::NAMES.map(|name| text::one_line(fields.first(name)));
        Utm { source, medium, campaign, term, content }
    }

    /// Each parameter with its value.
    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        let values = [&self.source, &self.medium, &self.campaign, &self.term, &self.content];
        std::array::from_fn(|at| (Utm::NAMES[at], values[at].as_str()))
    }
}
