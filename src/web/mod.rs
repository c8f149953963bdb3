//! Manners of the browser's door: what a handler holds, the page around its body, forms, errors, the table of pages.

pub mod cookie;
pub mod cx;
pub mod components;
pub mod flash;
pub mod attachment;
pub mod frame;
pub mod installation;
pub mod errors;
pub mod table;
pub mod load;
pub mod form;
pub mod proof;
pub mod address;
pub mod operations;
pub mod guard;
pub mod programs;
pub mod payload;
pub mod entry;
pub mod compress;
pub mod health;
pub mod help;
pub mod letter;
pub mod language;

pub use address::{Asked, Of};
pub use cx::{Cx, Place, Reader, Signed, Support, Who};
pub use form::Form;
pub use frame::{
    door, frame, frame_live, frame_open, frame_open_with_paper, frame_text, frame_with_board,
    frame_with_charts, frame_with_paper,
};
pub use table::{Line, Need, Table};
