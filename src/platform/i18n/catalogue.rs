//! One language's messages, read from its files.

use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use foldhash::fast::FixedState;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::base::{Language, format};

#[derive(RustEmbed)]
#[folder = "assets/locales"]
struct Files;

pub(super) struct Catalogue {
    plain: HashMap<&'static str, &'static str, FixedState>,
    bundle: FluentBundle<FluentResource>,
    keys: Vec<&'static str>,
}

impl Catalogue {
    /// Reads the files of one language. A file that does not parse is told in the log and leaves out what is broken.
    pub(super) fn read(language: Language) -> Catalogue {
        let tag: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::En => |value, _| whole(Language::En, value),
            Language::Bg => |value, _| whole(Language::Bg, value),
        }));
        let mut keys = Vec::new();
        for path in Files::iter().filter(|path| path.split('/').next() == Some(language.code())) {
            keys.extend(add(&mut bundle, &path));
        }
        keys.sort_unstable();
        let plain = keys.iter().filter_map(|key| Some((*key, resolved(&bundle, key)?))).collect();
        Catalogue { plain, bundle, keys }
    }

    pub(super) fn plain(&self, key: &str) -> Option<&'static str> {
        self.plain.get(key).copied()
    }

    pub(super) fn told(&self, key: &str, arguments: &[(&'static str, FluentValue)]) -> Option<String> {
        let (text, errors) = self.written(key, arguments)?;
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a message cannot be told");
        }
        Some(text)
    }

    /// The same for whoever may ask amiss: nothing where an argument is missing.
    pub(super) fn told_in_full(
        &self,
        key: &str,
        arguments: &[(&'static str, FluentValue)],
    ) -> Option<String> {
        self.written(key, arguments).filter(|(_, errors)| errors.is_empty()).map(|(text, _)| text)
    }

    fn written(
        &self,
        key: &str,
        arguments: &[(&'static str, FluentValue)],
    ) -> Option<(String, Vec<FluentError>)> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let arguments: FluentArgs = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let mut text = String::new();
        self.bundle.write_pattern(&mut text, pattern, Some(&arguments), &mut errors).ok()?;
        Some((text, errors))
    }

    pub(super) fn keys(&self) -> &[&'static str] {
        &self.keys
    }
}

fn add(bundle: &mut FluentBundle<FluentResource>, path: &str) -> Vec<&'static str> {
    let text =
        Files::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default();
    let resource = FluentResource::try_new(text).unwrap_or_else(|(readable, errors)| {
        tracing::error!(path, ?errors, "a catalogue does not parse");
        readable
    });
    let keys = resource.entries().filter_map(|entry| match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(&*message.id.name.to_owned().leak()),
        _ => None,
    });
    let keys = keys.collect();
    if let Err(errors) = bundle.add_resource(resource) {
        tracing::error!(path, ?errors, "a catalogue repeats a key");
    }
    keys
}

/// The text of a message that needs no argument; it lives as long as the process, as the catalogue does.
fn resolved(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<&'static str> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then(|| &*text.leak())
}

fn whole(language: Language, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(format::number(language, number.value as i64))
        }
        _ => None,
    }
}
