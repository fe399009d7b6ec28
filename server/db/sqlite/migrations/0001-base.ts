/**
 * The generic tables: rows and changes of any entity as JSON, so that a new entity needs no
 * migration. `fields` and `stamps` are objects by field name; times are milliseconds since 1970.
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
  fields TEXT NOT NULL,
  stamps TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stored_row_scope ON stored_row (scope, entity, id);

CREATE TABLE log (
  scope TEXT NOT NULL,
  version INTEGER NOT NULL,
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  device TEXT NOT NULL,
  n INTEGER,
  stamp TEXT NOT NULL,
  change TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (scope, version, entity, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference (
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  field TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (entity, row_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_target ON reference (entity, field, target);

CREATE TABLE device (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL,
  public_key TEXT,
  name TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  last_n INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

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

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
