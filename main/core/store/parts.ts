import type { Database } from 'better-sqlite3';
import type { Hash } from '../../../shared/sync/batch.ts';
import { createCarried, type Carried } from './carried.ts';
import { createCursors, type Cursors } from './cursors.ts';
import { createDecisions, type Decisions } from './decisions.ts';
import { createDeviceCards, type DeviceCards } from './deviceCards.ts';
import { createDeviceStates, type DeviceStates } from './deviceState.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { createNews, type News } from './news.ts';
import { createNewsDesk, type NewsDesk } from './newsDesk.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createRecorder, type Recorder } from './record.ts';
import { createRemember, type Days } from './remember.ts';
import { createRows, type Rows } from './rows.ts';
import { createSealer, type Sealer } from './sealed.ts';

/** All that reads and writes the store. */
export interface Parts {
  readonly states: DeviceStates;
  readonly rows: Rows;
  readonly outbox: Outbox;
  readonly cursors: Cursors;
  readonly news: News;
  readonly sealer: Sealer;
  readonly inbox: Inbox;
  readonly decisions: Decisions;
  readonly newsDesk: NewsDesk;
  readonly recorder: Recorder;
  readonly cards: DeviceCards;
  readonly carried: Carried;
  /** Reads everything anew: the store was emptied. */
  forget(): void;
}

/** Puts the parts of the store together; statements are prepared once. */
export function createParts(
  db: Database,
  given: {
    /** Milliseconds since 1970 by the corrected clock. */
    readonly now: () => number;
    readonly hash: Hash;
    /** 22 random characters of base64url. */
    readonly salt: () => string;
    /** Absent: what past days depend on is not kept. */
    readonly days?: Days;
  },
): Parts {
  const states = createDeviceStates(db);
  const rows = createRows(db);
  const outbox = createOutbox(db, states);
  const cursors = createCursors(db);
  const news = createNews(db);
  const sealer = createSealer(db, states, outbox, given.hash, given.salt);
  const inbox = createInbox(db, { rows, outbox, news, states, cursors, now: given.now });
  return {
    states,
    rows,
    outbox,
    cursors,
    news,
    sealer,
    inbox,
    decisions: createDecisions(db, { rows, outbox, news, states, sealer }),
    newsDesk: createNewsDesk(db, { rows, news, cursors, states, inbox }),
    recorder: createRecorder(
      db,
      rows,
      states,
      given.now,
      given.days === undefined ? undefined : createRemember(db, given.days),
    ),
    cards: createDeviceCards(db),
    carried: createCarried(db),
    forget() {
      states.forget();
      outbox.recount();
      cursors.forget();
      news.recount();
      inbox.begin();
    },
  };
}
