//! How somebody wants the product to look and to answer to keys.

use std::str::FromStr;

use super::error::Error;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
}

/// How close the rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Density {
    /// Rows of 40 px.
    #[default]
    Roomy,
    /// Rows of 32 px.
    Compact,
}

/// Whether single letters act (WCAG 2.1.4 asks for a way to turn them off).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Shortcuts {
    /// They do.
    #[default]
    On,
    /// Only `Ctrl-K` does.
    Off,
}

/// The choices of one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// How close the rows stand.
    pub density: Density,
    /// Whether single letters act.
    pub shortcuts: Shortcuts,
}

impl Theme {
    /// Every theme, in the order in which it is offered.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The stored word, and the value of `data-theme`.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Theme::Auto => "theme-auto",
            Theme::Light => "theme-light",
            Theme::Dark => "theme-dark",
        }
    }
}

impl Density {
    /// Every density, in the order in which it is offered.
    pub const ALL: [Density; 2] = [Density::Roomy, Density::Compact];

    /// The stored word, and the value of `data-density`.
    pub fn code(self) -> &'static str {
        match self {
            Density::Roomy => "roomy",
            Density::Compact => "compact",
        }
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Density::Roomy => "density-roomy",
            Density::Compact => "density-compact",
        }
    }
}

impl Shortcuts {
    /// From the stored flag.
    pub fn from_flag(flag: i64) -> Shortcuts {
        if flag == 0 { Shortcuts::Off } else { Shortcuts::On }
    }

    /// The stored flag.
    pub fn flag(self) -> i64 {
        i64::from(self == Shortcuts::On)
    }
}

impl FromStr for Theme {
    type Err = Error;

    fn from_str(code: &str) -> Result<Theme, Error> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code).ok_or(Error::Malformed("theme"))
    }
}

impl FromStr for Density {
    type Err = Error;

    fn from_str(code: &str) -> Result<Density, Error> {
        Density::ALL.into_iter().find(|density| density.code() == code).ok_or(Error::Malformed("density"))
    }
}
