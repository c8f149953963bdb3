//! How much a request may bring and how long it may take.
//!
//! A body is counted as it comes, so the limit holds for chunked bodies too, and it must come at a pace. What breaks a
//! limit fails the reading of the body with a [`Breach`], wherever that happens.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::combinators::BoxBody;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use poem::{Request, http::header};
use tokio::time::{Instant, Sleep, sleep};

/// What an ordinary request may take, from the end of its head to its answer.
pub const ORDINARY: Duration = Duration::from_secs(30);

/// How long a body may rest at its start.
const GRACE: Duration = Duration::from_secs(10);
/// How slowly it may come after that.
const BYTES_PER_SECOND: u64 = 1024;

/// Why a body was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// More than the address takes.
    #[error("the body is larger than {0} bytes")]
    Size(u64),
    /// Slower than anybody's line.
    #[error("the body came too slowly")]
    Pace,
}

impl Breach {
    /// The breach behind a failure to read a body, if that was the cause.
    pub fn behind(error: &(dyn std::error::Error + 'static)) -> Option<Breach> {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if let Some(breach) = error.downcast_ref::<Breach>() {
                return Some(*breach);
            }
            let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            cause = match wrapped {
                Some(wrapped) => Some(wrapped),
                None => error.source(),
            };
        }
        None
    }
}

/// Holds the body of that request to `most` bytes; a length announced beyond it is refused at once.
///
/// Never gives [`Breach::Pace`], which only reading can meet.
pub fn limit(request: &mut Request, most: u64) -> Result<(), Breach> {
    let announced = request.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > most) {
        return Err(Breach::Size(most));
    }
    let body = request.take_body();
    if !body.is_empty() {
        request.set_body(BoxBody::new(Limited::new(body.into(), most)));
    } else {
        request.set_body(body);
    }
    Ok(())
}

struct Limited {
    body: BoxBody<Bytes, io::Error>,
    most: u64,
    received: u64,
    begun: Instant,
    due: Pin<Box<Sleep>>,
}

impl Limited {
    fn new(body: BoxBody<Bytes, io::Error>, most: u64) -> Limited {
        Limited { body, most, received: 0, begun: Instant::now(), due: Box::pin(sleep(GRACE)) }
    }

    fn count(&mut self, frame: &Frame<Bytes>) -> Result<(), Breach> {
        self.received += frame.data_ref().map_or(0, |data| data.len() as u64);
        self.due.as_mut().reset(self.begun + GRACE + Duration::from_secs(self.received / BYTES_PER_SECOND));
        if self.received > self.most { Err(Breach::Size(self.most)) } else { Ok(()) }
    }
}

impl Body for Limited {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let limited = self.get_mut();
        match Pin::new(&mut limited.body).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => Poll::Ready(Some(match limited.count(&frame) {
                Ok(()) => Ok(frame),
                Err(breach) => Err(io::Error::other(breach)),
            })),
            Poll::Ready(end) => Poll::Ready(end),
            Poll::Pending => {
                let late = limited.due.as_mut().poll(context);
                late.map(|()| Some(Err(io::Error::other(Breach::Pace))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Tells whether a request has an act under way: a started write is never cut off, or its caller would be told that
/// nothing happened when it did.
#[derive(Debug, Clone, Default)]
pub struct Acts(Arc<AtomicUsize>);

impl Acts {
    /// Runs an act, during which [`Acts::within`] waits.
    pub async fn during<T>(&self, act: impl Future<Output = T>) -> T {
        struct Ended<'a>(&'a AtomicUsize);
        impl Drop for Ended<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::AcqRel);
            }
        }
        self.0.fetch_add(1, Ordering::AcqRel);
        let _ended = Ended(&self.0);
        act.await
    }

    /// The outcome of `work`, or nothing if it takes longer than `most` and no act is under way.
    pub async fn within<T>(&self, most: Duration, work: impl Future<Output = T>) -> Option<T> {
        let mut work = std::pin::pin!(work);
        loop {
            tokio::select! {
                done = &mut work => return Some(done),
                () = sleep(most) => {}
            }
            if self.0.load(Ordering::Acquire) == 0 {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    #[tokio::test]
    async fn a_time_out_waits_for_an_act_under_way() {
        let acts = Acts::default();
        let moment = Duration::from_millis(1);

        let idle = acts.within(moment, pending::<()>()).await;
        let acting = acts.within(moment, acts.during(sleep(moment * 20))).await;

        assert_eq!((idle, acting), (None, Some(())));
    }

    #[tokio::test]
    async fn a_body_is_counted_as_it_comes() {
        let read = async |most| {
            let chunks = futures_util::stream::iter(vec![Ok::<_, io::Error>("12345"), Ok("67890")]);
            let mut request = Request::builder().body(poem::Body::from_bytes_stream(chunks));
            limit(&mut request, most).unwrap();
            request.into_body().into_bytes().await
        };

        let (fits, breaks) = (read(10).await, read(9).await);

        assert_eq!(fits.unwrap(), "1234567890");
        assert_eq!(Breach::behind(&breaks.unwrap_err()), Some(Breach::Size(9)));
    }
}
