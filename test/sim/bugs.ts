import type { Invariant } from './oracle/violation.ts';

/**
 * A mistake that can be planted into the product's source as it is loaded, to show that the
 * simulator finds it.
 */
export interface Bug {
  readonly name: string;
  /** The invariant that it breaks. */
  readonly invariant: Invariant;
  /** Path in the project. */
  readonly file: string;
  /** Text that occurs exactly once in the file, and what stands in its place. */
  readonly find: string;
  readonly replace: string;
}

export const bugs: readonly Bug[] = [
  {
    name: 'tick-outside-a-transaction',
    invariant: 1,
    file: 'main/core/core.ts',
    find: 'const recorded = recordOnce.immediate(writes, also);',
    replace: 'const recorded = recorder.record(writes);\n    also?.();',
  },
  {
    name: 'refused-value-stays-shown',
    invariant: 2,
    file: 'main/core/store/decisions.ts',
    find: 'accepted: refusal === undefined };',
    replace: 'accepted: true };',
  },
  {
    name: 'conflict-forgotten',
    invariant: 3,
    file: 'server/sync/conflicts.ts',
    find: 'if (others.size === 0 && moved.size === 0) return { merged: null, report: null };',
    replace: 'return { merged: null, report: null };',
  },
  {
    name: 'groups-field-by-field',
    invariant: 3,
    file: 'server/sync/conflicts.ts',
    find: 'value: group.map((each) => past.valueAt(write.stamp, each)),',
    replace: 'value: past.valueAt(write.stamp, field),',
  },
  {
    name: 'clock-forgets-what-it-saw',
    invariant: 4,
    file: 'shared/kernel/clock.ts',
    find: 'if (time > highestTime) return format(time, 0, device);',
    replace: 'return format(time, 0, device);',
  },
  {
    name: 'repeat-decided-again',
    invariant: 5,
    file: 'server/sync/decideGroup.ts',
    find: "if (stored?.hash === digest) return ok('repeat');",
    replace: "if (stored?.hash === digest) return ok('next');",
  },
  {
    name: 'reader-skips-a-version',
    invariant: 6,
    file: 'server/sync/pull.ts',
    find: 'for await (const page of read.changePages(scope, cursor, FRAME_ROWS)) {',
    replace: 'for await (const page of read.changePages(scope, cursor + 1, FRAME_ROWS)) {',
  },
  {
    name: 'left-place-stays',
    invariant: 7,
    file: 'server/sync/pull.ts',
    find: "if (!readable.has(scope)) yield { type: 'revoked', scope };",
    replace: "if (scope === '') yield { type: 'revoked', scope };",
  },
  {
    name: 'notes-of-others-stay-in-the-journal',
    invariant: 7,
    file: 'main/core/store/outbox.ts',
    find: 'forgetBefore.run(JSON.stringify(scope));',
    replace: '',
  },
  {
    name: 'deleted-bytes-stay-on-disk',
    invariant: 7,
    file: 'main/core/store/database.ts',
    find: "db.pragma('secure_delete = ON');",
    replace: '',
  },
  {
    name: 'signature-not-verified',
    invariant: 8,
    file: 'server/sync/decideGroup.ts',
    find: 'if (!isSignature(device.publicKey,',
    replace: 'if (false && !isSignature(device.publicKey,',
  },
  {
    name: 'unknown-fields-dropped',
    invariant: 9,
    file: 'main/core/store/rowCodec.ts',
    find: 'extra === null ? null : JSON.stringify(extra),',
    replace: 'null,',
  },
  {
    name: 'everything-asked-again',
    invariant: 10,
    file: 'main/core/sync/exchange.ts',
    find: 'link.pull(cursors.held(), traffic)',
    replace: 'link.pull({}, traffic)',
  },
];
