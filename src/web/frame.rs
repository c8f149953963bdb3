//! The page around a body: places on the left, title, notices.

use maud::{DOCTYPE, Markup, html};

use super::cx::Cx;

/// A whole page. `title` is the document's title; the body brings its own `h1`.
pub fn frame(cx: &Cx, title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(cx.language().code()) {
            head { title { (title) } }
            body { main { (body) } }
        }
    }
}
