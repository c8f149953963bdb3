//! The page of registers in the settings.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::Register;
use super::{actions, store, views};
use crate::base::{Error, Fields, Problems, Result};
use crate::web::{Cx, Form, flash};

const PATH: &str = "/settings/registers";

/// Every register, and whether it can be asked.
#[handler]
pub async fn show(cx: Cx) -> Result<Response> {
    let keys = cx.read(store::keys)?;
    Ok(views::registers(&cx, &keys, &Fields::new(), &Problems::default()).into_response())
}

/// Sets the key of one.
#[handler]
pub async fn set_key(cx: Cx, Form(typed): Form) -> Result<Response> {
    let (register, master) = (chosen(&typed)?, cx.machines.master_key.clone());
    match register.key_of(&typed) {
        Ok(key) => {
            cx.write(move |tx| actions::set_key(tx, &master, register, &key)).await?;
            Ok(flash::done(cx.path(PATH), "registers-key-saved"))
        }
        Err(Error::Invalid(problems)) => {
            let keys = cx.read(store::keys)?;
            let page = views::registers(&cx, &keys, &typed, &problems);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

/// Takes the key of one away.
#[handler]
pub async fn remove_key(cx: Cx, Form(typed): Form) -> Result<Response> {
    let register = chosen(&typed)?;
    cx.write(move |tx| actions::remove_key(tx, register)).await?;
    Ok(flash::done(cx.path(PATH), "registers-key-gone"))
}

/// A register that has a key.
fn chosen(typed: &Fields) -> Result<Register> {
    let register: Register = typed.first("register").parse()?;
    if register.needs_key() { Ok(register) } else { Err(Error::Malformed("register")) }
}
