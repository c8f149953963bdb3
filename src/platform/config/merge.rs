//! Lays the layers over each other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::keys::{KEYS, PROVIDERS, closest, is_secret, kind_of};
use super::sources::{Found, Origin, Sources};
use super::typed;
use super::value::Value;
use super::{Config, Refusal};

/// A configuration without faults.
#[derive(Debug)]
pub struct Loaded {
    /// The typed result.
    pub config: Config,
    /// The data folder's origin.
    pub data_origin: Origin,
    /// The file that was read, if there was one.
    pub file: Option<PathBuf>,
    /// Every value, by key.
    pub values: BTreeMap<String, Found>,
}

impl Loaded {
    /// Whether nobody chose that value.
    pub fn is_default(&self, key: &str) -> bool {
        self.values.get(key).is_some_and(|found| found.origin == Origin::Default)
    }
}

/// Reads all layers; gives every fault at once.
pub fn load(sources: &Sources) -> Result<Loaded, Refusal> {
    let mut layers = Layers::default();
    layers.defaults();
    if let Some((path, text)) = &sources.file {
        layers.file(path, text);
    }
    layers.environment(sources);
    for flag in &sources.flags {
        layers.text(&flag.key, &flag.value, &flag.name, Origin::Flag(flag.name.clone()));
    }
    layers.secrets(sources);
    let (data, data_origin) = sources.data.clone();
    let config = typed::config(data, &layers.values, &mut layers.faults);
    if !layers.faults.is_empty() {
        return Err(Refusal(layers.faults));
    }
    let file = sources.file.as_ref().map(|(path, _)| path.clone());
    Ok(Loaded { config, data_origin, file, values: layers.values })
}

#[derive(Default)]
struct Layers {
    values: BTreeMap<String, Found>,
    faults: Vec<String>,
}

impl Layers {
    fn defaults(&mut self) {
        for key in KEYS {
            self.text(key.name, key.default, "the table of keys", Origin::Default);
        }
    }

    fn file(&mut self, path: &Path, text: &str) {
        match DeTable::parse(text) {
            Ok(table) => self.table(&File { path, text }, "", table.get_ref()),
            Err(error) => {
                let place = error.span().map_or(1, |span| line_of(text, span.start));
                self.faults.push(format!("{}:{place}: {}", path.display(), error.message()));
            }
        }
    }

    fn table(&mut self, file: &File, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            let line = line_of(file.text, key.span().start);
            let place = format!("{}:{line}", file.path.display());
            match (kind_of(&name), value.get_ref()) {
                (Some(kind), value) => match kind.read_toml(value) {
                    Ok(value) => self.put(&name, value, Origin::File(file.path.to_owned(), line)),
                    Err(fault) => self.faults.push(format!("{place}: {name}: {fault}")),
                },
                (None, DeValue::Table(inner)) if is_section(&name) => {
                    self.table(file, &format!("{name}."), inner);
                }
                (None, _) => self.unknown(&name, &place),
            }
        }
    }

    /// `KANTORA_MAIL__HOST` sets `mail.host`; an empty variable counts as not there.
    fn environment(&mut self, sources: &Sources) {
        for (name, value) in &sources.environment {
            let Some(rest) = name.strip_prefix("KANTORA_") else { continue };
            if matches!(rest, "DATA" | "CONFIG") || value.is_empty() {
                continue;
            }
            let key = rest.to_ascii_lowercase().replace("__", ".");
            self.text(&key, value, name, Origin::Environment(name.clone()));
        }
    }

    fn text(&mut self, key: &str, text: &str, place: &str, origin: Origin) {
        match kind_of(key).map(|kind| kind.read(text)) {
            Some(Ok(value)) => self.put(key, value, origin),
            Some(Err(fault)) => self.faults.push(format!("{place}: {key}: {fault}")),
            None => self.unknown(key, place),
        }
    }

    /// A secret that nobody gave in words comes from the file that `<key>_file` names, then from the credential of
    /// the key's name.
    fn secrets(&mut self, sources: &Sources) {
        for name in self.secret_names() {
            let file_key = format!("{name}_file");
            let file = self.values.get(&file_key).map(|found| found.value.clone());
            let is_given = self.values.get(&name).is_some_and(|found| found.origin != Origin::Default);
            match file {
                Some(Value::Text(path)) if !path.is_empty() && is_given => {
                    self.faults.push(format!("{name} and {file_key} are both set: keep one of them"));
                }
                Some(Value::Text(path)) if !path.is_empty() => {
                    self.secret(&name, Path::new(&path), Origin::SecretFile(path.clone().into()));
                }
                _ if !is_given => self.credential(&name, sources),
                _ => {}
            }
        }
    }

    /// Those of the table, and one of each service by which people sign in.
    fn secret_names(&self) -> Vec<String> {
        let fixed = KEYS.iter().map(|key| key.name).filter(|name| is_secret(name)).map(str::to_owned);
        let issuers = self.values.keys().filter(|name| name.starts_with(PROVIDERS));
        let named =
            issuers.filter_map(|name| Some(format!("{}.client_secret", name.strip_suffix(".issuer")?)));
        fixed.chain(named).collect()
    }

    fn credential(&mut self, name: &str, sources: &Sources) {
        let Some(folder) = sources.variable("CREDENTIALS_DIRECTORY") else { return };
        let path = Path::new(folder).join(name);
        if path.exists() {
            self.secret(name, &path, Origin::Credential(name.to_owned()));
        }
    }

    fn secret(&mut self, name: &str, path: &Path, origin: Origin) {
        match std::fs::read_to_string(path) {
            Ok(text) => self.put(name, Value::Text(text.trim_end_matches(['\r', '\n']).to_owned()), origin),
            Err(error) => {
                self.faults.push(format!("{name}: the file {} cannot be read: {error}", path.display()));
            }
        }
    }

    fn put(&mut self, name: &str, value: Value, origin: Origin) {
        self.values.insert(name.to_owned(), Found::new(value, origin, is_secret(name)));
    }

    fn unknown(&mut self, name: &str, place: &str) {
        let hint = match (name, closest(name)) {
            ("data", _) => ": the data folder is chosen by --data or KANTORA_DATA".to_owned(),
            (_, Some(known)) => format!(": did you mean \"{known}\"?"),
            (_, None) => ": `kantora print config` lists every key".to_owned(),
        };
        self.faults.push(format!("{place}: there is no key \"{name}\"{hint}"));
    }
}

struct File<'f> {
    path: &'f Path,
    text: &'f str,
}

/// Whether keys begin with that name and a dot.
fn is_section(name: &str) -> bool {
    let is_provider = name.strip_prefix(PROVIDERS).is_some_and(|rest| !rest.contains('.'));
    name == "log.levels"
        || name == "oidc"
        || is_provider
        || KEYS.iter().any(|key| key.name.starts_with(&format!("{name}.")))
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}
