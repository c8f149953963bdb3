//! The form on the company's site, and who wrote by it.

use crate::base::Fields;

/// The form on the company's site.
pub fn web_form() -> Fields {
    Fields::new()
        .with("name", "Contact form")
        .with("title", "Tell us what you have in mind")
        .with("intro", "A few words will do. We call back within two working days.")
        .with("button", "Send")
        .with("thanks", "Thank you. Tom or Mara will be in touch.")
        .with("source", "Website")
        .with("language", "en")
        .with("ask_first_name", "may")
        .with("ask_last_name", "must")
        .with("ask_email", "must")
        .with("ask_phone", "may")
        .with("ask_message", "must")
        .with("consent", "Rila Joinery may keep what I write here to answer me.")
        .with("sites", "https://www.rilajoinery.example")
}

/// What two people wrote by it.
pub fn answers() -> [Fields; 2] {
    let written = |name: (&str, &str), email: &str, message: &str| {
        Fields::new()
            .with("first_name", name.0)
            .with("last_name", name.1)
            .with("email", email)
            .with("message", message)
            .with("consent", "1")
            .with("site", "www.rilajoinery.example")
    };
    [
        written(
            ("Owen", "Thackeray"),
            "owen@thackeraybakes.example",
            "We open a second bakery in May.\nA counter of four metres, and shelves behind it.",
        )
        .with("utm_source", "newsletter")
        .with("utm_campaign", "spring-counters"),
        written(("Elif", "Demir"), "elif.demir@example.com", "Do you repair oak stairs from the twenties?"),
    ]
}
