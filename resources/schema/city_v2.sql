-- What version 2 adds: coverages, and parcels with their past. Run once, in a new file after city_v1.sql and in a
-- file of version 1 as its migration. Never change this file once a release wrote it.

-- Layers whose areas lie side by side: an edit that makes an overlap or a gap is refused. tolerance and max_gap_width
-- in units of the layer; no max_gap_width: what is closed in is a gap however wide it is.
CREATE TABLE city_coverage (
  layer_uid TEXT NOT NULL PRIMARY KEY REFERENCES city_layer(uid) ON DELETE CASCADE,
  tolerance DOUBLE NOT NULL,
  max_gap_width DOUBLE
) WITHOUT ROWID;

-- Which parcel came from which: parents and children are named by uid where the layer has one, else by parcel code,
-- else by "#" and fid. tx: the transaction in city_history. It has fid and uid so that the journal can take it back.
ALTER TABLE city_lineage RENAME TO city_lineage_v1;
CREATE TABLE city_lineage (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  tx TEXT NOT NULL,
  parent_uid TEXT NOT NULL,
  child_uid TEXT NOT NULL
);
INSERT INTO city_lineage SELECT id, lower(hex(randomblob(16))), tx, parent_uid, child_uid FROM city_lineage_v1;
DROP TABLE city_lineage_v1;
CREATE INDEX city_lineage_parent ON city_lineage(parent_uid);
CREATE INDEX city_lineage_child ON city_lineage(child_uid);
CREATE INDEX city_lineage_tx ON city_lineage(tx);

-- Why parcels were changed: one row a transaction of the parcel commands.
CREATE TABLE city_parcel_deed (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  tx TEXT NOT NULL,
  operation TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '',
  document_date TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  at DATETIME NOT NULL,
  area_before DOUBLE NOT NULL,
  area_after DOUBLE NOT NULL
);
CREATE INDEX city_parcel_deed_tx ON city_parcel_deed(tx);

-- Parcels as they were when they ended: retired ones are kept, and their codes are never given again. name as in
-- city_lineage; image: the row as JSON as in city_history; shape: ISO WKB in the layer's CRS.
CREATE TABLE city_parcel_past (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  tx TEXT NOT NULL,
  layer TEXT NOT NULL,
  parcel_fid INTEGER NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL DEFAULT '',
  ended_at DATETIME NOT NULL,
  area DOUBLE,
  image TEXT NOT NULL,
  shape BLOB
);
CREATE INDEX city_parcel_past_name ON city_parcel_past(name);
CREATE INDEX city_parcel_past_code ON city_parcel_past(code);
CREATE INDEX city_parcel_past_tx ON city_parcel_past(tx);
CREATE INDEX city_parcel_past_ended ON city_parcel_past(ended_at);

-- The units of buildings, for the floor × unit table. Names of fields as in the exchange of registers; state: for_sale,
-- sold, mortgaged, sealed, notice, or empty.
CREATE TABLE city_unit (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  building TEXT NOT NULL DEFAULT '',
  floor INTEGER,
  number TEXT NOT NULL DEFAULT '',
  room TEXT NOT NULL DEFAULT '',
  location TEXT NOT NULL DEFAULT '',
  use TEXT NOT NULL DEFAULT '',
  planned_area DOUBLE,
  measured_area DOUBLE,
  inner_area DOUBLE,
  shared_area DOUBLE,
  state TEXT NOT NULL DEFAULT ''
);
