//! All SQL on `import`, `import_set`, `import_row` and `import_mapping`.

mod imports;
pub mod sets;
mod rows;
mod mappings;

pub use imports::{
    New, advance, find, find_done_with_hash, insert, is_file_known, list, list_of_set, list_to_clear, save,
};
pub use mappings::{recall, remember};
pub use rows::{
    COMPARED, Verdict, count_alike, counts, followers, heads, judge, judge_followers, list as list_rows,
    list_alike, list_bad, list_lessened, reasons, regroup, remove, stage, stages,
};
