-- What registers and people said about the numbers of customers: evidence, only ever added to.
CREATE TABLE number_check (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  subject_id INTEGER NOT NULL,                                        -- a company or a contact
  register TEXT CHECK (register IN ('vies', 'hmrc', 'companies')),    -- none: somebody looked it up
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 30),
  is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)),
  name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 300),          -- as the register gives it
  address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 600),
  reference TEXT NOT NULL DEFAULT '' CHECK (length(reference) <= 200),  -- of the consultation, or where somebody looked
  asked_at INTEGER NOT NULL,
  asked_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, asked_by) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX number_check_subject ON number_check (workspace_id, subject_id, id);
CREATE INDEX number_check_asked_at ON number_check (workspace_id, asked_at);
CREATE INDEX number_check_asked_by ON number_check (workspace_id, asked_by);

CREATE TRIGGER number_check_stays BEFORE UPDATE ON number_check
WHEN json_array(NEW.id, NEW.workspace_id, NEW.register, NEW.number, NEW.is_valid, NEW.name, NEW.address, NEW.reference,
                NEW.asked_at, NEW.asked_by)
  <> json_array(OLD.id, OLD.workspace_id, OLD.register, OLD.number, OLD.is_valid, OLD.name, OLD.address, OLD.reference,
                OLD.asked_at, OLD.asked_by)
BEGIN
  SELECT RAISE(ABORT, 'what was found out about a number never changes');
END;

-- A number about which a register is to be asked, until it answers.
CREATE TABLE number_question (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  subject_id INTEGER NOT NULL,
  register TEXT NOT NULL CHECK (register IN ('vies', 'hmrc', 'companies')),
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 30),
  asked_at INTEGER NOT NULL,
  asked_by INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  tried_at INTEGER,
  trouble TEXT CHECK (trouble IN ('off', 'unreachable', 'busy', 'refused', 'unreadable')),
  is_given_up INTEGER NOT NULL DEFAULT 0 CHECK (is_given_up IN (0, 1)),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id, register),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, asked_by) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX number_question_asked_at ON number_question (workspace_id, asked_at);
CREATE INDEX number_question_asked_by ON number_question (workspace_id, asked_by);

-- What a register wants to see before it answers, locked by the master key.
CREATE TABLE register_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  register TEXT NOT NULL CHECK (register IN ('hmrc', 'companies')),
  locked BLOB NOT NULL,
  set_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, register)
) STRICT;
