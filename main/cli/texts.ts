import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import type { Translate } from '../../shared/messages/messages.ts';
import { figure, locales } from '../../shared/messages/figures.ts';
import { sizeText } from '../../shared/messages/sizeText.ts';
import type { LocalDate } from '../../shared/kernel/dates.ts';
import type { Language } from '../../shared/kernel/language.ts';
import { inScript } from '../../shared/kernel/script.ts';
import type { Words } from '../../shared/programme/words.ts';
import type { SessionView } from '../../shared/session/session.contract.ts';
import type { SyncReport, SyncStatus } from '../../shared/sync/sync.contract.ts';
import { paperWords } from '../../shared/training/paperWords.ts';
import type { Context } from './context.ts';
import { inLanguage } from './views.ts';

const HOUR_MS = 3_600_000;

/** A size as the terminal says it, in the language's figures. */
export function cliSize(t: Translate, bytes: number, language: Language): string {
  return sizeText(t, bytes, (value) => figure(value, language));
}

/** A day as the language writes it: `22 janvier 2024`. */
export function dayText(day: LocalDate, language: Language): string {
  return paperWords(language).longDay(day);
}

/** An instant as the language writes it, by this computer's clock. */
export function timeText(ms: number, language: Language): string {
  return new Date(ms).toLocaleString(locales[language]);
}

/** Several names in a line. */
export function listText(names: readonly string[], language: Language): string {
  return names.join(language === 'ar' ? '، ' : ', ');
}

const marks = { todo: '·', done: '✓', blocked: '!', notApplicable: '–' } as const;

/** One step as a line for a person. */
export function stepText(t: Translate, step: KitStepView, language: Language): string {
  const note = step.note === null ? '' : ` — ${step.note}`;
  const title = inLanguage(step.title, language);
  return `${marks[step.status]} ${step.due ?? '          '}  ${title} (${t(`cli:statuses.${step.status}`)})${note}\n    ${step.id}`;
}

/** A school and its town, by the names that the language has for them. */
export function placeText(
  place: { readonly name: string; readonly nameAr: string | null; readonly town: string | null },
  language: Language,
): string {
  const { name, nameAr, town } = place;
  const said = language === 'ar' ? nameAr || name : name;
  const between = language === 'ar' ? '، ' : ', ';
  return town === null ? said : `${said}${between}${inScript(town, language)}`;
}

/** A school's kit as text, by phase. */
export function kitText(t: Translate, kit: KitView, language: Language, { One }: Words): string {
  const { establishment } = kit;
  const lines = [
    placeText(establishment, language),
    t('cli:kitSummary', {
      switchover: One('switchover'),
      date:
        establishment.switchoverDate === null
          ? '?'
          : dayText(establishment.switchoverDate, language),
      ...establishment.progress,
      late: establishment.late,
      asOf: dayText(kit.today, language),
    }),
  ];
  for (const phase of kit.phases) {
    const steps = kit.steps.filter((step) => step.phase === phase.id);
    if (steps.length === 0) continue;
    lines.push('', inLanguage(phase.label, language));
    for (const step of steps) lines.push(stepText(t, step, language));
  }
  return lines.join('\n');
}

/** A finished sync in one line. */
export function reportText(t: Translate, report: SyncReport, language: Language): string {
  const up = cliSize(t, report.bytesUp, language);
  const down = cliSize(t, report.bytesDown, language);
  return t('cli:syncReport', { ...report, up, down });
}

/** The device's state in a few lines. */
export function statusText(
  { t, language }: Pick<Context, 't' | 'language'>,
  session: SessionView | null,
  status: SyncStatus,
  reachable: boolean | null,
): string {
  const notice = status.notice === null ? [] : [t(`cli:notice.${status.notice.type}`)];
  if (session === null) return notice[0] ?? t('errors:NotEnrolled');
  const hours = Math.round(status.clockOffsetMs / HOUR_MS);
  const answers = reachable === true ? t('cli:serverAnswers') : t('cli:serverSilent');
  return [
    t('cli:statusDevice', {
      device: session.device,
      name: session.person.name,
      login: session.person.login,
    }),
    t('cli:statusServer', { server: session.server, answers }),
    t('cli:statusPending', { count: status.pending, rejected: status.rejected }),
    t('cli:statusLast', {
      at: status.lastSyncAt === null ? '—' : timeText(status.lastSyncAt, language),
    }),
    ...(status.conflicts + status.carrying > 0
      ? [t('cli:statusConflicts', { conflicts: status.conflicts, carrying: status.carrying })]
      : []),
    ...(hours === 0 ? [] : [t('cli:statusClock', { hours })]),
    ...notice,
  ].join('\n');
}
