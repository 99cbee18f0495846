-- What version 2 adds for cases: requests that others must agree to, and indexes for the flow of cases. Run after
-- city_v2.sql; also in a file of version 2 that lacks it, which builds between two releases wrote. Never change this
-- file once a release wrote it.

-- Extension, suspension and appeal: asked for, agreed to by two others, granted or refused. state: requested,
-- approved1, granted, refused. until: the day to which a suspended case rests.
CREATE TABLE IF NOT EXISTS city_request (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL REFERENCES city_incident(uid),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  until DATETIME,
  asked_at DATETIME NOT NULL,
  asked_by TEXT,
  approved_at DATETIME,
  approved_by TEXT,
  decided_at DATETIME,
  decided_by TEXT,
  remark TEXT
);
CREATE INDEX IF NOT EXISTS city_request_incident ON city_request(incident);
CREATE INDEX IF NOT EXISTS city_request_open ON city_request(incident) WHERE state IN ('requested', 'approved1');

-- The other end of the link that a duplicate keeps.
CREATE INDEX IF NOT EXISTS city_incident_duplicate_of ON city_incident(duplicate_of) WHERE duplicate_of IS NOT NULL;

-- A report has no number of a case yet: its row shall not cost an entry.
DROP INDEX IF EXISTS city_incident_case_no;
CREATE INDEX city_incident_case_no ON city_incident(case_no) WHERE case_no IS NOT NULL;

-- The steps of all cases, case by case, without the images of rows: what figures are computed from.
CREATE INDEX IF NOT EXISTS city_history_flow ON city_history(fid, seq, at, actor, reason, kind) WHERE table_name = 'city_incident';

-- What undo reads from the journal, newest first: edits, and loads and removals of whole layers. Not the entries of rows
-- that came with a load.
CREATE INDEX IF NOT EXISTS city_history_edits ON city_history(seq) WHERE part = 0 AND kind <> 'load';
CREATE INDEX IF NOT EXISTS city_history_loads ON city_history(seq) WHERE part = 0 AND op IN ('load', 'drop');
DROP INDEX IF EXISTS city_history_heads;
