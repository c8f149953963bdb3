use super::model::{Event, State};

/// What every event makes of every state: the table of the specification, written out.
#[test]
fn a_quote_goes_the_ways_of_the_table_and_no_other() {
    let table = [
        (State::Draft, Event::Edit, State::Draft),
        (State::Draft, Event::Send, State::Sent),
        (State::Draft, Event::Withdraw, State::Withdrawn),
        (State::Sent, Event::Revise, State::Superseded),
        (State::Sent, Event::Accept, State::Accepted),
        (State::Sent, Event::AcceptForCustomer, State::Accepted),
        (State::Sent, Event::Decline, State::Declined),
        (State::Sent, Event::Expire, State::Expired),
        (State::Sent, Event::Withdraw, State::Withdrawn),
        (State::Expired, Event::AcceptForCustomer, State::Accepted),
        (State::Expired, Event::Revise, State::Superseded),
    ];

    for state in State::ALL {
        for event in Event::ALL {
            let wanted = table.iter().find(|(from, by, _)| from == state && *by == event);
            let got = state.after(event).ok();
            assert_eq!(got, wanted.map(|(_, _, to)| *to), "{state:?} {event:?}");
        }
    }
}
