//! Questions to DNS: which texts stand at a name.
//!
//! The system's own resolver cannot be asked for texts, so a library asks the machine's server, or the one that the
//! operator named. It asks anew each time, so that a record that somebody has just added is seen, and is bounded in time
//! and in size.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{Name, RData, RecordType};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// All questions that are asked together take no longer.
const LIMIT: Duration = Duration::from_secs(5);
/// A server that is silent for so long is asked once more.
const PATIENCE: Duration = Duration::from_secs(2);
/// More texts of one name are not read,
const MOST_TEXTS: usize = 50;
/// nor longer ones to their end.
const LONGEST: usize = 4096;
/// So many rounds of questions run at once; whoever asks meanwhile gets no answer.
const MOST_ROUNDS: usize = 4;

/// What stands at each name; a name about which nobody answered is missing.
pub type Texts = HashMap<String, Vec<String>>;

/// Whoever answers questions; cheap to clone.
#[derive(Debug, Clone)]
pub struct Dns {
    server: Option<SocketAddr>,
    rounds: Arc<Semaphore>,
}

impl Dns {
    /// Asks that server; none: the machine's own.
    pub fn new(server: Option<SocketAddr>) -> Dns {
        Dns { server, rounds: Arc::new(Semaphore::new(MOST_ROUNDS)) }
    }

    /// The texts at each of these names, each text joined from its pieces; all are asked at once.
    pub async fn texts(&self, names: Vec<String>) -> Texts {
        let Ok(_round) = self.rounds.try_acquire() else { return Texts::new() };
        let resolver = match self.resolver() {
            Ok(resolver) => resolver,
            Err(error) => {
                tracing::warn!(cause = %error, "no server of DNS can be asked");
                return Texts::new();
            }
        };
        let answers = join_all(names.into_iter().map(|name| ask(&resolver, name))).await;
        answers.into_iter().flatten().collect()
    }

    fn resolver(&self) -> Result<TokioResolver, NetError> {
        let mut builder = match self.server {
            None => TokioResolver::builder_tokio()?,
            Some(server) => {
                let mut lines = vec![ConnectionConfig::udp(), ConnectionConfig::tcp()];
                lines.iter_mut().for_each(|line| line.port = server.port());
                let config =
                    ResolverConfig::from_name_servers(vec![NameServerConfig::new(server.ip(), true, lines)]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
        };
        let options = builder.options_mut();
        options.timeout = PATIENCE;
        options.attempts = 1;
        options.cache_size = 0;
        options.use_hosts_file = ResolveHosts::Never;
        builder.build()
    }
}

/// The name with its texts; none if nobody answered.
async fn ask(resolver: &TokioResolver, name: String) -> Option<(String, Vec<String>)> {
    // With a dot at its end the name is whole: the machine's search domains are not put behind it.
    let Ok(whole) = Name::from_ascii(format!("{name}.")) else { return Some((name, Vec::new())) };
    match timeout(LIMIT, resolver.lookup(whole, RecordType::TXT)).await {
        Ok(Ok(answer)) => {
            let texts = answer.answers().iter().filter_map(|record| match &record.data {
                RData::TXT(text) => Some(joined(&text.txt_data.concat())),
                _ => None,
            });
            Some((name, texts.take(MOST_TEXTS).collect()))
        }
        Ok(Err(error)) if error.is_no_records_found() => Some((name, Vec::new())),
        _ => None,
    }
}

fn joined(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]).into_owned()
}
