import { addMonths, type LocalDate } from '../kernel/dates.ts';
import type { AgreementState } from './agreement.entity.ts';
import type { AgreementTerms, FeeBand } from './agreementTerms.ts';

/** What the rules need of an agreement. Days are calendar days. */
export interface AgreementFacts {
  readonly state: AgreementState | null;
  readonly signedOn: LocalDate | null;
  readonly startsOn: LocalDate | null;
  readonly noticeOn: LocalDate | null;
  readonly acknowledgedOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly availableOn: LocalDate | null;
  /** In millions. */
  readonly financialMass: number | null;
}

function yearOf(day: LocalDate): number {
  return Number(day.slice(0, 4));
}

/**
 * Last day to give notice for a stop in a year: so many months before the end of the calendar year
 * that precedes it.
 */
export function lastNoticeDay(stopYear: number, { noticeMonths }: AgreementTerms): LocalDate {
  return addMonths(`${stopYear - 1}-12-31`, -noticeMonths);
}

/** The first year that use can stop in, when notice is given on a day. */
export function firstStopYear(noticeOn: LocalDate, terms: AgreementTerms): number {
  let year = yearOf(noticeOn);
  while (lastNoticeDay(year, terms) < noticeOn) year += 1;
  return year;
}

/** Last day that an agreement can still hold once notice was given. */
export function latestEnd(noticeOn: LocalDate, { endsWithinMonths }: AgreementTerms): LocalDate {
  return addMonths(noticeOn, endsWithinMonths);
}

/** Last day of a year to send the registered letter that ends an agreement for a breach. */
export function lastBreachDay(year: number, { breachMonths }: AgreementTerms): LocalDate {
  return addMonths(`${year}-12-31`, -breachMonths);
}

/** The band of a financial mass in millions; the end of a band belongs to the next one. */
export function feeBand(mass: number, { feeBands }: AgreementTerms): FeeBand | null {
  return (
    feeBands.find(({ from, below }) => mass >= from && (below === null || mass < below)) ?? null
  );
}

/** The day of the first fee: 1 January after an instance was made available. */
export function firstFeeDay(availableOn: LocalDate): LocalDate {
  return `${yearOf(availableOn) + 1}-01-01`;
}

export interface YearFee {
  readonly year: number;
  /** Year of use, from 1. */
  readonly nth: number;
  /** In the currency's units, without tax. */
  readonly amount: number;
}

/**
 * The fee of a calendar year: null before the first one, after the year that the agreement ends in,
 * and while mass or availability are not known. The year of the end is due in full.
 */
export function feeOf(
  year: number,
  facts: Pick<AgreementFacts, 'availableOn' | 'financialMass' | 'endsOn'>,
  terms: AgreementTerms,
): YearFee | null {
  if (facts.availableOn === null || facts.financialMass === null) return null;
  const nth = year - yearOf(firstFeeDay(facts.availableOn)) + 1;
  if (nth < 1 || (facts.endsOn !== null && year > yearOf(facts.endsOn))) return null;
  const band = feeBand(facts.financialMass, terms);
  if (band === null) return null;
  return { year, nth, amount: nth <= terms.firstYears ? band.first : band.later };
}

/** A day that is ahead, and what is to be done by then. */
export interface Deadline {
  readonly type: 'notice' | 'acknowledgement' | 'latestEnd' | 'breach' | 'firstFee';
  readonly on: LocalDate;
  /** For `notice`: the year that use would stop in. */
  readonly stopYear?: number;
}

/** What is ahead on a day, soonest first: nothing for an agreement that has ended. */
export function deadlines(
  facts: AgreementFacts,
  terms: AgreementTerms,
  today: LocalDate,
): Deadline[] {
  const ahead: Deadline[] = [];
  const { state, noticeOn, acknowledgedOn, availableOn } = facts;
  if (state === 'ended' || state === null || state === 'draft') return [];
  if (noticeOn === null) {
    const stopYear = firstStopYear(today, terms);
    ahead.push({ type: 'notice', on: lastNoticeDay(stopYear, terms), stopYear });
    const year = yearOf(today);
    const breach = lastBreachDay(year, terms);
    ahead.push({ type: 'breach', on: breach >= today ? breach : lastBreachDay(year + 1, terms) });
  } else {
    if (acknowledgedOn === null) ahead.push({ type: 'acknowledgement', on: noticeOn });
    ahead.push({ type: 'latestEnd', on: latestEnd(noticeOn, terms) });
  }
  if (availableOn !== null && firstFeeDay(availableOn) >= today) {
    ahead.push({ type: 'firstFee', on: firstFeeDay(availableOn) });
  }
  return ahead.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** What in an agreement does not fit together, for a person to put right. */
export type AgreementProblem =
  | 'signatureMissing'
  | 'startMissing'
  | 'noticeMissing'
  | 'endMissing'
  | 'acknowledgedBeforeNotice'
  | 'endsBeforeStart'
  | 'endsTooLate'
  | 'notAcknowledged';

/** Names of what does not fit together, in the order of the life cycle. */
export function agreementProblems(
  facts: AgreementFacts,
  terms: AgreementTerms | null,
): AgreementProblem[] {
  const { state, signedOn, startsOn, noticeOn, acknowledgedOn, endsOn } = facts;
  const problems: AgreementProblem[] = [];
  const isSigned = state !== null && state !== 'draft';
  if (isSigned && signedOn === null) problems.push('signatureMissing');
  if (isSigned && state !== 'signed' && startsOn === null) problems.push('startMissing');
  if (state === 'noticeGiven' && noticeOn === null) problems.push('noticeMissing');
  if (state === 'noticeGiven' && noticeOn !== null && acknowledgedOn === null) {
    problems.push('notAcknowledged');
  }
  if (noticeOn !== null && acknowledgedOn !== null && acknowledgedOn < noticeOn) {
    problems.push('acknowledgedBeforeNotice');
  }
  if (state === 'ended' && endsOn === null) problems.push('endMissing');
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) problems.push('endsBeforeStart');
  if (
    terms !== null &&
    noticeOn !== null &&
    endsOn !== null &&
    endsOn > latestEnd(noticeOn, terms)
  ) {
    problems.push('endsTooLate');
  }
  return problems;
}

/** Who answers for personal data, by who hosts the product. */
export interface DataRoles {
  readonly institution: 'controller';
  readonly publisher: 'processor' | 'neither';
  /** Whether a further agreement is needed for the data. */
  readonly furtherAgreement: 'hostedService' | 'selfHosting';
}

/**
 * Under the usage agreement the publisher is neither controller nor processor; it becomes the
 * processor by the agreement on the hosted service. Who hosts it themselves need one of their own.
 */
export function dataRoles(selfHosted: boolean): DataRoles {
  return selfHosted
    ? { institution: 'controller', publisher: 'neither', furtherAgreement: 'selfHosting' }
    : { institution: 'controller', publisher: 'processor', furtherAgreement: 'hostedService' };
}
