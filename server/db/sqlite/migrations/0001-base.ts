/**
 * The generic tables: rows and changes of any entity as JSON, so that a new entity needs no
 * migration. `fields` and `stamps` are objects by field name; times are milliseconds since 1970.
 * Rows and the log have row ids: a write touches the page of the row and the last page of the log,
 * and pages hold no more than one copy of the JSON.
 */
export const base = `
CREATE TABLE scope (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_row (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  scope TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  version INTEGER NOT NULL,
  fields TEXT NOT NULL,
  stamps TEXT NOT NULL,
  PRIMARY KEY (entity, id)
) STRICT;
CREATE INDEX stored_row_scope ON stored_row (scope, entity, id);

CREATE TABLE log (
  scope TEXT NOT NULL,
  version INTEGER NOT NULL,
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  device TEXT NOT NULL,
  n INTEGER,
  stamp TEXT NOT NULL,
  at INTEGER NOT NULL,
  change TEXT NOT NULL,
  PRIMARY KEY (scope, version, entity, row_id)
) STRICT;

CREATE TABLE field_index (
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  field TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (entity, row_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_index_key ON field_index (entity, field, key);

CREATE TABLE device (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL,
  public_key TEXT,
  recipient TEXT,
  name TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  last_n INTEGER NOT NULL,
  chain TEXT NOT NULL,
  forked_from TEXT,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX device_person ON device (person);

CREATE TABLE batch (
  device TEXT NOT NULL,
  first_n INTEGER NOT NULL,
  last_n INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  carrier TEXT,
  text TEXT NOT NULL,
  PRIMARY KEY (device, first_n)
) STRICT;

CREATE TABLE refusal (
  device TEXT NOT NULL,
  n INTEGER NOT NULL,
  reason TEXT NOT NULL,
  trans TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (device, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment_code (
  hash TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  used_by_device TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
  hash TEXT NOT NULL PRIMARY KEY,
  bytes INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
