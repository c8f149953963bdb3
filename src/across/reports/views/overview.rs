//! Which reports there are.

use maud::{Markup, html};

use super::around::tile;
use crate::base::Right;
use crate::web::components::{Icon, title};
use crate::web::{Cx, frame_with_charts};

/// The whole page.
pub fn overview(cx: &Cx) -> Markup {
    let body = html! {
        (title(cx.t("reports-title"), "", html! {}))
        ul.tiles {
            (tile(cx, ("/reports/sales", Icon::Funnel), cx.t("reports-sales"), cx.t("reports-sales-text")))
            (tile(cx, ("/reports/conversion", Icon::Inbox), cx.t("reports-conversion"), cx.t("reports-conversion-text")))
            (tile(cx, ("/reports/stages", Icon::Clock), cx.t("reports-dwelling"), cx.t("reports-dwelling-text")))
            (tile(cx, ("/reports/activity", Icon::People), cx.t("reports-activity"), cx.t("reports-activity-text")))
            (tile(cx, ("/reports/sources", Icon::Tag), cx.t("reports-sources"), cx.t("reports-sources-text")))
            (tile(cx, ("/deals/forecast", Icon::Board), cx.t("board-forecast"), cx.t("reports-forecast-text")))
            @if cx.may(Right::MoneyRead) {
                (tile(cx, ("/reports/receivables", Icon::Invoice), cx.t("receivables-title"), cx.t("reports-receivables-text")))
                (tile(cx, ("/vat", Icon::Chart), cx.t("returns-title"), cx.t("reports-vat-text")))
            }
        }
    };
    frame_with_charts(cx, cx.t("reports-title"), body)
}
