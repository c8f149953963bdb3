//! Conditions as somebody puts them together, row by row.

use super::column::{Column, Op};
use super::list::List;
use super::rules::{Join, Leaf, MOST, Rules};
use crate::base::{Fields, Problems};

/// Groups that can be chosen.
const GROUPS: u8 = 4;

/// A condition that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is asked of the record.
    pub column: Column,
    /// How.
    pub op: Op,
    /// With what, as typed.
    pub value: String,
    /// The other end of "between", as typed.
    pub second: String,
    /// In which group; 0: in none.
    pub group: u8,
}

/// The conditions that are being written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// How they hold together.
    pub join: Join,
    /// Row by row.
    pub rows: Vec<Row>,
    /// What is wrong, by row: `value.2`.
    pub problems: Problems,
}

impl Draft {
    /// Of conditions that stand.
    pub fn of(rules: &Rules) -> Draft {
        let row = |leaf: &Leaf, group| {
            let (value, second) = leaf.typed();
            Row { column: leaf.column, op: leaf.op, value, second, group }
        };
        let mut rows: Vec<Row> = rules.leaves.iter().map(|leaf| row(leaf, 0)).collect();
        for (number, group) in (1..).zip(&rules.groups) {
            rows.extend(group.iter().map(|leaf| row(leaf, number)));
        }
        Draft { join: rules.join, rows, problems: Problems::default() }
    }

    /// Reads the form: `match`, and for each row `column`, `op`, `value`, `second` and `group`.
    pub fn parse(list: List, typed: &Fields) -> Draft {
        let mut ops = typed.all("op");
        let (mut values, mut seconds, mut groups) =
            (typed.all("value"), typed.all("second"), typed.all("group"));
        let mut rows = Vec::new();
        for column in typed.all("column").take(MOST) {
            let op = ops.next().unwrap_or_default();
            let (value, second) = (values.next().unwrap_or_default(), seconds.next().unwrap_or_default());
            let group = groups.next().unwrap_or_default().parse().unwrap_or(0);
            let Ok(column) = column.parse::<Column>() else { continue };
            if list.knows(column) {
                let op = op.parse().ok().filter(|op| column.ops().any(|known| known == *op));
                let op = op.or(column.ops().next()).unwrap_or(Op::Is);
                let group = if group > GROUPS { 0 } else { group };
                rows.push(Row { column, op, value: value.to_owned(), second: second.to_owned(), group });
            }
        }
        Draft { join: typed.first("match").parse().unwrap_or_default(), rows, problems: Problems::default() }
    }

    /// One more row, on that column; none after the last that is allowed.
    pub fn add(&mut self, column: Column) {
        if let Some(op) = column.ops().next().filter(|_| self.rows.len() < MOST) {
            self.rows.push(Row { column, op, value: String::new(), second: String::new(), group: 0 });
        }
    }

    /// Without that row.
    pub fn drop(&mut self, place: usize) {
        if place < self.rows.len() {
            self.rows.remove(place);
        }
    }

    /// The conditions, or the same draft with what is wrong.
    pub fn rules(mut self) -> Result<Rules, Draft> {
        let mut rules = Rules { join: self.join, ..Rules::default() };
        let mut problems = Problems::default();
        let mut groups: Vec<(u8, Vec<Leaf>)> = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            match Leaf::read(row.column, row.op, (&row.value, &row.second)) {
                Err(key) => problems.add(format!("value.{place}"), key),
                Ok(leaf) if row.group == 0 => rules.leaves.push(leaf),
                Ok(leaf) => match groups.iter_mut().find(|(number, _)| *number == row.group) {
                    Some((_, group)) => group.push(leaf),
                    None => groups.push((row.group, vec![leaf])),
                },
            }
        }
        if !problems.is_empty() {
            self.problems = problems;
            return Err(self);
        }
        rules.groups = groups.into_iter().map(|(_, group)| group).collect();
        Ok(rules)
    }

    /// The groups that a row may choose.
    pub fn groups() -> std::ops::RangeInclusive<u8> {
        1..=GROUPS
    }
}
