-- Substrings are looked for in the words of a workspace, each once, and no longer in its records: what a question costs
-- then hardly grows with the number of records.
DROP TABLE search;

-- The words of a workspace's records, each once as long as a record has it.
CREATE TABLE search_word (
  word_id INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  word TEXT NOT NULL,
  UNIQUE (workspace_id, word)
) STRICT;

-- Their trigrams; the rowid is the word's. Which word has the letters in a row is looked up in the word itself.
CREATE VIRTUAL TABLE search USING fts5 (
  word,
  content = '',
  contentless_delete = 1,
  detail = 'none',
  tokenize = 'trigram case_sensitive 1'
);

INSERT INTO search_word (workspace_id, word)
SELECT DISTINCT workspace_id, word
FROM search_prefix;

INSERT INTO search (rowid, word)
SELECT word_id, word
FROM search_word;
