//! The same action by 64 clients: through the writer that commits in groups, and through a pool of connections each
//! with a transaction of its own.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use kantora::base::{Actor, Error};
use kantora::platform::{Db, Lane};

use crate::office;

const CLIENTS: usize = 64;
const CONNECTIONS: u32 = 8;

/// Prints commits a second of both, and how many writes of the groups failed.
pub fn compare(folder: &Path, seconds: u64) {
    let actor = office::owner(folder);
    let (mut groups, mut pooled, mut errors) = (0.0, 0.0, 0);
    for round in 0..2 {
        let db = office::open(folder);
        let (rate, failed) =
            rate(seconds, |client, number| write(&db, &actor, &format!("Group{round}c{client}n"), number));
        groups += rate;
        errors += failed;
        drop(db);

        let pool = r2d2::Pool::builder()
            .max_size(CONNECTIONS)
            .connection_timeout(Duration::from_secs(60))
            .test_on_check_out(false)
            .build(Connections(folder.to_owned()))
            .expect("a pool");
        let (rate, _) = self::rate(seconds, |client, number| {
            let db = pool.get().map_err(Error::internal)?;
            write(&db, &actor, &format!("Pool{round}c{client}n"), number)
        });
        pooled += rate;
    }
    println!("{}", serde_json::json!({ "groups": groups / 2.0, "pool": pooled / 2.0, "errors": errors }));
}

fn write(db: &Db, actor: &Actor, mark: &str, number: usize) -> kantora::base::Result<()> {
    let mark = mark.to_owned();
    db.write_blocking(actor, Lane::Interactive, move |tx| office::create(tx, &mark, number))
}

/// Commits a second, and how many writes failed.
fn rate(seconds: u64, act: impl Fn(usize, usize) -> kantora::base::Result<()> + Sync) -> (f64, usize) {
    let (done, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (act, done, failed) = (&act, &done, &failed);
            scope.spawn(move || {
                let mut number = 0;
                while begun.elapsed() < Duration::from_secs(seconds) {
                    number += 1;
                    let counter = if act(client, number).is_ok() { done } else { failed };
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    (done.into_inner() as f64 / begun.elapsed().as_secs_f64(), failed.into_inner())
}

/// A pool's connection: a writer that never has more than one closure at a time, so that every commit is one write.
struct Connections(PathBuf);

impl r2d2::ManageConnection for Connections {
    type Connection = Db;
    type Error = Error;

    fn connect(&self) -> Result<Db, Error> {
        Db::open_beside(&office::file(&self.0), kantora::platform::Clock::system())
    }

    fn is_valid(&self, _: &mut Db) -> Result<(), Error> {
        Ok(())
    }

    fn has_broken(&self, _: &mut Db) -> bool {
        false
    }
}
