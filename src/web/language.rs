//! The switch of languages on signed-out pages.

use poem::Response;
use poem::http::header;

use super::cookie;
use super::cx::Cx;
use super::flash;
use super::form::Form;
use crate::base::{Language, Result};

/// Keeps the choice in a cookie for a year and goes back to the page where it was made.
#[poem::handler]
pub async fn choose(cx: Cx, Form(fields): Form) -> Result<Response> {
    let language: Language = fields.first("language").parse()?;
    let mut answer = flash::see_other(own_path(fields.first("back")));
    let secure = if cx.machines.config.is_secure() { "; Secure" } else { "" };
    let cookie =
        format!("{}={language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}", cookie::LANGUAGE);
    if let Ok(value) = cookie.parse() {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(answer)
}

/// The path if it is one of this installation, else the front door: nobody is sent to another host.
pub fn own_path(path: &str) -> &str {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_plain && path.starts_with('/') && !path.starts_with("//") { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leads_to_another_host() {
        assert_eq!(own_path("/sign-in?next=%2Fw%2Facme"), "/sign-in?next=%2Fw%2Facme");
        assert_eq!(own_path("//evil.example"), "/");
        assert_eq!(own_path("/\\evil.example"), "/");
        assert_eq!(own_path("https://evil.example"), "/");
        assert_eq!(own_path("/a\r\nSet-Cookie: b"), "/");
        assert_eq!(own_path(""), "/");
    }
}
