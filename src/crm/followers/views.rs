//! Who follows a record, and the button.

use maud::{Markup, html};

use crate::base::MemberId;
use crate::crm::owners::Owners;
use crate::web::Cx;
use crate::web::components::{Button, Icon};

/// The button by which the reader follows the record of that path, or stops; whoever looks in from outside has none.
pub fn follow(cx: &Cx, record: &str, followers: &[MemberId]) -> Markup {
    let follows = cx.actor().member.map(|member| followers.contains(&member));
    html! {
        @if let Some(follows) = follows {
            @let (verb, key) = if follows { ("unfollow", "followers-unfollow") } else { ("follow", "followers-follow") };
            form method="post" action={ (record) "/" (verb) } { (Button::submit(cx.t(key)).icon(Icon::Bell)) }
        }
    }
}

/// The line of the facts that names them; nothing if nobody follows.
pub fn names(cx: &Cx, owners: &Owners, followers: &[MemberId]) -> Markup {
    let names: Vec<&str> = followers.iter().filter_map(|member| owners.name(*member)).collect();
    html! {
        @if !names.is_empty() { div { dt { (cx.t("followers-followers")) } dd { (names.join(", ")) } } }
    }
}
