//! Where log lines go: standard error for the one who watches, files for the one who looks back.
//!
//! Three targets have files of their own: `access` (one line a request, address shortened), `security` (sign-ins,
//! refusals, changes of rights, with the full address), `slow` (statements over their time). Everything else goes to
//! `kantora`. No line holds a secret, a name or a mail address: who writes one names ids.

use std::io::IsTerminal;
use std::path::Path;

use tracing::metadata::LevelFilter;
use tracing::{Metadata, Subscriber};
use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};
use tracing_subscriber::filter::{Targets, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry};

use super::config::{Log, LogFormat};

/// Requests: one line each.
pub const ACCESS: &str = "access";
/// Sign-ins, refusals, changes of rights.
pub const SECURITY: &str = "security";
/// Statements that took too long.
pub const SLOW: &str = "slow";

const OWN_FILES: [&str; 3] = [ACCESS, SECURITY, SLOW];

/// Lines still on their way to the files are written when this is dropped.
#[must_use]
pub struct Writing(#[expect(dead_code, reason = "dropping them writes what is left")] Vec<WorkerGuard>);

type Line = Box<dyn Layer<Registry> + Send + Sync>;

/// Starts logging as the operator chose, with files in `folder`. Only the first call of a process counts.
pub fn start(config: &Log, folder: &Path) -> Result<Writing, InitError> {
    let mut layers = vec![screen(config)];
    let mut guards = Vec::new();
    if config.files {
        for name in ["kantora", ACCESS, SECURITY, SLOW] {
            let keep = if name == SECURITY { config.security_keep_days } else { config.keep_days };
            let (writer, guard) = tracing_appender::non_blocking(daily(folder, name, keep)?);
            layers.push(file(config, name, writer));
            guards.push(guard);
        }
    }
    let levels = Targets::new().with_default(config.level).with_targets(config.levels.clone());
    let first = tracing_subscriber::registry().with(layers.with_filter(levels)).try_init().is_ok();
    if first {
        std::panic::set_hook(Box::new(|panic| tracing::error!(target: "panic", "{panic}")));
    }
    Ok(Writing(guards))
}

/// Only warnings, for subcommands: their words are their answer.
pub fn start_quietly() {
    let colours = std::io::stderr().is_terminal();
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(colours);
    let layer = layer.without_time().with_target(false);
    let quiet = Targets::new().with_default(LevelFilter::WARN).with_target(SLOW, LevelFilter::OFF);
    // A second call of the same process, as tests make, changes nothing.
    let _ = tracing_subscriber::registry().with(layer.with_filter(quiet)).try_init();
}

/// Standard error. With files beside it, requests stay out of it: they would hide everything else.
fn screen(config: &Log) -> Line {
    let colours = std::io::stderr().is_terminal();
    let shows_requests = !config.files;
    let seen = filter_fn(move |line| shows_requests || line.target() != ACCESS);
    formatted(config.format, colours, std::io::stderr).with_filter(seen).boxed()
}

fn file(config: &Log, name: &'static str, writer: NonBlocking) -> Line {
    let belongs = filter_fn(move |line: &Metadata| match name {
        "kantora" => !OWN_FILES.contains(&line.target()),
        own => line.target() == own,
    });
    formatted(config.format, false, writer).with_filter(belongs).boxed()
}

fn formatted<S, W>(format: LogFormat, colours: bool, writer: W) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'s> LookupSpan<'s>,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let layer = tracing_subscriber::fmt::layer().with_ansi(colours).with_writer(writer);
    match format {
        LogFormat::Human => layer.boxed(),
        LogFormat::Json => layer.json().flatten_event(true).boxed(),
    }
}

fn daily(folder: &Path, name: &str, keep_days: usize) -> Result<RollingFileAppender, InitError> {
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(name)
        .filename_suffix("log")
        .max_log_files(keep_days)
        .build(folder)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    /// Keeps what is written.
    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_for_machines_is_one_object_with_time_level_target_and_request() {
        let paper = Paper::default();
        let writer = paper.clone();
        let layer = formatted(LogFormat::Json, false, move || writer.clone());

        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            tracing::info!(target: "access", request = "0N3W-A7QK-41ZC", status = 200, "two\nlines");
            tracing::warn!(target: "security", event = "session.refuse");
        });

        let written = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<serde_json::Value> =
            written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2, "{written}");
        assert!(lines.iter().all(|line| line["timestamp"].as_str().unwrap().ends_with('Z')), "{written}");
        assert_eq!((lines[0]["target"].as_str(), lines[0]["level"].as_str()), (Some("access"), Some("INFO")));
        assert_eq!(
            (lines[0]["request"].as_str(), lines[0]["status"].as_i64()),
            (Some("0N3W-A7QK-41ZC"), Some(200))
        );
        assert_eq!(
            (lines[1]["target"].as_str(), lines[1]["event"].as_str()),
            (Some("security"), Some("session.refuse"))
        );
    }
}
