//! Whether the installation is well, for the machines that watch it.

use poem::web::Data;
use poem_openapi::payload::{Json, PlainText};
use poem_openapi::{ApiResponse, Object, OpenApi};

use crate::base::{Actor, Door};
use crate::platform::Machines;
use crate::platform::folder::free_bytes;
use crate::web::payload::Tag;

/// With less room than this, writes will soon fail.
const LEAST_ROOM: u64 = 64 * 1024 * 1024;

/// The questions of a watcher.
pub struct Health;

/// Whether the process runs at all.
#[derive(ApiResponse)]
enum Life {
    /// It runs.
    #[oai(status = 200)]
    Lives(PlainText<&'static str>),
}

/// Whether requests would succeed.
#[derive(ApiResponse)]
enum Readiness {
    /// They would.
    #[oai(status = 200)]
    Ready(PlainText<&'static str>),
    /// They would not; send them elsewhere.
    #[oai(status = 503)]
    NotReady(PlainText<&'static str>),
}

/// Everything that was looked at.
#[derive(ApiResponse)]
enum Report {
    /// All is well.
    #[oai(status = 200)]
    Well(Json<State>),
    /// Something is not.
    #[oai(status = 503)]
    Ill(Json<State>),
}

/// The state of the installation.
#[derive(Object)]
struct State {
    /// The program.
    name: String,
    /// Its version.
    version: String,
    /// Whether every check passed.
    healthy: bool,
    /// What was looked at.
    checks: Vec<Check>,
}

/// One thing that was looked at.
#[derive(Object)]
struct Check {
    /// What.
    name: String,
    /// Whether it is well.
    passed: bool,
}

#[OpenApi(tag = "Tag::Health")]
impl Health {
    /// Whether the process runs
    #[oai(path = "/livez", method = "get", operation_id = "livez")]
    async fn livez(&self) -> Life {
        Life::Lives(PlainText("alive\n"))
    }

    /// Whether requests would succeed
    #[oai(path = "/readyz", method = "get", operation_id = "readyz")]
    async fn readyz(&self, machines: Data<&Machines>) -> Readiness {
        match needed(&machines).iter().all(|check| check.passed) {
            true => Readiness::Ready(PlainText("ready\n")),
            false => Readiness::NotReady(PlainText("not ready\n")),
        }
    }

    /// Name, version and each check
    #[oai(path = "/health", method = "get", operation_id = "health")]
    async fn health(&self, machines: Data<&Machines>) -> Report {
        let checks = checks(&machines);
        let healthy = checks.iter().all(|check| check.passed);
        let state = State {
            name: env!("CARGO_PKG_NAME").into(),
            version: env!("CARGO_PKG_VERSION").into(),
            healthy,
            checks,
        };
        if healthy { Report::Well(Json(state)) } else { Report::Ill(Json(state)) }
    }
}

/// Without these no request succeeds.
fn needed(machines: &Machines) -> Vec<Check> {
    let reads = machines.db.read(&Actor::guest(Door::Api), |view| Ok(view.now())).is_ok();
    vec![check("database can be read", reads), check("database can be written", machines.db.is_ready())]
}

/// And this is soon needed.
fn checks(machines: &Machines) -> Vec<Check> {
    let mut checks = needed(machines);
    checks.push(check(
        "disk has room",
        free_bytes(&machines.config.data).is_some_and(|free| free >= LEAST_ROOM),
    ));
    checks
}

fn check(name: &str, passed: bool) -> Check {
    Check { name: name.into(), passed }
}
