import { generateKeyPairSync, createHash, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nextStamp } from '../kernel/clock.ts';
import type { JsonValue } from '../schema/entity.ts';
import {
  BATCH_SIGNATURE_PREFIX,
  eraseFromBatch,
  openBatch,
  sealBatch,
  type Hash,
  type Sealable,
} from './batch.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const hash: Hash = (text) => createHash('sha256').update(text).digest('base64url');
const signText = (text: string): string =>
  sign(null, Buffer.from(text), privateKey).toString('base64url');
const describeError = (): string => 'form';
const SALT = 'abcdefghijklmnopqrstuv';
const header = { protocol: 2, device: 'abcdefghijklmnop', prev: '' };

function tick(n: number, set: Record<string, JsonValue>): Sealable {
  return {
    n,
    stamp: nextStamp(null, 1_700_000_000_000 + n, 'abcdefghijklmnop'),
    changes: [{ entity: 'kitStep', row: `s:p:a${n}`, scope: 'establishment:s', set, seen: {} }],
  };
}

const ticks = [
  tick(7, { status: 'done', doneOn: '2024-01-22' }),
  tick(8, { note: 'ligne 1\nligne 2 \u0000 é ع', status: null }),
  tick(9, { note: { deep: [1, 2.5, 9_007_199_254_740_991] } }),
];

function seal(transactions = ticks): { text: string; hash: string } {
  return sealBatch(header, transactions, SALT, hash, signText);
}

function open(text: string): ReturnType<typeof openBatch> {
  return openBatch(text, hash, describeError);
}

function isSigned(opened: { hash: string; signature: string }): boolean {
  const text = Buffer.from(BATCH_SIGNATURE_PREFIX + opened.hash);
  return verify(null, text, publicKey, Buffer.from(opened.signature, 'base64url'));
}

describe('a batch', () => {
  it('gives back what was sealed, with a signature that holds', () => {
    const sealed = seal();
    const opened = open(sealed.text);
    if (!opened.ok) throw new Error(opened.error.detail);
    expect(opened.value.header).toEqual({ ...header, from: 7, to: 9 });
    expect(opened.value.hash).toBe(sealed.hash);
    expect(isSigned(opened.value)).toBe(true);
    expect(opened.value.lines).toEqual(
      ticks.map((transaction) => ({ n: transaction.n, transaction })),
    );
  });

  it('is taken whole or not at all, wherever it is cut', () => {
    const { text } = seal();
    for (let length = 0; length < text.length; length += 1) {
      const opened = open(text.slice(0, length));
      expect(opened.ok && isSigned(opened.value)).toBe(false);
    }
  });

  it('loses its signature with any changed character', () => {
    const { text } = seal();
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === '1' ? '2' : '1';
      const opened = open(text.slice(0, at) + other + text.slice(at + 1));
      const signs = opened.ok && isSigned(opened.value);
      // The last character of 86 holds spare bits: base64url reads both the same.
      if (at < text.length - 1) expect([at, signs]).toEqual([at, false]);
    }
  });

  it('refuses a transaction that is not of the form by itself', () => {
    const bad = { ...tick(8, { note: 'x' }), stamp: 'not a stamp' } as unknown as Sealable;
    const opened = open(seal([ticks[0]!, bad, ticks[2]!]).text);
    if (!opened.ok) throw new Error(opened.error.detail);
    expect(opened.value.lines.map((line) => 'transaction' in line)).toEqual([true, false, true]);
  });

  it('does not take transactions that skip or repeat a number', () => {
    expect(open(seal([ticks[0]!, ticks[2]!]).text).ok).toBe(false);
    expect(open(seal([ticks[0]!, ticks[0]!]).text).ok).toBe(false);
  });

  it('keeps its signature when values are erased, and the values are gone', () => {
    const sealed = seal();
    const erased = eraseFromBatch(
      sealed.text,
      hash,
      ({ row, field }) => row === 's:p:a8' && field === 'note',
    )!;
    expect(erased).not.toContain('ligne');
    expect(erased).not.toContain(SALT);
    expect(erased).toContain('2024-01-22');
    const again = eraseFromBatch(erased, hash, ({ field }) => field === 'doneOn')!;
    expect(again).not.toContain('2024-01-22');
    for (const text of [erased, again]) {
      const opened = open(text);
      if (!opened.ok) throw new Error(opened.error.detail);
      expect(opened.value.hash).toBe(sealed.hash);
      expect(isSigned(opened.value)).toBe(true);
    }
  });
});
