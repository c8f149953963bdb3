//! Manners of the browser's door: what a handler holds, the page around its body, forms, errors, the table of pages.

pub mod cookie;
pub mod cx;
pub mod errors;
pub mod form;
pub mod table;
pub mod frame;

pub use cx::{Cx, Place, Reader, Who};
pub use form::Form;
pub use frame::frame;
pub use table::{Line, Need, Table};
