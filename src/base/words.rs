//! Enums that are stored as words and shown by keys.

/// An enum whose values are words outside the program.
pub trait Words: Copy + Send + Sync + 'static {
    /// Every one.
    fn all() -> &'static [Self];

    /// The word.
    fn word(self) -> &'static str;
}

/// Makes an enum with `ALL` and `code` one of [`Words`].
macro_rules! worded {
    ($($name:ty),*) => {$(
        impl $crate::base::words::Words for $name {
            fn all() -> &'static [$name] {
                &<$name>::ALL
            }

            fn word(self) -> &'static str {
                self.code()
            }
        }
    )*};
}
worded!(super::Language, super::SubjectKind, super::Role);

/// Gives an enum its closed list (`ALL`), its stored words (`code`, `FromStr`) and the keys of its names (`key`).
macro_rules! words {
    ($name:ident, $what:literal, $($variant:ident = $code:literal, $key:literal;)*) => {
        impl $crate::base::words::Words for $name {
            fn all() -> &'static [$name] {
                $name::ALL
            }

            fn word(self) -> &'static str {
                self.code()
            }
        }

        impl $name {
            /// Every one, in the order in which it is offered.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The stored word.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),* }
            }

            /// The key of its name in the catalogues.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::base::Error;

            fn from_str(code: &str) -> Result<$name, $crate::base::Error> {
                $name::ALL.iter().copied().find(|known| known.code() == code).ok_or($crate::base::Error::Malformed($what))
            }
        }
    };
}
pub(crate) use words;
