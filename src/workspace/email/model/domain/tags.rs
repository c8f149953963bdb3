//! Lists like `v=DKIM1; p=MIGf…`, as DKIM and DMARC write them (RFC 6376, 3.2).

/// The tags of one text.
pub struct Tags(Vec<(String, String)>);

impl Tags {
    /// Reads a list; none if it is no list, or names a tag twice.
    pub fn read(text: &str) -> Option<Tags> {
        let mut tags: Vec<(String, String)> = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            let name = name.trim().to_ascii_lowercase();
            if name.is_empty() || tags.iter().any(|(known, _)| *known == name) {
                return None;
            }
            tags.push((name, value.trim().to_owned()));
        }
        Some(Tags(tags))
    }

    /// The value of that tag.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_may_have_blanks_around_them_and_come_in_any_order_but_only_once() {
        let tags = Tags::read(" v = DKIM1 ;p=MIGf MA0G ; K=rsa;;").unwrap();

        assert_eq!((tags.get("v"), tags.get("k")), (Some("DKIM1"), Some("rsa")));
        assert_eq!((tags.get("p"), tags.get("t")), (Some("MIGf MA0G"), None));
        assert!(Tags::read("p=a; p=b").is_none());
        assert!(Tags::read("a word").is_none());
        assert_eq!(Tags::read("p=a=b==").unwrap().get("p"), Some("a=b=="));
    }
}
