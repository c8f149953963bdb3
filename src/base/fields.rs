//! What somebody typed.

/// Named texts in the order in which they came: a submitted form, a row of a file, a query string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// No fields yet.
    pub fn new() -> Fields {
        Fields::default()
    }

    /// Adds a value; a name may come several times.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Fields {
        self.push(name, value);
        self
    }

    /// Adds a value in place.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Without the values of that name and of its numbered rows.
    pub fn without(mut self, name: &str) -> Fields {
        self.0.retain(|(key, _)| key.split('.').next() != Some(name));
        self
    }

    /// The first value of that name without outer blanks, or an empty text.
    pub fn first(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value of that name exactly as it came, or an empty text (passwords).
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value of that name, without outer blanks.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Whether the name came at all, with whatever value (check boxes).
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// All pairs in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(pairs: T) -> Fields {
        Fields(pairs.into_iter().collect())
    }
}
