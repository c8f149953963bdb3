//! Who is connected: a bounded number, of which the one that has waited longest without asking makes room.

use std::collections::BTreeMap;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// A request is under way.
const ASKING: u64 = 0;

/// All connections.
pub struct Seats {
    room: Arc<Semaphore>,
    most: u32,
    queue: Arc<Queue>,
}

/// Connections without a request under way, by the order in which they fell silent.
#[derive(Default)]
struct Queue {
    turn: AtomicU64,
    waiting: Mutex<BTreeMap<u64, Arc<Seat>>>,
}

/// One connection.
pub struct Seat {
    /// The turn in which it began to wait, or [`ASKING`].
    turn: AtomicU64,
    leave: Notify,
    queue: Arc<Queue>,
    room: Mutex<Option<OwnedSemaphorePermit>>,
}

impl Seats {
    pub fn new(most: usize) -> Seats {
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        Seats { room: Arc::new(Semaphore::new(most as usize)), most, queue: Arc::default() }
    }

    /// A seat for a new connection; when all are taken, the one that has waited longest leaves.
    pub async fn take(&self) -> Arc<Seat> {
        let mut room = self.room.clone().try_acquire_owned().ok();
        while room.is_none() {
            self.ask_longest_waiting_to_leave();
            let free = timeout(Duration::from_millis(50), self.room.clone().acquire_owned()).await;
            room = free.ok().and_then(Result::ok);
        }
        let seat = Seat {
            turn: AtomicU64::new(ASKING),
            leave: Notify::new(),
            queue: self.queue.clone(),
            room: Mutex::new(room),
        };
        let seat = Arc::new(seat);
        seat.wait();
        seat
    }

    pub fn ask_longest_waiting_to_leave(&self) {
        if let Some((_, seat)) = self.queue.waiting().pop_first() {
            seat.leave.notify_one();
        }
    }

    pub async fn all_left(&self) {
        let _ = self.room.acquire_many(self.most).await;
    }
}

impl Queue {
    fn waiting(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Seat>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    pub async fn asked_to_leave(&self) {
        self.leave.notified().await;
    }

    pub fn is_waiting(&self) -> bool {
        self.turn() != ASKING
    }

    /// Changes each time the connection begins to wait.
    pub fn turn(&self) -> u64 {
        self.turn.load(Ordering::Acquire)
    }

    fn wait(self: &Arc<Seat>) {
        let turn = self.queue.turn.fetch_add(1, Ordering::Relaxed) + 1;
        self.turn.store(turn, Ordering::Release);
        self.queue.waiting().insert(turn, self.clone());
        if self.room().is_none() {
            self.ask();
        }
    }

    fn room(&self) -> MutexGuard<'_, Option<OwnedSemaphorePermit>> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self) {
        let turn = self.turn.swap(ASKING, Ordering::AcqRel);
        self.queue.waiting().remove(&turn);
    }

    /// The connection is closed: others may have its place.
    pub fn leave(&self) {
        self.room().take();
        self.ask();
    }
}

/// A request with its answer, until the last byte of the answer is handed over.
pub struct Talk(Arc<Seat>);

impl Talk {
    pub fn begin(seat: &Arc<Seat>) -> Talk {
        seat.ask();
        Talk(seat.clone())
    }

    /// The talk lasts as long as this body.
    pub fn over<B>(self, body: B) -> Answer<B> {
        Answer { body, _talk: self }
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.0.wait();
    }
}

/// The body of an answer.
pub struct Answer<B> {
    body: B,
    _talk: Talk,
}

impl<B: Body<Data = Bytes, Error = io::Error> + Unpin> Body for Answer<B> {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
