-- What the machines of files and tasks refuse, the database refuses too.

-- Only what waits for the scanner is judged, and once: a virus that was found stays found.
CREATE TRIGGER file_begins BEFORE INSERT ON file WHEN NEW.state = 'quarantined' BEGIN
  SELECT RAISE(ABORT, 'a file is not quarantined before it was seen');
END;

CREATE TRIGGER file_settles BEFORE UPDATE OF state ON file WHEN NEW.state <> OLD.state AND OLD.state <> 'waiting' BEGIN
  SELECT RAISE(ABORT, 'a file is judged once');
END;

-- What is removed comes back as it was, and is neither done nor opened while it is away.
CREATE TRIGGER task_rests BEFORE UPDATE OF done_at ON task WHEN OLD.live = 0 AND NEW.done_at IS NOT OLD.done_at BEGIN
  SELECT RAISE(ABORT, 'a task that was removed is neither done nor opened');
END;

-- As of a deal: what lies in the trash stays what it was.
CREATE TRIGGER lead_rests BEFORE UPDATE OF state ON lead WHEN OLD.live = 0 AND NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'a lead in the trash changes no more');
END;

-- What a list filters by stands at the end of the index that it walks, so that only what is shown is looked up.
DROP INDEX contact_owner;
CREATE INDEX contact_owner ON contact (workspace_id, owner_id, live, name_sort, id, source);
DROP INDEX company_owner;
CREATE INDEX company_owner ON company (workspace_id, owner_id, live, name_sort, id, source);
DROP INDEX contact_source;
CREATE INDEX contact_source ON contact (workspace_id, source, live, name_sort, id, owner_id);
DROP INDEX company_source;
CREATE INDEX company_source ON company (workspace_id, source, live, name_sort, id, owner_id);
DROP INDEX deal_owner;
CREATE INDEX deal_owner ON deal (workspace_id, owner_id, live, close_sort, id, state, stage_id);

-- Whoever owns it: what came last.
CREATE INDEX contact_owner_age ON contact (workspace_id, owner_id, live, created_at, id);

-- Few of all deals are open: the forecast and the count of the list read these alone.
CREATE INDEX deal_open ON deal (
  workspace_id, close_sort, id, pipeline_id, stage_id, owner_id, held_until, probability, currency, amount
) WHERE live = 1 AND state = 'open';

-- The heads of the board, in their order.
CREATE INDEX deal_worth ON deal (workspace_id, pipeline_id, stage_id, live, currency, amount, owner_id);

-- The sources that are offered.
CREATE INDEX deal_source ON deal (workspace_id, live, source);
