//! The cheapest answer that the server library gives.

use poem::listener::TcpListener;
use poem::{Route, Server, get, handler};

#[handler]
pub fn hello() -> &'static str {
    "hello"
}

/// Serves until it is killed.
pub fn serve(port: u16) {
    serve_pages(port, Route::new().at("/", get(hello)).at("/readyz", get(hello)));
}

/// The same for other pages.
pub fn serve_pages(port: u16, pages: Route) {
    let server = Server::new(TcpListener::bind(("127.0.0.1", port)));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(server.run(pages)).expect("a free port");
}
