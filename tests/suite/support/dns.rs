//! A server of DNS on this machine, which knows what a test tells it.

use std::net::{SocketAddr, UdpSocket};
use std::sync::OnceLock;

use hickory_resolver::proto::op::{Message, OpCode, ResponseCode};
use hickory_resolver::proto::rr::rdata::TXT;
use hickory_resolver::proto::rr::{RData, Record};

/// Names with their texts; a line break divides a text into pieces.
type Zone = Vec<(&'static str, String)>;

/// Knows these texts, and that there are no others.
pub fn dns(zone: Zone) -> SocketAddr {
    serve(move |message, name| {
        let texts: Vec<&String> = zone.iter().filter(|(own, _)| *own == name).map(|(_, text)| text).collect();
        if texts.is_empty() {
            message.metadata.response_code = ResponseCode::NXDomain;
        }
        let query = message.queries[0].name().clone();
        for text in texts {
            let text = TXT::new(text.split('\n').map(str::to_owned).collect());
            message.add_answer(Record::from_rdata(query.clone(), 60, RData::TXT(text)));
        }
    })
}

/// Cannot say anything.
pub fn broken_dns() -> SocketAddr {
    serve(|message, _| message.metadata.response_code = ResponseCode::ServFail)
}

/// Knows no name at all: what every installation asks that was not told otherwise, so that no test leaves the machine.
pub fn empty_dns() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| dns(Vec::new()))
}

/// Answers until the tests end.
fn serve(fill: impl Fn(&mut Message, &str) + Send + 'static) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok((length, asker)) = socket.recv_from(&mut buffer) {
            let asked = Message::from_vec(&buffer[..length]).unwrap();
            let query = asked.queries[0].clone();
            let name = query.name().to_ascii().trim_end_matches('.').to_ascii_lowercase();
            let mut answer = Message::response(asked.metadata.id, OpCode::Query);
            answer.add_query(query);
            fill(&mut answer, &name);
            socket.send_to(&answer.to_vec().unwrap(), asker).unwrap();
        }
    });
    address
}
