//! The line in front of the writer: two lanes, bounded.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Lane;
use super::act::Waiting;
use super::refusal::Refusal;

/// Acts that may wait with somebody behind them.
const INTERACTIVE: usize = 4_096;
/// Long acts that may wait.
const BULK: usize = 256;

/// Acts in front of the writer, the interactive ones first.
#[derive(Default)]
pub struct WaitingLine {
    state: Mutex<State>,
    arrival: Condvar,
}

#[derive(Default)]
struct State {
    interactive: VecDeque<Box<dyn Waiting>>,
    bulk: VecDeque<Box<dyn Waiting>>,
    is_closed: bool,
}

impl State {
    fn pop(&mut self) -> Option<(Lane, Box<dyn Waiting>)> {
        let interactive = self.interactive.pop_front().map(|act| (Lane::Interactive, act));
        interactive.or_else(|| self.bulk.pop_front().map(|act| (Lane::Bulk, act)))
    }
}

/// What waiting for an act gives.
pub enum Next {
    /// An act, and the lane in which it waited.
    Act(Lane, Box<dyn Waiting>),
    /// Nothing came within the time.
    Quiet,
    /// Nothing will come any more.
    Closed,
}

impl WaitingLine {
    /// Takes a place at the end of the lane.
    pub fn push(&self, lane: Lane, act: Box<dyn Waiting>) -> Result<(), Refusal> {
        let mut state = self.lock();
        if state.is_closed {
            return Err(Refusal::Stopped);
        }
        let (line, most) = match lane {
            Lane::Interactive => (&mut state.interactive, INTERACTIVE),
            Lane::Bulk => (&mut state.bulk, BULK),
        };
        if line.len() >= most {
            return Err(Refusal::Full);
        }
        line.push_back(act);
        drop(state);
        self.arrival.notify_one();
        Ok(())
    }

    /// The next act for the commit that an act of that lane began. A bulk act never joins interactive ones: whoever
    /// waits for those would wait for it too.
    pub fn take_after(&self, first: Lane) -> Option<Box<dyn Waiting>> {
        let mut state = self.lock();
        match first {
            Lane::Interactive => state.interactive.pop_front(),
            Lane::Bulk => state.pop().map(|(_, act)| act),
        }
    }

    /// Any act, if one waits.
    pub fn take(&self) -> Option<Box<dyn Waiting>> {
        self.lock().pop().map(|(_, act)| act)
    }

    /// The first act, waited for at most that long.
    pub fn wait(&self, time: Duration) -> Next {
        let is_idle =
            |state: &mut State| state.interactive.is_empty() && state.bulk.is_empty() && !state.is_closed;
        let (mut state, _) = self
            .arrival
            .wait_timeout_while(self.lock(), time, is_idle)
            .unwrap_or_else(PoisonError::into_inner);
        match state.pop() {
            Some((lane, act)) => Next::Act(lane, act),
            None if state.is_closed => Next::Closed,
            None => Next::Quiet,
        }
    }

    /// Takes nothing more; what waits stays.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.arrival.notify_all();
    }

    /// Whether [`WaitingLine::close`] was called.
    pub fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
