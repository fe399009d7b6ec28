import { describe, expect, it } from 'vitest';
import {
  agreementProblems,
  dataRoles,
  deadlines,
  feeBand,
  feeOf,
  firstFeeDay,
  firstStopYear,
  lastBreachDay,
  lastNoticeDay,
  latestEnd,
  type AgreementFacts,
} from './agreement.rules.ts';
import { agreementTermsOf } from './agreementTerms.ts';

const terms = agreementTermsOf('pegase')!;
const facts: AgreementFacts = {
  state: 'inForce',
  signedOn: '2023-12-01',
  startsOn: '2024-01-01',
  noticeOn: null,
  acknowledgedOn: null,
  endsOn: null,
  availableOn: '2024-03-15',
  financialMass: 60,
};

describe('notice', () => {
  it('is due twelve months before the end of the year that precedes the stop', () => {
    expect(lastNoticeDay(2027, terms)).toBe('2025-12-31');
    expect(firstStopYear('2025-12-31', terms)).toBe(2027);
    expect(firstStopYear('2026-01-01', terms)).toBe(2028);
  });
  it('lets an agreement hold for twelve months at most', () => {
    expect(latestEnd('2024-02-29', terms)).toBe('2025-02-28');
  });
  it('for a breach is due three months before 31 December', () => {
    expect(lastBreachDay(2024, terms)).toBe('2024-09-30');
  });
});

describe('fees', () => {
  it('follow the band of the financial mass, whose end belongs to the next', () => {
    expect([0, 4.99, 5, 57, 58, 145, 900].map((mass) => feeBand(mass, terms)?.id)).toEqual([
      '1a',
      '1a',
      '1b',
      '3',
      '4',
      '6',
      '6',
    ]);
  });
  it('begin on 1 January after an instance was made available, and fall in the seventh year', () => {
    expect(firstFeeDay('2024-03-15')).toBe('2025-01-01');
    expect(firstFeeDay('2024-01-01')).toBe('2025-01-01');
    const amounts = [2024, 2025, 2030, 2031].map((year) => feeOf(year, facts, terms)?.amount);
    expect(amounts).toEqual([undefined, 64_800, 64_800, 56_200]);
    expect(feeOf(2031, facts, terms)?.nth).toBe(7);
  });
  it('are due in full for the year of the end, and not after it', () => {
    const ending = { ...facts, endsOn: '2027-02-01' };
    expect(feeOf(2027, ending, terms)?.amount).toBe(64_800);
    expect(feeOf(2028, ending, terms)).toBeNull();
  });
  it('are not known without mass or availability', () => {
    expect(feeOf(2026, { ...facts, financialMass: null }, terms)).toBeNull();
    expect(feeOf(2026, { ...facts, availableOn: null }, terms)).toBeNull();
  });
});

describe('what is ahead', () => {
  it('is said soonest first', () => {
    expect(deadlines(facts, terms, '2024-06-01')).toEqual([
      { type: 'breach', on: '2024-09-30' },
      { type: 'notice', on: '2024-12-31', stopYear: 2026 },
      { type: 'firstFee', on: '2025-01-01' },
    ]);
    expect(deadlines(facts, terms, '2024-10-01')[1]).toEqual({
      type: 'firstFee',
      on: '2025-01-01',
    });
  });
  it('after notice is its acknowledgement and the end', () => {
    const given = { ...facts, state: 'noticeGiven', noticeOn: '2025-05-01' } as const;
    expect(deadlines(given, terms, '2025-06-01')).toEqual([
      { type: 'acknowledgement', on: '2025-05-01' },
      { type: 'latestEnd', on: '2026-05-01' },
    ]);
    expect(deadlines({ ...given, acknowledgedOn: '2025-05-03' }, terms, '2025-06-01')).toHaveLength(
      1,
    );
  });
  it('is nothing for a draft or what has ended', () => {
    expect(deadlines({ ...facts, state: 'ended' }, terms, '2024-06-01')).toEqual([]);
    expect(deadlines({ ...facts, state: 'draft' }, terms, '2024-06-01')).toEqual([]);
  });
});

describe('an agreement that does not fit together', () => {
  it('is said what is missing in its state', () => {
    expect(agreementProblems(facts, terms)).toEqual([]);
    expect(agreementProblems({ ...facts, signedOn: null, startsOn: null }, terms)).toEqual([
      'signatureMissing',
      'startMissing',
    ]);
    expect(agreementProblems({ ...facts, state: 'noticeGiven' }, terms)).toEqual(['noticeMissing']);
    expect(agreementProblems({ ...facts, state: 'ended' }, terms)).toEqual(['endMissing']);
  });
  it('is said which days contradict each other', () => {
    const given = { ...facts, state: 'noticeGiven', noticeOn: '2025-05-01' } as const;
    expect(agreementProblems({ ...given, acknowledgedOn: '2025-04-01' }, terms)).toEqual([
      'acknowledgedBeforeNotice',
    ]);
    const acknowledged = { ...given, acknowledgedOn: '2025-05-02' };
    expect(agreementProblems({ ...acknowledged, endsOn: '2026-05-01' }, terms)).toEqual([]);
    expect(agreementProblems({ ...acknowledged, endsOn: '2026-05-02' }, terms)).toEqual([
      'endsTooLate',
    ]);
    expect(agreementProblems({ ...acknowledged, endsOn: '2023-05-02' }, terms)).toEqual([
      'endsBeforeStart',
    ]);
  });
});

it('makes the publisher a processor only where it hosts', () => {
  expect(dataRoles(false)).toMatchObject({
    publisher: 'processor',
    furtherAgreement: 'hostedService',
  });
  expect(dataRoles(true)).toMatchObject({ publisher: 'neither', furtherAgreement: 'selfHosting' });
});

it('has terms for a template that has some, and none for a name that every object has', () => {
  expect(terms.feeBands).toHaveLength(8);
  expect(agreementTermsOf('opale')).toBeNull();
  expect(agreementTermsOf('constructor')).toBeNull();
});
