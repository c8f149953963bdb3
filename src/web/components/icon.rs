//! Icons: one sprite file, shared by all pages and kept by the browser for good.

use std::sync::LazyLock;

use maud::PreEscaped;

use crate::platform::assets;

macro_rules! icons {
    ($($name:ident $id:literal,)*) => {
        /// A drawing of `assets/icons/icons.svg`, 16 by 16, in lines.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum Icon { $($name,)* }

        impl Icon {
            /// Every icon.
            pub const ALL: &'static [Icon] = &[$(Icon::$name,)*];

            /// The `id` of its symbol.
            pub fn id(self) -> &'static str {
                match self { $(Icon::$name => $id,)* }
            }
        }
    };
}

icons! {
    Alert "alert", Back "back", Bell "bell", Bin "bin", Board "board", Building "building", Chart "chart", Clip "clip", Clock "clock", Close "close",
    Down "down", Draft "draft", Export "export", Funnel "funnel", Help "help", Home "home", Import "import",
    Inbox "inbox", Info "info", Invoice "invoice", Key "key", Keyboard "keyboard", Leave "leave", Lines "lines", Mail "mail", More "more",
    Next "next",
    Note "note", Pencil "pencil", People "people", Person "person", Phone "phone", Plus "plus", Quote "quote",
    Search "search", Sliders "sliders", Tag "tag", Tick "tick", Undo "undo", Up "up",
}

static DRAWN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sprite = assets::url("icons.svg");
    let draw = |icon: &Icon| {
        format!(r##"<svg class="icon" aria-hidden="true"><use href="{sprite}#{}"/></svg>"##, icon.id())
    };
    Icon::ALL.iter().map(draw).collect()
});

/// The icon, hidden from screen readers: a word or an `aria-label` stands beside it.
pub fn icon(icon: Icon) -> PreEscaped<&'static str> {
    PreEscaped(&DRAWN[icon as usize])
}
