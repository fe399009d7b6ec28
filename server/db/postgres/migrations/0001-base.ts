/**
 * The tables of `db/sqlite/migrations/0001-base.ts`. JSON is text: `jsonb` would lose the order of
 * keys, the form of numbers and NUL. What is compared or sorted is so by its bytes (`"C"`), as
 * SQLite does. Pages of rows keep room, so that a new state of a row stays on its page and no
 * index is touched. A scope of version 0 is only there to be locked: nothing was written in it.
 */
export const base = `
CREATE TABLE scope (
  id TEXT COLLATE "C" PRIMARY KEY,
  version BIGINT NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE stored_row (
  entity TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  scope TEXT COLLATE "C" NOT NULL,
  deleted INTEGER NOT NULL,
  version BIGINT NOT NULL,
  fields TEXT NOT NULL,
  stamps TEXT NOT NULL,
  PRIMARY KEY (entity, id)
) WITH (fillfactor = 80);
CREATE INDEX stored_row_scope ON stored_row (scope, entity, id);

CREATE TABLE log (
  scope TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  entity TEXT COLLATE "C" NOT NULL,
  row_id TEXT COLLATE "C" NOT NULL,
  device TEXT COLLATE "C" NOT NULL,
  n BIGINT,
  stamp TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  change TEXT NOT NULL,
  PRIMARY KEY (scope, version, entity, row_id)
);

CREATE TABLE field_index (
  entity TEXT COLLATE "C" NOT NULL,
  row_id TEXT COLLATE "C" NOT NULL,
  field TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (entity, row_id, field)
);
CREATE INDEX field_index_key ON field_index (entity, field, key);

CREATE TABLE device (
  id TEXT COLLATE "C" PRIMARY KEY,
  person TEXT COLLATE "C" NOT NULL,
  public_key TEXT,
  recipient TEXT,
  name TEXT NOT NULL,
  enrolled_at BIGINT NOT NULL,
  last_n BIGINT NOT NULL,
  chain TEXT NOT NULL,
  forked_from TEXT,
  revoked_at BIGINT
) WITH (fillfactor = 80);
CREATE INDEX device_person ON device (person);

CREATE TABLE batch (
  device TEXT COLLATE "C" NOT NULL,
  first_n BIGINT NOT NULL,
  last_n BIGINT NOT NULL,
  hash TEXT NOT NULL,
  at BIGINT NOT NULL,
  carrier TEXT,
  text TEXT NOT NULL,
  PRIMARY KEY (device, first_n)
);

CREATE TABLE refusal (
  device TEXT COLLATE "C" NOT NULL,
  n BIGINT NOT NULL,
  reason TEXT NOT NULL,
  trans TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (device, n)
);

CREATE TABLE enrolment_code (
  hash TEXT COLLATE "C" PRIMARY KEY,
  person TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  used_by_device TEXT
);

CREATE TABLE blob (
  hash TEXT COLLATE "C" PRIMARY KEY,
  bytes BIGINT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE setting (
  key TEXT COLLATE "C" PRIMARY KEY,
  value TEXT NOT NULL
);
`;
