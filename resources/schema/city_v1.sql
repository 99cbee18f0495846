-- The tables of a city beside SpatiaLite's own, version 1. Run once in a new file, after InitSpatialMetaData(1).
-- Never change this file once a release wrote it: add city_v2.sql with what changes.

-- Settings of the city: uid, station, crs …
CREATE TABLE city_setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One row a layer: what the city knows about a table. Columns min_x … max_y are exact (doubles); extent_stale
-- is set when a feature at the border went away, and the next reader measures anew.
CREATE TABLE city_layer (
  uid TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  title_zh TEXT NOT NULL DEFAULT '',
  title_en TEXT NOT NULL DEFAULT '',
  layer_group TEXT NOT NULL DEFAULT '',
  geometry_type INTEGER,
  srid INTEGER NOT NULL DEFAULT -1,
  has_uid INTEGER NOT NULL DEFAULT 0,
  feature_count INTEGER NOT NULL DEFAULT 0,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  extent_stale INTEGER NOT NULL DEFAULT 0,
  field_widths TEXT NOT NULL DEFAULT '{}',
  code_systems TEXT NOT NULL DEFAULT '{}',
  search_fields TEXT NOT NULL DEFAULT '',
  filter TEXT NOT NULL DEFAULT '',
  style TEXT NOT NULL DEFAULT '',
  draw_order INTEGER NOT NULL DEFAULT 0,
  visible INTEGER NOT NULL DEFAULT 1,
  version INTEGER NOT NULL DEFAULT 1,
  revision TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  source_layer TEXT NOT NULL DEFAULT '',
  driver TEXT NOT NULL DEFAULT '',
  source_crs TEXT NOT NULL DEFAULT '',
  encoding TEXT NOT NULL DEFAULT '',
  bureau TEXT NOT NULL DEFAULT '',
  imported_at TEXT NOT NULL DEFAULT '',
  report_table TEXT NOT NULL DEFAULT ''
);

-- What part a layer plays for look-ups (district, parcel, unit_grid …).
CREATE TABLE city_role (
  role TEXT NOT NULL PRIMARY KEY,
  layer_uid TEXT NOT NULL REFERENCES city_layer(uid) ON DELETE CASCADE,
  code_field TEXT NOT NULL DEFAULT '',
  name_field TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX city_role_layer ON city_role(layer_uid);

-- Notices for other processes and for the delta over snapshots, written by triggers on every layer.
-- op: I U D, or L when the layer was loaded anew (fid 0). layer is the uid of city_layer.
CREATE TABLE city_change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  layer TEXT NOT NULL,
  fid INTEGER NOT NULL,
  op TEXT NOT NULL
);

-- The append-only journal. before/after: JSON of the changed columns, geometry as hex WKB. part counts the
-- rows of one transaction from 0; kind is edit, undo, redo or load; undoes names the transaction taken back.
CREATE TABLE city_history (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tx TEXT NOT NULL,
  part INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL DEFAULT '',
  station INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'edit',
  undoes TEXT NOT NULL DEFAULT '',
  layer TEXT NOT NULL,
  table_name TEXT NOT NULL,
  feature TEXT NOT NULL DEFAULT '',
  fid INTEGER NOT NULL,
  op TEXT NOT NULL,
  before TEXT,
  after TEXT
);
CREATE INDEX city_history_tx ON city_history(tx);
CREATE INDEX city_history_row ON city_history(table_name, fid);
CREATE INDEX city_history_heads ON city_history(seq) WHERE part = 0;

-- Which parcel came from which (split, merge), by uid or parcel code.
CREATE TABLE city_lineage (
  id INTEGER PRIMARY KEY,
  tx TEXT NOT NULL,
  parent_uid TEXT NOT NULL,
  child_uid TEXT NOT NULL
);

-- The last number given to a row of a table, so that a number is never given twice.
CREATE TABLE city_counter (
  table_name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- Tables being loaded: alive while their owner holds the lock file FILE-stage-N.
CREATE TABLE city_stage (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at TEXT NOT NULL
);

-- The cases. fid = station number << 32 | counter. Times are ISO 8601 in UTC. desk: the role whose turn it is
-- (pending_check), came_from: the role that returned the case, or the state that a suspended one goes back to.
CREATE TABLE city_incident (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  report_no TEXT,
  case_no TEXT,
  kind TEXT,
  code_system TEXT,
  category TEXT NOT NULL,
  category_name TEXT,
  state TEXT NOT NULL,
  urgency TEXT NOT NULL DEFAULT 'normal',
  description TEXT,
  source TEXT,
  reporter TEXT,
  reported_at DATETIME NOT NULL,
  deadline DATETIME,
  filed_at DATETIME,
  dispatched_at DATETIME,
  handled_at DATETIME,
  checked_at DATETIME,
  closed_at DATETIME,
  resume_at DATETIME,
  grid TEXT,
  grid_name TEXT,
  duty_grid TEXT,
  community TEXT,
  community_name TEXT,
  subdistrict TEXT,
  subdistrict_name TEXT,
  district TEXT,
  district_name TEXT,
  road TEXT,
  parcel TEXT,
  component TEXT,
  address TEXT,
  department TEXT,
  handler TEXT,
  desk TEXT,
  came_from TEXT,
  dispatch_count INTEGER NOT NULL DEFAULT 0,
  rework_count INTEGER NOT NULL DEFAULT 0,
  extension_count INTEGER NOT NULL DEFAULT 0,
  condition TEXT,
  accuracy_class TEXT,
  duplicate_of TEXT,
  updated_at DATETIME,
  geometry POINT
);
CREATE INDEX city_incident_report_no ON city_incident(report_no);
CREATE INDEX city_incident_case_no ON city_incident(case_no);
CREATE INDEX city_incident_reported_at ON city_incident(reported_at);
CREATE INDEX city_incident_state ON city_incident(state);

-- Photos and files of a case. The original lies in the media folder under its SHA-256.
CREATE TABLE city_attachment (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL REFERENCES city_incident(uid),
  stage TEXT NOT NULL DEFAULT 'report',
  name TEXT NOT NULL,
  media_type TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size INTEGER NOT NULL,
  taken_at DATETIME,
  added_at DATETIME NOT NULL,
  thumbnail BLOB CHECK (thumbnail IS NULL OR length(thumbnail) <= 20480)
);
CREATE INDEX city_attachment_incident ON city_attachment(incident);
CREATE INDEX city_attachment_sha256 ON city_attachment(sha256);

-- Places to come back to, in the city's CRS.
CREATE TABLE city_bookmark (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  min_x DOUBLE NOT NULL, min_y DOUBLE NOT NULL, max_x DOUBLE NOT NULL, max_y DOUBLE NOT NULL,
  made_at DATETIME NOT NULL
);

-- Named maps: extent, visible layers and their styles as JSON.
CREATE TABLE city_map (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  changed_at DATETIME NOT NULL
);
