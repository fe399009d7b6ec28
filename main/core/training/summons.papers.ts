import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import {
  changesSince,
  knownTo,
  recipientsOf,
  toldNow,
  type ToldChange,
  type ToldSession,
} from '../../../shared/training/notices.rules.ts';
import {
  changeNoticeMail,
  summonsMail,
  type PlainMail,
} from '../../../shared/training/paperMails.ts';
import type { SessionChange, SummonsLetter, SummonsList } from '../../../shared/training/papers.ts';
import { allSessionDays, type SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { halvesOf } from '../../../shared/training/sessionTimes.ts';
import type { TrainingNoticeView } from '../../../shared/training/training.contract.ts';
import type { EnrolmentRow, SheetParts } from './attendance.sheet.ts';
import { createPaperParts } from './paperParts.ts';
import type { FoundTraining } from './training.context.ts';
import type { GroupRow } from './training.store.ts';
import { sessionViews } from './training.views.ts';

const HOUR_MINUTES = 60;

interface Asked {
  readonly group: string;
  readonly language: Language;
  /** What changed since people were told, instead of all sessions to come. */
  readonly changes?: boolean | undefined;
  /** Those alone who have joined since the group was called. */
  readonly newcomers?: boolean | undefined;
}

/** Calls groups together, tells them what changed, and keeps what they were told. */
export interface SummonsPapers {
  /**
   * Letters to each person, or to each head with their people. Fails with NobodyToCall, NothingToCome;
   * of changes with NotCalledYet, NothingChanged; of newcomers with NotCalledYet, AllCalled; so does
   * the mail.
   */
  summons(asked: Asked & { readonly heads: boolean }): Result<SummonsList, CoreFailure>;
  /** The same as a mail, and to whom. */
  mail(asked: Asked): Result<PlainMail & { to: string[] }, CoreFailure>;
  /**
   * Keeps what a group was told just now.
   * @returns false where this device can not: it only reads, or its person may not
   */
  note(asked: Omit<Asked, 'language'>): boolean;
  /** What groups were told, oldest first. */
  notices(of: {
    wave?: string | undefined;
    group?: string | undefined;
  }): Result<TrainingNoticeView[], CoreFailure>;
}

interface Called {
  readonly group: GroupRow;
  readonly found: FoundTraining;
  readonly days: readonly SessionDay[];
  readonly people: readonly Enrolled[];
}

interface Asking extends Called {
  /** Those of the group's people whom the paper is for. */
  readonly recipients: readonly Enrolled[];
}

type Enrolled = EnrolmentRow & {
  /** First day in the group. */
  readonly since: LocalDate | null;
};

export function createSummonsPapers(parts: SheetParts): SummonsPapers {
  const { context, rows } = parts;
  const { store } = context;
  const { trainingOf, schoolOf, sessionOf, signing } = createPaperParts(parts);

  /** The group with those of its people whom the paper is for, or why it is for nobody. */
  function asked(input: Omit<Asked, 'language'>): Result<Asking, CoreFailure> {
    const of = called(input.group);
    if (!of.ok) return of;
    const recipients = recipientsOf(of.value.people, rows.noticesOf(input.group), input);
    const told = { ...of.value, recipients };
    const why = whyNothing(told, input);
    return why === null ? ok(told) : err(why);
  }

  function called(id: string): Result<Called, CoreFailure> {
    if (context.me() === null) return err({ type: 'NotEnrolled' });
    const [group] = store.group(id);
    if (group === undefined) return err({ type: 'GroupUnknown', group: id });
    const found = context.find(group.wave ?? '');
    if (!found.ok) return found;
    const { wave, today } = found.value;
    const enrolments = new Map(store.enrolments(wave.id).map((one) => [one.id, one]));
    return ok({
      group,
      found: found.value,
      days: allSessionDays(sessionViews(context, found.value)).filter(({ groups }) =>
        groups.includes(id),
      ),
      people: store
        .membersOf(id)
        .filter(({ until }) => until === null || until > today)
        .flatMap(({ enrolment, from: since }) => {
          const one = enrolments.get(enrolment ?? '');
          return one === undefined ? [] : [{ ...one, since }];
        }),
    });
  }

  /** What those who were told do not know yet; where they know all, what they were told last. */
  function changesOf({ group, days, found }: Called): ToldChange[] {
    const notices = rows.noticesOf(group.id);
    const last = notices.at(-1);
    if (last === undefined) return [];
    const pending = changesSince(last.told ?? {}, toldNow(days), found.today);
    return pending.length > 0 ? pending : toldBy(notices, notices.length - 1, found);
  }

  /** What a notice told anew: against the one before it. */
  function toldBy(
    notices: ReturnType<typeof rows.noticesOf>,
    at: number,
    { today }: FoundTraining,
  ): ToldChange[] {
    const one = notices[at]!;
    const before = notices[at - 1];
    if (one.kind !== 'change' || before === undefined) return [];
    return changesSince(before.told ?? {}, one.told ?? {}, one.on ?? today);
  }

  function paperChanges({ found, days }: Called, changes: readonly ToldChange[]): SessionChange[] {
    const known = new Map(days.map((one) => [one.key, one]));
    const paper = (key: string, told: ToldSession) => {
      const now = known.get(key);
      return sessionOf(found, {
        ...told,
        halves: halvesOf(told.from, told.to),
        title: told.title ?? now?.title ?? '',
        mode: told.mode ?? now?.mode ?? 'inPerson',
        link: told.link ?? null,
      });
    };
    return changes.map((change): SessionChange => {
      const { key } = change;
      if (change.kind === 'new') return { kind: 'new', session: paper(key, change.after) };
      if (change.kind === 'cancelled') {
        const reason = known.get(key)?.reason ?? null;
        return { kind: 'cancelled', session: paper(key, change.before), reason };
      }
      return {
        kind: 'changed',
        before: paper(key, change.before),
        after: paper(key, change.after),
      };
    });
  }

  /** Why there is nothing to tell, or nobody to tell it to; null: there is. */
  function whyNothing(
    of: Asking,
    { changes = false, newcomers = false }: Omit<Asked, 'language'>,
  ): CoreFailure | null {
    const group = of.group.label ?? of.group.id;
    if (changes && newcomers) return { type: 'OneAlone', options: 'changes, newcomers' };
    const isCalled = rows.noticesOf(of.group.id).length > 0;
    if ((changes || newcomers) && !isCalled) return { type: 'NotCalledYet', group };
    if (of.people.length === 0) return { type: 'NobodyToCall', group };
    if (changes) {
      if (changesOf(of).length === 0) return { type: 'NothingChanged', group };
      return of.recipients.length === 0 ? { type: 'NotCalledYet', group } : null;
    }
    if (of.recipients.length === 0) return { type: 'AllCalled', group };
    return toCome(of).length === 0 ? { type: 'NothingToCome', group } : null;
  }

  function toCome({ days, found: { today } }: Called): SessionDay[] {
    return days.filter(
      ({ status, day }) => status !== 'cancelled' && status !== 'held' && day >= today,
    );
  }

  function contactOf() {
    return { name: context.me()!.name, function: null, email: null, phone: null };
  }

  function listOf(of: Asking, { language, changes = false }: Asked, heads: boolean): SummonsList {
    const { group, found, recipients } = of;
    const { wave, today } = found;
    const called = recipients.map((one) => ({
      ...one,
      schoolName: schoolOf({ ...one, enrolment: one.id }, language),
    }));
    const track = store.tracks(wave.programme).find((one) => one.id === group.track);
    const sessions = toCome(of);
    return {
      ...trainingOf(found, group.track, group.label, language),
      sessions: sessions.map((session) => sessionOf(found, session)),
      changes: changes ? paperChanges(of, changesOf(of)) : null,
      selfStudy:
        (track?.distanceHours ?? 0) > 0
          ? {
              title: track?.courses?.[0] ?? '',
              minutes: (track?.distanceHours ?? 0) * HOUR_MINUTES,
              by: sessions.at(-1)?.day ?? null,
              link: null,
            }
          : null,
      trainers: store
        .trainers(wave.programme, wave.id)
        .filter((one) => group.trainers?.includes(one.id) === true)
        .map((one) => one.name ?? one.id),
      bring: [],
      contact: contactOf(),
      ...signing(wave.id),
      on: today,
      letters: heads ? toHeads(called) : called.map((one) => letterTo(one)),
    };
  }

  return {
    summons(input) {
      const of = asked(input);
      return of.ok ? ok(listOf(of.value, input, input.heads)) : of;
    },
    mail(input) {
      const of = asked(input);
      if (!of.ok) return of;
      const list = listOf(of.value, input, false);
      const to = of.value.recipients.flatMap(({ email }) => (email === null ? [] : [email]));
      const { changes } = list;
      const mail =
        changes === null
          ? summonsMail(list, input.language)
          : changeNoticeMail({ ...list, changes }, input.language);
      return ok({ to, ...mail });
    },
    note({ group: id, changes = false, newcomers = false }) {
      const of = asked({ group: id, changes, newcomers });
      if (!of.ok) return false;
      const { found, days, people, recipients } = of.value;
      const { aside, today, wave } = found;
      if (context.readOnly || !context.mayCreate(aside, 'trainingNotice')) return false;
      const notices = rows.noticesOf(id);
      const last = notices.at(-1);
      const knowing = last === undefined ? [] : knownTo(last, people);
      const joins = recipients.some((one) => !knowing.includes(one.id));
      // What was told already, told once more, is no other notice.
      if (last !== undefined && !joins) {
        if (newcomers || changesSince(last.told ?? {}, toldNow(days), today).length === 0)
          return true;
      }
      // Who joined knows all; what the others have not been told yet is still to be told.
      const now = newcomers && last !== undefined ? (last.told ?? {}) : toldNow(days);
      const told = Object.fromEntries(
        Object.entries(now)
          .filter(([, { day, status }]) => day >= today && status !== 'held')
          .map(([key, { title = '', mode = 'inPerson', link = null, ...one }]) => [
            key,
            { ...one, title, mode, link },
          ]),
      );
      const set = {
        wave: wave.id,
        group: id,
        kind: changes ? 'change' : 'summons',
        on: today,
        told,
        people: recipients.length,
        called: [...new Set([...(newcomers ? knowing : []), ...recipients.map((one) => one.id)])],
      };
      context.record([{ entity: 'trainingNotice', row: context.newId(), scope: aside, set }]);
      return true;
    },
    notices({ wave, group }) {
      if (context.me() === null) return err({ type: 'NotEnrolled' });
      const ids = group === undefined ? [] : [group];
      if (group === undefined) {
        const found = context.find(wave);
        if (!found.ok) return found;
        ids.push(...store.groups(found.value.wave.id).map(({ id }) => id));
      }
      const views: TrainingNoticeView[] = [];
      for (const id of ids) {
        const of = called(id);
        if (!of.ok) return of;
        const { days, found } = of.value;
        const notices = rows.noticesOf(id);
        for (const [at, one] of notices.entries()) {
          const isLast = at === notices.length - 1;
          const told = one.told ?? {};
          views.push({
            id: one.id,
            group: id,
            label: of.value.group.label ?? id,
            kind: one.kind ?? 'summons',
            on: one.on ?? found.today,
            people: one.people ?? 0,
            sessions: Object.keys(told).length,
            announced: toldBy(notices, at, found).length,
            changed: isLast ? changesSince(told, toldNow(days), found.today).length : null,
            notCalled: isLast
              ? of.value.people.length - knownTo(one, of.value.people).length
              : null,
            pending: one.pending,
          });
        }
      }
      return ok(views.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)));
    },
  };
}

function letterTo(one: Enrolled): SummonsLetter {
  const { name, function: job, schoolName, town } = one;
  const recipient = {
    name: name ?? one.id,
    function: job ?? '',
    establishment: schoolName ?? '',
    town,
    address: [],
  };
  return { recipient, people: null };
}

/** A letter a school, to its head, with the people who are called. */
function toHeads(people: readonly Enrolled[]): SummonsLetter[] {
  return [...Map.groupBy(people, ({ establishment, id }) => establishment ?? id).values()].map(
    (all) => ({
      recipient: {
        name: '',
        function: '',
        establishment: all[0]!.schoolName ?? '',
        town: all[0]!.town,
        address: [],
      },
      people: all.map(({ id, name, function: job }) => ({ name: name ?? id, function: job ?? '' })),
    }),
  );
}
