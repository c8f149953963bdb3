//! What a list shows, as an address has it and as a view keeps it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::column::{Column, Kind};
use super::list::{Choices, List};
use super::rules::{Rules, Written};
use crate::base::{Error, Fields, MemberId, Result, SubjectId, ViewId, text};

/// The longest name of a view, in letters.
const LONGEST: usize = 60;
/// The most columns of a table beside the name.
const MOST_COLUMNS: usize = 8;

/// Which records a list shows, in which order, with which columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The quick filters that are on, in the list's order.
    pub quick: Vec<(String, String)>,
    /// The conditions.
    pub rules: Rules,
    /// The order; empty: the list's first.
    pub sort: String,
    /// The columns beside the name; none: the list's own table.
    pub columns: Vec<Column>,
}

/// The same as it is stored.
#[derive(Serialize, Deserialize)]
struct Kept {
    quick: Vec<(String, String)>,
    rules: Written,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    columns: Vec<String>,
}

impl State {
    /// Reads a query string; what is unknown says nothing.
    pub fn parse(list: List, query: &Fields) -> State {
        let rules = Rules::parse(list, query);
        let plain = list.plain_state(rules.asks(Column::State));
        let quick = list.quick().iter().map(|name| ((*name).to_owned(), text::one_line(query.first(name))));
        let is_said = |name: &str, value: &str| !value.is_empty() && (name != "state" || value != plain);
        let sort = query.first("sort");
        let columns = query.first("cols").split(',').filter_map(|code| code.parse().ok());
        State {
            quick: quick.filter(|(name, value)| is_said(name, value)).collect(),
            rules,
            sort: if sort == list.first_sort() { String::new() } else { sort.chars().take(20).collect() },
            columns: chosen(list, columns),
        }
    }

    /// The pairs of a query string from which [`State::parse`] reads the same.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = self.quick.clone();
        pairs.extend(self.rules.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)));
        if !self.sort.is_empty() {
            pairs.push(("sort".to_owned(), self.sort.clone()));
        }
        if !self.columns.is_empty() {
            let codes: Vec<String> = self.columns.iter().map(|column| column.code()).collect();
            pairs.push(("cols".to_owned(), codes.join(",")));
        }
        pairs
    }

    /// The same as fields.
    pub fn fields(&self) -> Fields {
        self.pairs().into_iter().collect()
    }

    /// JSON, as it is stored.
    pub fn json(&self) -> Result<String> {
        let columns = self.columns.iter().map(|column| column.code()).collect();
        let (quick, rules) = (self.quick.clone(), self.rules.written());
        Ok(serde_json::to_string(&Kept { quick, rules, sort: self.sort.clone(), columns })?)
    }

    /// From stored JSON; what the list does not know any more says nothing.
    pub fn of_json(list: List, json: &str) -> Result<State> {
        let kept: Kept = serde_json::from_str(json)?;
        let columns = kept.columns.iter().filter_map(|code| code.parse().ok());
        Ok(State {
            quick: kept.quick.into_iter().filter(|(name, _)| list.quick().contains(&name.as_str())).collect(),
            rules: Rules::of_written(list, &kept.rules),
            sort: kept.sort,
            columns: chosen(list, columns),
        })
    }
}

/// Those that the list has, each once.
fn chosen(list: List, columns: impl Iterator<Item = Column>) -> Vec<Column> {
    let mut chosen: Vec<Column> = Vec::new();
    for column in columns {
        let is_shown = list.knows(column) && column != Column::Name && !chosen.contains(&column);
        if is_shown && chosen.len() < MOST_COLUMNS {
            chosen.push(column);
        }
    }
    chosen
}

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub id: ViewId,
    /// Of which list.
    pub list: List,
    /// Its name.
    pub name: String,
    /// Who made it; none: the installation itself.
    pub author: Option<MemberId>,
    /// Whether everybody has it.
    pub is_shared: bool,
    /// What it shows.
    pub state: State,
    /// Grows with every change.
    pub version: i64,
}

/// What a view is called, and who has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Its name.
    pub name: String,
    /// Whether everybody has it.
    pub is_shared: bool,
    /// Whether the list begins with it for whoever saves it.
    pub is_first: bool,
}

impl Names {
    /// Reads `name`, `shared` and `first`.
    pub fn parse(typed: &Fields) -> Result<Names> {
        let name = text::one_line(typed.first("name"));
        match name.chars().count() {
            0 => Err(Error::field("name", "views-name-missing")),
            count if count > LONGEST => Err(Error::field("name", "views-name-long")),
            _ => Ok(Names { name, is_shared: typed.has("shared"), is_first: typed.has("first") }),
        }
    }
}

/// Through what somebody looks at a list.
#[derive(Debug, Clone)]
pub struct Lens {
    /// Which list.
    pub list: List,
    /// What it shows.
    pub state: State,
    /// The view on which that stands.
    pub saved: Option<Saved>,
    /// Every view that the reader has, by name.
    pub views: Vec<Saved>,
    /// The one with which the list begins for them.
    pub first: Option<ViewId>,
}

impl Lens {
    /// Whether it shows something else than the view on which it stands.
    pub fn is_changed(&self) -> bool {
        self.saved.as_ref().is_some_and(|saved| saved.state != self.state)
    }

    /// The query of an address of the list with these filters and that order: `view=3` where that is what the view
    /// shows, all of it and `of=3` where it is not.
    pub fn pairs(&self, filters: &[(&'static str, String)], sort: &str) -> Vec<(String, String)> {
        let filters = filters.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let fields: Fields = filters.chain([("sort".to_owned(), sort.to_owned())]).collect();
        let state = State { columns: self.state.columns.clone(), ..State::parse(self.list, &fields) };
        self.pairs_of(&state)
    }

    /// The same for a state.
    pub fn pairs_of(&self, state: &State) -> Vec<(String, String)> {
        let mut pairs = state.pairs();
        match &self.saved {
            Some(saved) if saved.state == *state => vec![("view".to_owned(), saved.id.to_string())],
            Some(saved) => {
                pairs.push(("of".to_owned(), saved.id.to_string()));
                pairs
            }
            None if pairs.is_empty() && self.first.is_some() => vec![("view".to_owned(), "all".to_owned())],
            None => pairs,
        }
    }

    /// What the list is asked, with its place among the pages.
    pub fn asked(&self, query: &Fields) -> Fields {
        let turn = ["after", "before"].map(|name| (name.to_owned(), query.first(name).to_owned()));
        self.state.pairs().into_iter().chain(turn).collect()
    }

    /// Whether the page has to know the names of what can be chosen.
    pub fn names_choices(&self) -> bool {
        let asked = self.state.rules.all().map(|leaf| leaf.column);
        let mut all = asked.chain(self.state.columns.iter().copied());
        all.any(|column| matches!((column, column.kind()), (Column::Own(_), _) | (_, Kind::Choice(_))))
    }

    /// The pairs from which this very page comes.
    pub fn here(&self) -> Vec<(String, String)> {
        self.pairs_of(&self.state)
    }
}

/// A list as somebody looks at it: what the page needs beside its own rows.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Through what.
    pub lens: Lens,
    /// The names of what can be chosen, if conditions or chosen columns need them.
    pub choices: Choices,
    /// The values of the chosen columns, by record.
    pub cells: HashMap<SubjectId, Vec<String>>,
}
