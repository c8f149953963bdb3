//! The pages of deals.

mod form;
mod many;
mod acts;
mod all;
mod bin;
mod people;
mod settings;

pub use acts::{hold, hold_form, lose, lose_form, move_to, reopen, resume, throw_away, win};
pub use all::{choices, list};
pub use bin::{restore, trash};
pub use form::{ask_needs, create, edit, edit_form, new};
pub use many::bulk;
pub use people::{put_person, remove_person};
pub use settings::{
    add_pipeline, add_reason, add_stage, add_stage_form, edit_reason, edit_stage, list_pipelines,
    list_reasons, put_away_pipeline, put_away_reason, put_away_stage, rename_pipeline, shift_earlier,
    shift_later, show_pipeline, show_reason, show_stage, use_pipeline, use_reason,
};
