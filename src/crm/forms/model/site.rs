//! Addresses of other people's sites.

/// The longest address of a page, in characters.
const PAGE_LENGTH: usize = 500;

/// The origin of a site that may show a form in a frame, `https://www.rila.example` or with a port; nothing if it cannot
/// be one. Without encryption only this machine's own names will do, to try a page out.
pub fn site(typed: &str) -> Option<String> {
    let lower = typed.trim().trim_end_matches('/').to_lowercase();
    let (scheme, rest) = lower.split_once("://").unwrap_or(("https", &lower));
    let (host, port) = match rest.split_once(':') {
        Some((host, port)) => (host, Some(port.parse::<u16>().ok().filter(|port| *port > 0)?)),
        None => (rest, None),
    };
    let host = host_norm(host)?;
    let is_here = ["localhost", "127.0.0.1"].contains(&host.as_str());
    let is_allowed = scheme == "https" || (scheme == "http" && is_here);
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    is_allowed.then(|| format!("{scheme}://{host}{port}"))
}

/// The address of an encrypted page, or nothing if it cannot be one. What it holds can stand in a header.
pub fn page(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let rest = typed.strip_prefix("https://")?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let site = site(&format!("https://{authority}"))?;
    let is_sign = |letter: char| letter.is_ascii_graphic() && !"\"<>\\^`{|}".contains(letter);
    let fits = typed.chars().count() <= PAGE_LENGTH && path.chars().all(is_sign);
    fits.then(|| format!("{site}{path}"))
}

/// The origin of such a page.
pub fn site_of(page: &str) -> Option<String> {
    let rest = page.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    Some(format!("https://{authority}"))
}

fn host_norm(typed: &str) -> Option<String> {
    let host = idna::domain_to_ascii(typed).ok()?;
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(is_sign)
    };
    (host.len() <= 253 && host.split('.').all(is_label)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_its_origin() {
        let same = |typed: &str, read: &str| assert_eq!(site(typed).as_deref(), Some(read), "{typed}");

        same("https://www.Rila.example/", "https://www.rila.example");
        same("rila.example", "https://rila.example");
        same("https://rila.example:8443", "https://rila.example:8443");
        same("http://localhost:8080", "http://localhost:8080");
        same("https://дограма.example", "https://xn--80aahd6bjp.example");
    }

    #[test]
    fn what_is_more_or_less_than_an_origin_is_none() {
        for typed in [
            "",
            "https://",
            "http://rila.example",
            "ftp://rila.example",
            "https://rila.example/shop",
            "https://rila.example:0",
            "https://rila.example:99999",
            "https://ana@rila.example",
            "https://*.rila.example",
            "https://rila.example; script-src *",
            "https://rila.example\r\nset-cookie: a=b",
            "'self'",
            "https://-rila.example",
            "javascript:alert(1)",
        ] {
            assert_eq!(site(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_page_to_go_to_is_encrypted_and_plain() {
        let thanks = "https://rila.example/thanks?from=form#top";

        assert_eq!(page(thanks).as_deref(), Some(thanks));
        assert_eq!(page("https://RILA.example").as_deref(), Some("https://rila.example"));
        assert_eq!(site_of(thanks).as_deref(), Some("https://rila.example"));
        for typed in [
            "http://rila.example/thanks",
            "//rila.example",
            "/thanks",
            "https://ana:secret@rila.example/",
            "https://rila.example/a b",
            "https://rila.example/\r\nx: y",
            "https://rila.example/<script>",
            "javascript:alert(1)",
        ] {
            assert_eq!(page(typed), None, "{typed}");
        }
        assert_eq!(page(&format!("https://rila.example/{}", "a".repeat(500))), None);
    }
}
