//! Lists that come in and go out: files of other products, every encoding, repeats, bad rows, crashes, undo.

mod files;
mod desk;
mod vendors;
mod run;
mod undo;
mod pages;
mod shapes;
mod kinds;
mod cards;
mod notes;
mod sales;
mod sets;
