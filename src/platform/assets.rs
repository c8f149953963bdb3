//! Files for the browser.

/// The address of an asset by its plain name.
pub fn url(name: &'static str) -> &'static str {
    match name {
        "icons.svg" => "/assets/icons.svg",
        "app.css" => "/assets/app.css",
        "app.js" => "/assets/app.js",
        _ => name,
    }
}
