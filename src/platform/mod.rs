//! The machines under the product: database, queue, search index, configuration, languages, secrets.

pub mod clock;
pub mod crypto;
pub mod scanner;
pub mod config;
pub mod folder;
pub mod blobs;
pub mod log;
pub mod i18n;
pub mod encoding;
pub mod assets;
pub mod db;
pub mod migrate;
pub mod passwords;
pub mod spent;
pub mod throttle;
pub mod quota;
pub mod queue;
pub mod cron;
pub mod idempotency;
pub mod search_index;
pub mod cache;
pub mod blocks;
pub mod outbound;
pub mod dns;
pub mod openid;
pub mod mailer;
pub mod moments;
pub mod machines;
pub mod limits;
pub mod net;

pub use cache::Kept;
pub use clock::Clock;
pub use db::{Db, Lane, Tx, View};
pub use machines::Machines;
pub use mailer::Mailer;
