import type { Database } from 'better-sqlite3';
import type { DeviceCard } from '../../../shared/sync/protocol.ts';

/** Devices of colleagues as the server last listed them. */
export interface DeviceCards {
  all(): DeviceCard[];
  get(id: string): DeviceCard | null;
  /** Puts a list in the place of the one before. */
  replace(cards: readonly DeviceCard[]): void;
}

export function createDeviceCards(db: Database): DeviceCards {
  const columns = `SELECT id, person, person_name AS personName, name, public_key AS publicKey,
    recipient, enrolled_at AS enrolledAt, revoked_at AS revokedAt FROM device_card`;
  const all = db.prepare<[], DeviceCard>(`${columns} ORDER BY person_name, name, id`);
  const one = db.prepare<[string], DeviceCard>(`${columns} WHERE id = ?`);
  const clear = db.prepare('DELETE FROM device_card');
  const insert = db.prepare(
    `INSERT OR REPLACE INTO device_card VALUES
     (@id, @person, @personName, @name, @publicKey, @recipient, @enrolledAt, @revokedAt)`,
  );
  return {
    all: () => all.all(),
    get: (id) => one.get(id) ?? null,
    replace: db.transaction((cards: readonly DeviceCard[]) => {
      clear.run();
      for (const card of cards) insert.run(card);
    }),
  };
}
