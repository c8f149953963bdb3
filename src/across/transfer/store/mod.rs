//! All SQL on `import`, `import_row` and `import_mapping`.

mod imports;
mod rows;
mod mappings;

pub use imports::{
    New, advance, find, find_done_with_hash, insert, is_file_known, list, list_to_clear, save,
};
pub use mappings::{recall, remember};
pub use rows::{
    COMPARED, Verdict, count_alike, counts, followers, heads, judge, judge_followers, list as list_rows,
    list_alike, list_bad, regroup, remove, stage,
};
