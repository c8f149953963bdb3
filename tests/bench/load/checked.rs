//! The cheapest answer, behind the question who asks and whether they may.

use std::path::Path;
use std::sync::Arc;

use kantora::base::Right;
use kantora::platform::config::Config;
use kantora::platform::crypto::MasterKey;
use kantora::platform::{Clock, Machines};
use kantora::web::Need;
use kantora::workspace::sessions::guarded;
use poem::{EndpointExt, Route};

use crate::{hello, office};

/// Serves until it is killed; `/w/<slug>` asks for a member with the right to read customers.
pub fn serve(port: u16, folder: &Path) {
    let config = Arc::new(Config::defaults(folder));
    let machines = Machines::new(office::open(folder), Clock::system(), config, MasterKey::generate());
    let page = guarded(Need::Member(Right::CustomersRead), hello::hello.map_to_response());
    hello::serve_pages(port, Route::new().at("/w/:slug", page.data(machines)).at("/readyz", hello::hello));
}
