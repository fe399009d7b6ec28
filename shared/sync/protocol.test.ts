import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nextStamp } from '../kernel/clock.ts';
import { transactionSchema } from './change.ts';
import * as bundle from './bundle.ts';
import { conflictVersionSchema } from './conflict.entity.ts';
import * as protocol from './protocol.ts';

/** What each version of the wire looks like. A version that has shipped never changes. */
const fingerprints: Readonly<Record<number, string>> = {
  2: 'af6cd77e83e963e7',
};

function fingerprint(): string {
  const schemas = [
    transactionSchema,
    protocol.enrolRequestSchema,
    protocol.enrolAnswerSchema,
    protocol.sessionRequestSchema,
    protocol.sessionAnswerSchema,
    protocol.batchHeaderSchema,
    protocol.pushAnswerSchema,
    protocol.pullRequestSchema,
    protocol.frameSchema,
    protocol.devicesRequestSchema,
    protocol.devicesAnswerSchema,
    protocol.renameRequestSchema,
    protocol.revokeRequestSchema,
    protocol.splitRequestSchema,
    protocol.splitAnswerSchema,
    bundle.envelopeSchema,
    bundle.bundleHeaderSchema,
    bundle.bundlePartSchema,
    conflictVersionSchema,
    protocol.wireErrorSchema,
  ].map((schema) => z.toJSONSchema(schema, { unrepresentable: 'any' }));
  return createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16);
}

describe('the wire', () => {
  it('does not change without a new protocol number', () => {
    expect(fingerprint()).toBe(fingerprints[protocol.PROTOCOL_VERSION]);
  });

  it('packs a snapshot row and gives every stamp back', () => {
    const a = nextStamp(null, 1, 'a');
    const b = nextStamp(null, 2, 'b');
    const values = { status: 'done', note: null, action: 'x' };
    const stamps = { status: b, note: a, action: a };
    const packed = protocol.packSnapshotRow('kitStep', 's', values, stamps);
    expect(packed.stamp).toBe(a);
    expect(packed.stamps).toEqual({ status: b });
    expect(protocol.unpackStamps(packed)).toEqual(stamps);
  });
});
