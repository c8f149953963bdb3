//! Drawings of the office, made of lines; the lamp is the only green in them.

use maud::{Markup, PreEscaped, Render};

/// One drawing. Not read out: the words beside it say all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A box of cards on the desk: people and companies.
    Cards,
    /// A ledger page under the lamp: sign-in.
    Desk,
    /// A sheet on its way into a drawer: import.
    Tray,
    /// A glass over an empty ruled sheet: nothing found.
    Glass,
    /// A basket with nothing in it: trash.
    Basket,
    /// A closed door with light below it: what cannot be shown.
    Door,
}

impl Render for Drawing {
    fn render(&self) -> Markup {
        PreEscaped(self.lines().to_owned())
    }

    fn render_to(&self, page: &mut String) {
        page.push_str(self.lines());
    }
}

impl Drawing {
    fn lines(self) -> &'static str {
        match self {
            Drawing::Cards => include_str!("../../../assets/drawings/cards.svg"),
            Drawing::Desk => include_str!("../../../assets/drawings/desk.svg"),
            Drawing::Tray => include_str!("../../../assets/drawings/tray.svg"),
            Drawing::Glass => include_str!("../../../assets/drawings/glass.svg"),
            Drawing::Basket => include_str!("../../../assets/drawings/basket.svg"),
            Drawing::Door => include_str!("../../../assets/drawings/door.svg"),
        }
    }
}
