//! Papers: a corpus of every kind for the rules of the norm, and what is refused before issue.

mod sample;
mod strategy;
mod corpus;
mod mutants;
mod papers;
