//! Lists by keyset: a page, and the marks from which the next one goes on.
//!
//! A list has a closed enum of sorts ([`Sort`]), each a NOT NULL column with an index `(workspace_id, live, key, id)`.
//! A cursor holds the sort, the value and id of the row at the page's edge, and a hash of the filters; one that was
//! made for another sort or other filters is ignored, and the list starts at its beginning.

use serde::{Deserialize, Serialize};

use super::fields::Fields;

/// Rows on a page.
pub const SIZE: usize = 50;

/// The ways in which one list can be ordered.
pub trait Sort: Copy + PartialEq + 'static {
    /// Every sort; the first is the one that nobody asked for.
    const ALL: &'static [Self];

    /// Its name in addresses.
    fn code(self) -> &'static str;

    /// Which end comes first.
    fn order(self) -> Order;
}

/// Which end of a sort comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// A to Z, the oldest first.
    Rising,
    /// Z to A, the newest first.
    Falling,
}

/// The sort column's value in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// An instant or a count.
    Number(i64),
    /// A folded text.
    Text(String),
}

/// A row's place in a list: the sort column's value, then the id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The sort column's value.
    pub value: Value,
    /// The id, which decides between equal values.
    pub id: i64,
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// At the beginning of the list.
    First,
    /// After that row: the next page.
    Older(Mark),
    /// Before that row: the page before.
    Newer(Mark),
}

/// What was asked of a list: the sort, the place, and which filters the place belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging<S> {
    /// The order of the rows.
    pub sort: S,
    /// Where the page begins.
    pub turn: Turn,
    size: usize,
    filter: u64,
}

/// One page of a list, in the list's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The `before` of the page before, if there is one.
    pub newer: Option<String>,
    /// The `after` of the next page, if there is one.
    pub older: Option<String>,
}

impl<T> Page<T> {
    /// How long the list is, if it has no other page.
    pub fn whole(&self) -> Option<Count> {
        let is_whole = self.newer.is_none() && self.older.is_none();
        is_whole.then(|| Count::Exactly(i64::try_from(self.rows.len()).unwrap_or(i64::MAX)))
    }
}

impl<S: Sort> Paging<S> {
    /// Reads `sort`, `after` and `before` of a query string; `filter` is the list's filters in one canonical text.
    pub fn parse(query: &Fields, filter: &str) -> Paging<S> {
        let wanted = query.first("sort");
        let sort = S::ALL.iter().copied().find(|sort| sort.code() == wanted).unwrap_or(S::ALL[0]);
        let mut paging = Paging { sort, turn: Turn::First, size: SIZE, filter: hash(filter) };
        paging.turn = match (paging.open(query.first("after")), paging.open(query.first("before"))) {
            (Some(mark), _) => Turn::Older(mark),
            (None, Some(mark)) => Turn::Newer(mark),
            (None, None) => Turn::First,
        };
        paging
    }

    /// The beginning of the list in that order, without filters.
    pub fn start(sort: S) -> Paging<S> {
        Paging::few(sort, SIZE)
    }

    /// The first few rows of the list in that order, without filters.
    pub fn few(sort: S, size: usize) -> Paging<S> {
        Paging { sort, turn: Turn::First, size, filter: hash("") }
    }

    /// The condition on the sort column and the id column, to be put after AND, with `:value` and `:id` bound to the
    /// mark (at the beginning of the list they are NULL).
    pub fn condition(&self, key: &'static str, id: &'static str) -> String {
        match (&self.turn, self.is_rising()) {
            (Turn::First, _) => ":value IS :id".to_owned(),
            (_, true) => format!("({key}, {id}) > (:value, :id)"),
            (_, false) => format!("({key}, {id}) < (:value, :id)"),
        }
    }

    /// `ASC` or `DESC`: the order in which the rows are to be fetched.
    pub fn direction(&self) -> &'static str {
        if self.is_rising() { "ASC" } else { "DESC" }
    }

    /// The mark to bind, if the page does not begin at the beginning.
    pub fn mark(&self) -> Option<&Mark> {
        match &self.turn {
            Turn::First => None,
            Turn::Older(mark) | Turn::Newer(mark) => Some(mark),
        }
    }

    /// How many rows to fetch: one more than shown tells whether there is another page.
    pub fn limit(&self) -> i64 {
        self.size as i64 + 1
    }

    /// Makes the page of the fetched rows.
    pub fn page<T>(&self, mut rows: Vec<T>, mark: impl Fn(&T) -> Mark) -> Page<T> {
        let has_more = rows.len() > self.size;
        rows.truncate(self.size);
        let is_back = matches!(self.turn, Turn::Newer(_));
        if is_back {
            rows.reverse();
        }
        let has_newer = if is_back { has_more } else { self.turn != Turn::First };
        let has_older = is_back || has_more;
        let newer = rows.first().filter(|_| has_newer).map(|row| self.seal(&mark(row)));
        let older = rows.last().filter(|_| has_older).map(|row| self.seal(&mark(row)));
        Page { rows, newer, older }
    }

    fn is_rising(&self) -> bool {
        let is_back = matches!(self.turn, Turn::Newer(_));
        (self.sort.order() == Order::Rising) != is_back
    }

    fn seal(&self, mark: &Mark) -> String {
        let cursor = (self.sort.code(), &mark.value, mark.id, self.filter);
        let json = serde_json::to_vec(&cursor).unwrap_or_default();
        data_encoding::BASE64URL_NOPAD.encode(&json)
    }

    fn open(&self, cursor: &str) -> Option<Mark> {
        let json = data_encoding::BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?;
        let (sort, value, id, filter): (String, Value, i64, u64) = serde_json::from_slice(&json).ok()?;
        (sort == self.sort.code() && filter == self.filter).then_some(Mark { value, id })
    }
}

/// The one order of a trash: the last thrown away first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thrown;

impl Sort for Thrown {
    const ALL: &'static [Thrown] = &[Thrown];

    fn code(self) -> &'static str {
        "thrown"
    }

    fn order(self) -> Order {
        Order::Falling
    }
}

/// A number that was counted up to a bound only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Exactly so many.
    Exactly(i64),
    /// More than so many; nobody counted on.
    MoreThan(i64),
}

/// A cursor of a walk by rising id, with the filters that it belongs to in one canonical text.
pub fn seal_id(filter: &str, id: i64) -> String {
    data_encoding::BASE64URL_NOPAD.encode(format!("{id}.{:x}", hash(filter)).as_bytes())
}

/// The id in such a cursor; nothing if it was made for another walk, or by nobody.
pub fn open_id(filter: &str, cursor: &str) -> Option<i64> {
    let text = data_encoding::BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?;
    let (id, mark) = std::str::from_utf8(&text).ok()?.split_once('.')?;
    let id = id.parse().ok().filter(|id| *id >= 0)?;
    (mark == format!("{:x}", hash(filter))).then_some(id)
}

/// FNV-1a, 64 bits: a cursor must only notice that the filters changed.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum ByNumber {
        Up,
        Down,
    }

    impl Sort for ByNumber {
        const ALL: &'static [ByNumber] = &[ByNumber::Up, ByNumber::Down];

        fn code(self) -> &'static str {
            match self {
                ByNumber::Up => "up",
                ByNumber::Down => "down",
            }
        }

        fn order(self) -> Order {
            match self {
                ByNumber::Up => Order::Rising,
                ByNumber::Down => Order::Falling,
            }
        }
    }

    /// What a store does in SQL, on rows of (value, id).
    fn fetch(rows: &[(i64, i64)], paging: &Paging<ByNumber>) -> Page<(i64, i64)> {
        let mut sorted = rows.to_vec();
        sorted.sort_unstable();
        if paging.direction() == "DESC" {
            sorted.reverse();
        }
        let place = paging.mark().map(|mark| match mark.value {
            Value::Number(value) => (value, mark.id),
            Value::Text(_) => (0, 0),
        });
        let is_wanted = |row: &(i64, i64)| match place {
            None => true,
            Some(place) if paging.direction() == "ASC" => *row > place,
            Some(place) => *row < place,
        };
        let found = sorted.into_iter().filter(is_wanted).take(SIZE + 1).collect();
        paging.page(found, |row| Mark { value: Value::Number(row.0), id: row.1 })
    }

    proptest! {
        #[test]
        fn turning_older_meets_each_row_once_and_turning_back_gives_the_same_page(
            values in proptest::collection::vec(0i64..20, 0..180), is_down in any::<bool>()
        ) {
            let rows: Vec<(i64, i64)> = values.iter().copied().zip(1..).collect();
            let sort = if is_down { "down" } else { "up" };
            let ask = |name: &str, cursor: &str| {
                Paging::parse(&Fields::new().with("sort", sort).with(name, cursor), "tag=3")
            };
            let mut page = fetch(&rows, &ask("after", ""));
            let mut seen = page.rows.clone();

            while let Some(older) = &page.older {
                let next = fetch(&rows, &ask("after", older));
                let back = fetch(&rows, &ask("before", next.newer.as_deref().unwrap_or("")));
                prop_assert_eq!(&back.rows, &page.rows);
                seen.extend(&next.rows);
                page = next;
            }

            let mut expected = rows.clone();
            expected.sort_unstable();
            if is_down {
                expected.reverse();
            }
            prop_assert_eq!(seen, expected);
        }

        #[test]
        fn a_cursor_that_nobody_made_is_ignored(cursor in "\\PC{0,40}") {
            let paging: Paging<ByNumber> = Paging::parse(&Fields::new().with("after", cursor), "");
            prop_assert_eq!(paging.turn, Turn::First);
        }
    }

    #[test]
    fn a_walk_by_id_goes_on_under_its_own_filters_only() {
        let cursor = seal_id("contacts tag=3", 17);

        assert_eq!(open_id("contacts tag=3", &cursor), Some(17));
        assert_eq!(open_id("contacts tag=4", &cursor), None);
        assert_eq!(open_id("contacts tag=3", "17"), None);
    }

    #[test]
    fn a_cursor_of_other_filters_is_ignored() {
        let rows: Vec<(i64, i64)> = (1..=80).map(|id| (id, id)).collect();
        let page = fetch(&rows, &Paging::parse(&Fields::new(), "tag=3"));
        let older = page.older.expect("80 rows are more than a page");

        let other: Paging<ByNumber> = Paging::parse(&Fields::new().with("after", older), "tag=4");

        assert_eq!(other.turn, Turn::First);
    }
}
