//! QR codes.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Empty modules around the code, so that cameras find it.
const QUIET: usize = 4;

/// The text as a picture for cameras, black on white in any theme; empty if the text is too long for one.
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return html! {} };
    let side = code.width() + 2 * QUIET;
    html! {
        svg width="200" height="200" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(modules(&code)) fill="#000" {}
        }
    }
}

/// Each dark module as a square of a path.
fn modules(code: &QrCode) -> String {
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let width = code.width();
    dark.map(|(index, _)| format!("M{} {}h1v1h-1z", index % width + QUIET, index / width + QUIET)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_square_of_modules_and_a_book_does_not() {
        let short = qr("otpauth://totp/Kantora:ana", "QR").into_string();

        assert!(short.contains("viewBox=\"0 0 33 33\"") && short.contains("M4 4h1v1h-1z"), "{short}");
        assert_eq!(qr(&"x".repeat(5000), "QR").into_string(), "");
    }
}
