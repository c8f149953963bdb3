//! Where values come from, before anybody looked at them.

use std::fmt;
use std::path::{Path, PathBuf};

use super::Refusal;
use super::value::Value;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody chose.
    Default,
    /// A line of the configuration file.
    File(PathBuf, usize),
    /// An environment variable.
    Environment(String),
    /// A flag.
    Flag(String),
    /// A file that another key names.
    SecretFile(PathBuf),
    /// A credential that systemd handed over.
    Credential(String),
    /// The system's folder for data of programs.
    System,
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => formatter.write_str("default"),
            Origin::File(path, line) => write!(formatter, "{}:{line}", path.display()),
            Origin::Environment(name) => write!(formatter, "environment {name}"),
            Origin::Flag(name) => write!(formatter, "flag {name}"),
            Origin::SecretFile(path) => write!(formatter, "file {}", path.display()),
            Origin::Credential(name) => write!(formatter, "systemd credential {name}"),
            Origin::System => formatter.write_str("system default"),
        }
    }
}

/// A value that holds, and where it came from.
#[derive(Debug, Clone)]
pub struct Found {
    pub(super) value: Value,
    /// Where it came from.
    pub origin: Origin,
    is_secret: bool,
}

impl Found {
    pub(super) fn new(value: Value, origin: Origin, is_secret: bool) -> Found {
        Found { value, origin, is_secret }
    }

    /// As it would stand in the file; a secret only says whether it is set.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Text(text) if self.is_secret && !text.is_empty() => "\"********\"".into(),
            value => value.to_string(),
        }
    }
}

/// A value from the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The flag as it was typed, like `--listen`.
    pub name: String,
    /// The key that it sets.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// Everything that was said, by layer.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The data folder.
    pub data: (PathBuf, Origin),
    /// The file's path and text.
    pub file: Option<(PathBuf, String)>,
    /// The variables of the process.
    pub environment: Vec<(String, String)>,
    /// The flags, in order.
    pub flags: Vec<Flag>,
}

impl Sources {
    /// Nothing said but the data folder.
    pub fn silent(data: impl Into<PathBuf>) -> Sources {
        Sources {
            data: (data.into(), Origin::Flag("--data".into())),
            file: None,
            environment: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// Gathers what the process was given. `data` and `config` are the flags of these names.
    ///
    /// Fails if a file that was asked for cannot be read, or if there is no place for a data folder.
    pub fn gather(data: Option<&Path>, config: Option<&Path>, flags: Vec<Flag>) -> Result<Sources, Refusal> {
        let environment: Vec<(String, String)> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let data = data_folder(data, &environment)?;
        let file = config_file(config, &data.0, &environment)?;
        Ok(Sources { data, file, environment, flags })
    }

    /// The value of a variable, unless it is empty.
    pub fn variable(&self, name: &str) -> Option<&str> {
        variable(&self.environment, name)
    }
}

fn variable<'a>(environment: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = environment.iter().find(|(known, _)| known == name)?;
    Some(found.1.as_str()).filter(|value| !value.is_empty())
}

/// `--data`, `KANTORA_DATA`, systemd's `STATE_DIRECTORY`, then the system's own place.
fn data_folder(flag: Option<&Path>, environment: &[(String, String)]) -> Result<(PathBuf, Origin), Refusal> {
    let (path, origin) = if let Some(path) = flag {
        (path.to_owned(), Origin::Flag("--data".into()))
    } else if let Some(path) = variable(environment, "KANTORA_DATA") {
        (path.into(), Origin::Environment("KANTORA_DATA".into()))
    } else if let Some(paths) = variable(environment, "STATE_DIRECTORY") {
        let first = paths.split(':').next().unwrap_or(paths);
        (first.into(), Origin::Environment("STATE_DIRECTORY".into()))
    } else if let Some(folders) = directories::ProjectDirs::from("", "", "kantora") {
        (folders.data_local_dir().to_owned(), Origin::System)
    } else {
        let hint = "no home folder to keep data in: say where with --data DIR or KANTORA_DATA";
        return Err(Refusal(vec![hint.into()]));
    };
    let whole = std::path::absolute(&path).unwrap_or(path);
    Ok((whole, origin))
}

/// `--config`, `KANTORA_CONFIG`, then `kantora.toml` in the data folder if it is there.
fn config_file(
    flag: Option<&Path>,
    data: &Path,
    environment: &[(String, String)],
) -> Result<Option<(PathBuf, String)>, Refusal> {
    let asked =
        flag.map(Path::to_owned).or_else(|| variable(environment, "KANTORA_CONFIG").map(PathBuf::from));
    let path = asked.clone().unwrap_or_else(|| data.join("kantora.toml"));
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, text))),
        Err(error) if asked.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refusal(vec![format!("the file {} cannot be read: {error}", path.display())])),
    }
}
