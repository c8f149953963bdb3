//! Cookies as they come.

use poem::http::{HeaderMap, header};

/// What the language switch of signed-out pages sets: the code of a language.
pub const LANGUAGE: &str = "kantora-language";

/// The value of a cookie; the first one counts if a name comes twice.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    cookies(headers).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Every cookie by name and value.
pub fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name_in_any_line() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=b; __Host-kantora=one".parse().unwrap());
        headers.append(header::COOKIE, "kantora=two; kantora=three".parse().unwrap());

        assert_eq!(cookie(&headers, "kantora"), Some("two"));
        assert_eq!(cookie(&headers, "__Host-kantora"), Some("one"));
        assert_eq!(cookie(&headers, "kan"), None);
    }
}
