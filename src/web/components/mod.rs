//! The pieces that pages are made of. They take texts, never keys: the page says `cx.t("…")`.
//!
//! Functions give [`maud::Markup`]; [`Input`] and [`Button`] are built by chaining and stand in `html!` as they are:
//!
//! ```ignore
//! let inputs = Inputs::new(&cx, &fields, &problems);
//! html! {
//!     (inputs.errors())
//!     form.form method="post" novalidate {
//!         (inputs.text("name", cx.t("companies-name")).help(cx.t("companies-name-help")))
//!         (inputs.select("owner", cx.t("companies-owner")).optional().choices(owners))
//!         p.actions { (Button::submit(cx.t("companies-save")).primary()) }
//!     }
//! }
//! ```

mod icon;
mod drawing;
mod button;
mod chart;
mod input;
mod menu;
mod list;
mod page;
mod record;
mod qr;
mod time;

pub use button::Button;
pub use chart::{
    Chart, Funnel, Paint, Rung, Series, Unit as ChartUnit, bar, columns, funnel, lines as line_chart,
};
pub use drawing::Drawing;
pub use icon::{Icon, icon};
pub use input::{Input, Inputs, Kind};
pub use list::{Order, chip, chip_on, empty, pager, pick, pick_all, sort_head};
pub use menu::{menu, menu_link, menu_post, menu_rule};
pub use page::{Step, Tone, notice, progress, section, state, steps, tag, title, to_index, trail};
pub use qr::qr;
pub use record::{broken, entry, fact_edit, timeline_day};
pub use time::{day, time, time_day, time_of_day};
