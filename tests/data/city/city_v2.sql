-- A city as version 2 wrote it, kept for the test of migrations: what a file holds beyond SpatiaLite's own tables.
CREATE TABLE city_setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
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
CREATE TABLE city_role (
  role TEXT NOT NULL PRIMARY KEY,
  layer_uid TEXT NOT NULL REFERENCES city_layer(uid) ON DELETE CASCADE,
  code_field TEXT NOT NULL DEFAULT '',
  name_field TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE city_change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  layer TEXT NOT NULL,
  fid INTEGER NOT NULL,
  op TEXT NOT NULL
);
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
CREATE TABLE city_counter (
  table_name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE city_stage (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at TEXT NOT NULL
);
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
CREATE TABLE city_bookmark (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  min_x DOUBLE NOT NULL, min_y DOUBLE NOT NULL, max_x DOUBLE NOT NULL, max_y DOUBLE NOT NULL,
  made_at DATETIME NOT NULL
);
CREATE TABLE city_map (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  changed_at DATETIME NOT NULL
);
CREATE VIRTUAL TABLE "idx_city_incident_geometry" USING rtree(pkid, xmin, xmax, ymin, ymax);
CREATE TABLE "parcels" (
  fid INTEGER PRIMARY KEY,
  "parcel_code" TEXT,
  "名称" TEXT,
  "n" BIGINT,
  "r" DOUBLE,
  "d" DATE,
  geometry MULTIPOLYGON
);
CREATE VIRTUAL TABLE "idx_parcels_geometry" USING rtree(pkid, xmin, xmax, ymin, ymax);
INSERT INTO "city_setting" VALUES('srid','4549');
INSERT INTO "city_setting" VALUES('station','450199');
INSERT INTO "city_setting" VALUES('uid','01a209f4-9650-7611-8901-26f05e1d6e67');
INSERT INTO "city_layer" VALUES('01a209f4-9650-7612-ab58-c77a8a277217','city_incident','案卷','Incidents','',1,4549,1,1,444000.0,3586500.0,444000.0,3586500.0,0,'{}','{}','','','',1000000,1,1,'81be146967a489efb1bb2aa5cfade12d','','','','','','','','');
INSERT INTO "city_layer" VALUES('01a209f4-9c69-7089-987b-896b979b7129','parcels','','','',6,4549,0,2,4.43551190653916681174e+05,3.58636170112223550679e+06,4.4449813846888090482e+05,3.58747066556181525812e+06,0,'{}','{}','','','',0,1,1,'4114ea598309826fcc2a8a3ad319420e','v.geojson','v','GeoJSON','EPSG:4326','UTF-8','','2026-11-23T19:49:14.770Z','');
INSERT INTO "city_role" VALUES('parcel','01a209f4-9c69-7089-987b-896b979b7129','parcel_code','');
INSERT INTO "city_change" VALUES(1,'01a209f4-9c69-7089-987b-896b979b7129',0,'L');
INSERT INTO "city_change" VALUES(2,'01a209f4-9c69-7089-987b-896b979b7129',1,'U');
INSERT INTO "city_change" VALUES(3,'01a209f4-9650-7612-ab58-c77a8a277217',1933589981691905,'I');
INSERT INTO "city_history" VALUES(1,'01a209f4-9d11-7275-a8e9-5a20ce95cccd',0,'2026-11-23T19:49:15.665Z','',450199,'layer version 1','load','','01a209f4-9c69-7089-987b-896b979b7129','parcels','',0,'load',NULL,'{"rows":2,"source":"v.geojson","version":1}');
INSERT INTO "city_history" VALUES(2,'01a209f4-9f9c-7213-b1ac-ad4fb2819ce7',0,'2026-11-23T19:49:16.316Z','王',450199,'名称更正','edit','','01a209f4-9c69-7089-987b-896b979b7129','parcels','',1,'update','{"名称":"甲"}','{"名称":"丙"}');
INSERT INTO "city_history" VALUES(3,'01a209f4-a0b3-711b-9b6d-a195fcff2c06',0,'2026-11-23T19:49:16.596Z','李',450199,'edit','edit','','01a209f4-9650-7612-ab58-c77a8a277217','city_incident','01a209f4-a0b4-74ee-b9e7-79103b59dd7b',1933589981691905,'insert',NULL,'{"category":"01001","description":"井盖缺失","dispatch_count":0,"extension_count":0,"geometry":"01010000000000000080191b4100000000e25c4b41","reported_at":"2026-11-23T10:00:00.000Z","rework_count":0,"state":"reported","uid":"01a209f4-a0b4-74ee-b9e7-79103b59dd7b","urgency":"normal"}');
INSERT INTO "city_counter" VALUES('city_incident',1933589981691905);
INSERT INTO "city_incident" VALUES(1933589981691905,'01a209f4-a0b4-74ee-b9e7-79103b59dd7b',NULL,NULL,NULL,NULL,'01001',NULL,'reported','normal','井盖缺失',NULL,NULL,'2026-11-23T10:00:00.000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,X'0001C51100000000000080191B4100000000E25C4B410000000080191B4100000000E25C4B417C010000000000000080191B4100000000E25C4B41FE');
DELETE FROM "idx_city_incident_geometry_rowid";
INSERT INTO "idx_city_incident_geometry_rowid" VALUES(1933589981691905,1);
DELETE FROM "idx_city_incident_geometry_node";
INSERT INTO "idx_city_incident_geometry_node" VALUES(1,X'000000010006DE970000000148D8CC0048D8CC004A5AE7104A5AE710000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM "idx_city_incident_geometry_parent";
INSERT INTO "parcels" VALUES(1,'3210020010010000001','丙',5,1.5,'2026-11-23',X'0001C5110000C4C73AC37C121B41985FBED99C5C4B414CC9CA8D48211B412B213155C75E4B417C060000000100000069030000000100000004000000C4C73AC37C121B41C4ECDD779F5C4B411323FB1230211B41985FBED99C5C4B414CC9CA8D48211B412B213155C75E4B41C4C73AC37C121B41C4ECDD779F5C4B41FE');
INSERT INTO "parcels" VALUES(2,'3210020010010000002','乙',NULL,2.0,NULL,NULL);
DELETE FROM "idx_parcels_geometry_rowid";
INSERT INTO "idx_parcels_geometry_rowid" VALUES(1,1);
DELETE FROM "idx_parcels_geometry_node";
INSERT INTO "idx_parcels_geometry_node" VALUES(1,X'00000001000000000000000148D893E648D90A464A5AE4E54A5AF63B000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM "idx_parcels_geometry_parent";
INSERT INTO "geometry_columns" VALUES('city_incident','geometry',1,2,4549,1);
INSERT INTO "geometry_columns" VALUES('parcels','geometry',6,2,4549,1);
INSERT INTO "geometry_columns_auth" VALUES('city_incident','geometry',0,0);
INSERT INTO "geometry_columns_auth" VALUES('parcels','geometry',0,0);
INSERT INTO "geometry_columns_time" VALUES('city_incident','geometry','2026-11-23T19:49:16.597Z','0000-01-01T00:00:00.000Z','0000-01-01T00:00:00.000Z');
INSERT INTO "geometry_columns_time" VALUES('parcels','geometry','2026-11-23T19:49:15.658Z','2026-11-23T19:49:16.321Z','0000-01-01T00:00:00.000Z');
INSERT INTO "geometry_columns_statistics" VALUES('city_incident','geometry','2026-11-23T19:49:13.938Z',0,NULL,NULL,NULL,NULL);
INSERT INTO "geometry_columns_statistics" VALUES('parcels','geometry','2026-11-23T19:49:15.658Z',2,4.43551190653916681174e+05,3.58636170112223550679e+06,4.4449813846888090482e+05,3.58747066556181525812e+06);
CREATE INDEX city_role_layer ON city_role(layer_uid);
CREATE INDEX city_history_tx ON city_history(tx);
CREATE INDEX city_history_row ON city_history(table_name, fid);
CREATE INDEX city_history_heads ON city_history(seq) WHERE part = 0;
CREATE INDEX city_incident_report_no ON city_incident(report_no);
CREATE INDEX city_incident_case_no ON city_incident(case_no);
CREATE INDEX city_incident_reported_at ON city_incident(reported_at);
CREATE INDEX city_incident_state ON city_incident(state);
CREATE INDEX city_attachment_incident ON city_attachment(incident);
CREATE INDEX city_attachment_sha256 ON city_attachment(sha256);
CREATE TRIGGER "ggi_city_incident_geometry" BEFORE INSERT ON "city_incident"
FOR EACH ROW BEGIN
SELECT RAISE(ROLLBACK, 'city_incident.geometry violates Geometry constraint [geom-type or SRID not allowed]')
WHERE (SELECT geometry_type FROM geometry_columns
WHERE Lower(f_table_name) = Lower('city_incident') AND Lower(f_geometry_column) = Lower('geometry')
AND GeometryConstraints(NEW."geometry", geometry_type, srid) = 1) IS NULL;
END;
CREATE TRIGGER "ggu_city_incident_geometry" BEFORE UPDATE OF "geometry" ON "city_incident"
FOR EACH ROW BEGIN
SELECT RAISE(ROLLBACK, 'city_incident.geometry violates Geometry constraint [geom-type or SRID not allowed]')
WHERE (SELECT geometry_type FROM geometry_columns
WHERE Lower(f_table_name) = Lower('city_incident') AND Lower(f_geometry_column) = Lower('geometry')
AND GeometryConstraints(NEW."geometry", geometry_type, srid) = 1) IS NULL;
END;
CREATE TRIGGER "tmi_city_incident_geometry" AFTER INSERT ON "city_incident"
FOR EACH ROW BEGIN
UPDATE geometry_columns_time SET last_insert = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE Lower(f_table_name) = Lower('city_incident') AND Lower(f_geometry_column) = Lower('geometry');
END;
CREATE TRIGGER "tmu_city_incident_geometry" AFTER UPDATE ON "city_incident"
FOR EACH ROW BEGIN
UPDATE geometry_columns_time SET last_update = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE Lower(f_table_name) = Lower('city_incident') AND Lower(f_geometry_column) = Lower('geometry');
END;
CREATE TRIGGER "tmd_city_incident_geometry" AFTER DELETE ON "city_incident"
FOR EACH ROW BEGIN
UPDATE geometry_columns_time SET last_delete = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE Lower(f_table_name) = Lower('city_incident') AND Lower(f_geometry_column) = Lower('geometry');
END;
CREATE TRIGGER "gii_city_incident_geometry" AFTER INSERT ON "city_incident"
FOR EACH ROW BEGIN
DELETE FROM "idx_city_incident_geometry" WHERE pkid=NEW.ROWID;
SELECT RTreeAlign('idx_city_incident_geometry', NEW.ROWID, NEW."geometry");
END;
CREATE TRIGGER "giu_city_incident_geometry" AFTER UPDATE OF "geometry" ON "city_incident"
FOR EACH ROW BEGIN
DELETE FROM "idx_city_incident_geometry" WHERE pkid=NEW.ROWID;
SELECT RTreeAlign('idx_city_incident_geometry', NEW.ROWID, NEW."geometry");
END;
CREATE TRIGGER "gid_city_incident_geometry" AFTER DELETE ON "city_incident"
FOR EACH ROW BEGIN
DELETE FROM "idx_city_incident_geometry" WHERE pkid=OLD.ROWID;
END;
CREATE TRIGGER "city_ins_city_incident" AFTER INSERT ON "city_incident"
FOR EACH ROW BEGIN
INSERT INTO city_change(layer, fid, op) VALUES ('01a209f4-9650-7612-ab58-c77a8a277217', NEW.fid, 'I');
UPDATE city_layer SET revision = lower(hex(randomblob(16))), feature_count = feature_count + 1, min_x = coalesce(min(min_x, MbrMinX(NEW.geometry)), min_x, MbrMinX(NEW.geometry)), min_y = coalesce(min(min_y, MbrMinY(NEW.geometry)), min_y, MbrMinY(NEW.geometry)), max_x = coalesce(max(max_x, MbrMaxX(NEW.geometry)), max_x, MbrMaxX(NEW.geometry)), max_y = coalesce(max(max_y, MbrMaxY(NEW.geometry)), max_y, MbrMaxY(NEW.geometry)) WHERE uid = '01a209f4-9650-7612-ab58-c77a8a277217';
END;
CREATE TRIGGER "city_del_city_incident" AFTER DELETE ON "city_incident"
FOR EACH ROW BEGIN
INSERT INTO city_change(layer, fid, op) VALUES ('01a209f4-9650-7612-ab58-c77a8a277217', OLD.fid, 'D');
UPDATE city_layer SET revision = lower(hex(randomblob(16))), feature_count = feature_count - 1, extent_stale = CASE WHEN MbrMinX(OLD.geometry) <= min_x OR MbrMinY(OLD.geometry) <= min_y OR MbrMaxX(OLD.geometry) >= max_x OR MbrMaxY(OLD.geometry) >= max_y THEN 1 ELSE extent_stale END WHERE uid = '01a209f4-9650-7612-ab58-c77a8a277217';
END;
CREATE TRIGGER "city_upd_city_incident" AFTER UPDATE ON "city_incident"
FOR EACH ROW BEGIN
INSERT INTO city_change(layer, fid, op) VALUES ('01a209f4-9650-7612-ab58-c77a8a277217', NEW.fid, 'U');
UPDATE city_layer SET revision = lower(hex(randomblob(16))) WHERE uid = '01a209f4-9650-7612-ab58-c77a8a277217';
END;
CREATE TRIGGER "city_num_city_incident" AFTER UPDATE ON "city_incident"
FOR EACH ROW WHEN OLD.fid <> NEW.fid BEGIN
INSERT INTO city_change(layer, fid, op) VALUES ('01a209f4-9650-7612-ab58-c77a8a277217', OLD.fid, 'D');
END;
CREATE TRIGGER "city_geo_city_incident" AFTER UPDATE OF "geometry" ON "city_incident"
FOR EACH ROW BEGIN
UPDATE city_layer SET revision = lower(hex(randomblob(16))), min_x = coalesce(min(min_x, MbrMinX(NEW.geometry)), min_x, MbrMinX(NEW.geometry)), min_y = coalesce(min(min_y, MbrMinY(NEW.geometry)), min_y, MbrMinY(NEW.geometry)), max_x = coalesce(max(max_x, MbrMaxX(NEW.geometry)), max_x, MbrMaxX(NEW.geometry)), max_y = coalesce(max(max_y, MbrMaxY(NEW.geometry)), max_y, MbrMaxY(NEW.geometry)), extent_stale = CASE WHEN MbrMinX(OLD.geometry) <= min_x OR MbrMinY(OLD.geometry) <= min_y OR MbrMaxX(OLD.geometry) >= max_x OR MbrMaxY(OLD.geometry) >= max_y THEN 1 ELSE extent_stale END WHERE uid = '01a209f4-9650-7612-ab58-c77a8a277217';
END;
CREATE TRIGGER "ggi_parcels_geometry" BEFORE INSERT ON "parcels"
FOR EACH ROW BEGIN
SELECT RAISE(ROLLBACK, 'parcels.geometry violates Geometry constraint [geom-type or SRID not allowed]')
WHERE (SELECT geometry_type FROM geometry_columns
WHERE Lower(f_table_name) = Lower('parcels') AND Lower(f_geometry_column) = Lower('geometry')
AND GeometryConstraints(NEW."geometry", geometry_type, srid) = 1) IS NULL;
END;
CREATE TRIGGER "ggu_parcels_geometry" BEFORE UPDATE OF "geometry" ON "parcels"
FOR EACH ROW BEGIN
SELECT RAISE(ROLLBACK, 'parcels.geometry violates Geometry constraint [geom-type or SRID not allowed]')
WHERE (SELECT geometry_type FROM geometry_columns
WHERE Lower(f_table_name) = Lower('parcels') AND Lower(f_geometry_column) = Lower('geometry')
AND GeometryConstraints(NEW."geometry", geometry_type, srid) = 1) IS NULL;
END;
CREATE TRIGGER "tmi_parcels_geometry" AFTER INSERT ON "parcels"
FOR EACH ROW BEGIN
UPDATE geometry_columns_time SET last_insert = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE Lower(f_table_name) = Lower('parcels') AND Lower(f_geometry_column) = Lower('geometry');
END;
CREATE TRIGGER "tmu_parcels_geometry" AFTER UPDATE ON "parcels"
FOR EACH ROW BEGIN
UPDATE geometry_columns_time SET last_update = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE Lower(f_table_name) = Lower('parcels') AND Lower(f_geometry_column) = Lower('geometry');
END;
CREATE TRIGGER "tmd_parcels_geometry" AFTER DELETE ON "parcels"
FOR EACH ROW BEGIN
UPDATE geometry_columns_time SET last_delete = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE Lower(f_table_name) = Lower('parcels') AND Lower(f_geometry_column) = Lower('geometry');
END;
CREATE TRIGGER "gii_parcels_geometry" AFTER INSERT ON "parcels"
FOR EACH ROW BEGIN
DELETE FROM "idx_parcels_geometry" WHERE pkid=NEW.ROWID;
SELECT RTreeAlign('idx_parcels_geometry', NEW.ROWID, NEW."geometry");
END;
CREATE TRIGGER "giu_parcels_geometry" AFTER UPDATE OF "geometry" ON "parcels"
FOR EACH ROW BEGIN
DELETE FROM "idx_parcels_geometry" WHERE pkid=NEW.ROWID;
SELECT RTreeAlign('idx_parcels_geometry', NEW.ROWID, NEW."geometry");
END;
CREATE TRIGGER "gid_parcels_geometry" AFTER DELETE ON "parcels"
FOR EACH ROW BEGIN
DELETE FROM "idx_parcels_geometry" WHERE pkid=OLD.ROWID;
END;
CREATE TRIGGER "city_ins_parcels" AFTER INSERT ON "parcels"
FOR EACH ROW BEGIN
INSERT INTO city_change(layer, fid, op) VALUES ('01a209f4-9c69-7089-987b-896b979b7129', NEW.fid, 'I');
UPDATE city_layer SET revision = lower(hex(randomblob(16))), feature_count = feature_count + 1, min_x = coalesce(min(min_x, MbrMinX(NEW.geometry)), min_x, MbrMinX(NEW.geometry)), min_y = coalesce(min(min_y, MbrMinY(NEW.geometry)), min_y, MbrMinY(NEW.geometry)), max_x = coalesce(max(max_x, MbrMaxX(NEW.geometry)), max_x, MbrMaxX(NEW.geometry)), max_y = coalesce(max(max_y, MbrMaxY(NEW.geometry)), max_y, MbrMaxY(NEW.geometry)) WHERE uid = '01a209f4-9c69-7089-987b-896b979b7129';
END;
CREATE TRIGGER "city_del_parcels" AFTER DELETE ON "parcels"
FOR EACH ROW BEGIN
INSERT INTO city_change(layer, fid, op) VALUES ('01a209f4-9c69-7089-987b-896b979b7129', OLD.fid, 'D');
UPDATE city_layer SET revision = lower(hex(randomblob(16))), feature_count = feature_count - 1, extent_stale = CASE WHEN MbrMinX(OLD.geometry) <= min_x OR MbrMinY(OLD.geometry) <= min_y OR MbrMaxX(OLD.geometry) >= max_x OR MbrMaxY(OLD.geometry) >= max_y THEN 1 ELSE extent_stale END WHERE uid = '01a209f4-9c69-7089-987b-896b979b7129';
END;
CREATE TRIGGER "city_upd_parcels" AFTER UPDATE ON "parcels"
FOR EACH ROW BEGIN
INSERT INTO city_change(layer, fid, op) VALUES ('01a209f4-9c69-7089-987b-896b979b7129', NEW.fid, 'U');
UPDATE city_layer SET revision = lower(hex(randomblob(16))) WHERE uid = '01a209f4-9c69-7089-987b-896b979b7129';
END;
CREATE TRIGGER "city_num_parcels" AFTER UPDATE ON "parcels"
FOR EACH ROW WHEN OLD.fid <> NEW.fid BEGIN
INSERT INTO city_change(layer, fid, op) VALUES ('01a209f4-9c69-7089-987b-896b979b7129', OLD.fid, 'D');
END;
CREATE TRIGGER "city_geo_parcels" AFTER UPDATE OF "geometry" ON "parcels"
FOR EACH ROW BEGIN
UPDATE city_layer SET revision = lower(hex(randomblob(16))), min_x = coalesce(min(min_x, MbrMinX(NEW.geometry)), min_x, MbrMinX(NEW.geometry)), min_y = coalesce(min(min_y, MbrMinY(NEW.geometry)), min_y, MbrMinY(NEW.geometry)), max_x = coalesce(max(max_x, MbrMaxX(NEW.geometry)), max_x, MbrMaxX(NEW.geometry)), max_y = coalesce(max(max_y, MbrMaxY(NEW.geometry)), max_y, MbrMaxY(NEW.geometry)), extent_stale = CASE WHEN MbrMinX(OLD.geometry) <= min_x OR MbrMinY(OLD.geometry) <= min_y OR MbrMaxX(OLD.geometry) >= max_x OR MbrMaxY(OLD.geometry) >= max_y THEN 1 ELSE extent_stale END WHERE uid = '01a209f4-9c69-7089-987b-896b979b7129';
END;
CREATE TABLE city_coverage (
  layer_uid TEXT NOT NULL PRIMARY KEY REFERENCES city_layer(uid) ON DELETE CASCADE,
  tolerance DOUBLE NOT NULL,
  max_gap_width DOUBLE
) WITHOUT ROWID;
CREATE TABLE city_lineage (
  fid INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  tx TEXT NOT NULL,
  parent_uid TEXT NOT NULL,
  child_uid TEXT NOT NULL
);
CREATE INDEX city_lineage_parent ON city_lineage(parent_uid);
CREATE INDEX city_lineage_child ON city_lineage(child_uid);
CREATE INDEX city_lineage_tx ON city_lineage(tx);
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
INSERT INTO city_lineage VALUES(1,'0190a000-0000-7000-8000-000000000001','0190a000-0000-7000-8000-0000000000aa','321002001001GB00001','321002001001GB00003');
INSERT INTO city_coverage SELECT uid, 0.01, NULL FROM city_layer WHERE name = 'parcels';
PRAGMA application_id=1130984569;
PRAGMA user_version=2;
