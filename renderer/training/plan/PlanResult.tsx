import { useState, type ReactNode } from 'react';
import type { BrokenRule, PlanView } from '../../../shared/training/planning.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { Choice } from '../../ui/Choice.tsx';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage, type LanguageTools } from '../../ui/useLanguage.ts';
import { useBrokenWords } from '../useBrokenWords.ts';
import styles from './Plan.module.css';

type Reading = 'sessions' | 'groups' | 'rules';
type Group = PlanView['groups'][number];
type Session = Omit<PlanView['sessions'][number], 'change'> & {
  readonly change: PlanView['sessions'][number]['change'] | 'removed';
};

const MISSING = {
  people: 'planning:noPeople',
  trainers: 'planning:noTrainers',
  modules: 'planning:noSessions',
} as const;

interface PlanResultProps {
  readonly plan: PlanView;
  readonly overview: TrainingOverview;
  /** Milliseconds that the search took. */
  readonly ms: number;
}

/** A plan that was found: its figures, and what it says of sessions, groups and rules. */
export function PlanResult({ plan, overview, ms }: PlanResultProps) {
  const tools = useLanguage();
  const { t, format } = tools;
  const [reading, setReading] = useState<Reading>('sessions');
  const hard = plan.broken.filter((one) => one.hard).length;
  const sessions = [...plan.sessions, ...removedSessions(plan)];
  const readings: readonly Reading[] = ['sessions', 'groups', 'rules'];
  return (
    <>
      <dl className={styles['figures']}>
        <Figure name={t('planning:groups')}>{format.number(plan.groups.length)}</Figure>
        <Figure name={t('planning:sessions')}>{format.number(plan.sessions.length)}</Figure>
        <Figure name={t('planning:moved')}>{format.number(plan.moved)}</Figure>
        <Figure name={t('planning:hard')}>
          <Tag tone={hard === 0 ? 'done' : 'late'}>{format.number(hard)}</Tag>
        </Figure>
        <Figure name={t('planning:soft')}>{format.number(plan.broken.length - hard)}</Figure>
      </dl>
      <div className={styles['controls']}>
        <Choice
          label={t('planning:title')}
          value={reading}
          options={readings.map((value) => ({ value, label: t(`planning:${value}`) }))}
          onChange={setReading}
        />
        <span role="status" className={styles['quiet']}>
          {t('planning:found', { seconds: format.number(Math.round(ms / 100) / 10) })}
        </span>
      </div>
      {reading === 'sessions' &&
        (sessions.length === 0 ? (
          <Message kind="empty">{t(MISSING[plan.missing ?? 'modules'])}</Message>
        ) : (
          <DataTable
            id="plan-sessions"
            label={t('planning:sessions')}
            columns={sessionColumns(tools, plan, overview)}
            count={sessions.length}
            rowAt={(index) => sessions[index]}
            keyOf={({ id }) => id}
          />
        ))}
      {reading === 'groups' && (
        <>
          <Continued groups={plan.groups} />
          <DataTable
            id="plan-groups"
            label={t('planning:groups')}
            columns={groupColumns(tools, overview)}
            count={plan.groups.length}
            rowAt={(index) => plan.groups[index]}
            keyOf={({ id }) => id}
          />
        </>
      )}
      {reading === 'rules' && <Rules broken={plan.broken} />}
    </>
  );
}

/** What the plan takes out, as rows after what it holds. */
function removedSessions({ removed }: PlanView): Session[] {
  return removed.map(({ label: _label, ...session }) => ({
    ...session,
    track: '',
    trainers: [],
    site: null,
    room: null,
    change: 'removed',
    before: null,
    held: false,
  }));
}

function sessionColumns(
  { t, format, script }: LanguageTools,
  plan: PlanView,
  { today }: TrainingOverview,
): DataColumn<Session>[] {
  const groups = new Map(plan.groups.map(({ id, label }) => [id, label]));
  const day = format.days(
    [...plan.sessions, ...plan.removed].map((one) => one.day),
    today,
  );
  return [
    {
      id: 'day',
      label: t('planning:day'),
      width: '190px',
      cell: (row) =>
        format.line([
          day(row.day),
          t(row.half === 'day' ? 'planning:wholeDay' : `planning:${row.half}`),
        ]),
    },
    {
      id: 'group',
      label: t('planning:group'),
      width: 'minmax(140px, 1.2fr)',
      cell: ({ group }) => script(groups.get(group) ?? group),
    },
    {
      id: 'title',
      label: t('planning:module'),
      width: 'minmax(160px, 2fr)',
      spare: 2,
      cell: ({ title }) => script(title),
    },
    {
      id: 'trainers',
      label: t('planning:trainers'),
      width: 'minmax(160px, 1.6fr)',
      cell: ({ trainers }) => format.list(trainers.map((one) => script(one.label))),
    },
    {
      id: 'place',
      label: t('planning:place'),
      width: 'minmax(130px, 1.4fr)',
      spare: 1,
      cell: ({ site, room }) =>
        format.line([site && script(site.label), room && script(room.label)]),
    },
    {
      id: 'change',
      label: t('planning:change'),
      width: '150px',
      cell: ({ change, before, held }) => {
        if (held) return <Tag tone="done">{t('planning:changes.held')}</Tag>;
        if (change === 'removed') return <Tag tone="late">{t('planning:changes.removed')}</Tag>;
        if (change === 'new') return <Tag tone="info">{t('planning:changes.new')}</Tag>;
        if (change === null || before === null) return t('planning:changes.none');
        return <Tag tone="wait">{t('planning:changes.moved', { day: day(before.day) })}</Tag>;
      },
    },
  ];
}

function groupColumns(
  { t, format, script, label }: LanguageTools,
  { tracks }: TrainingOverview,
): DataColumn<Group>[] {
  const names = new Map(tracks.map((track) => [track.id, track.label]));
  return [
    {
      id: 'group',
      label: t('planning:group'),
      width: 'minmax(160px, 1.4fr)',
      cell: (row) => script(row.label),
    },
    {
      id: 'track',
      label: t('planning:track'),
      width: 'minmax(140px, 1fr)',
      spare: 1,
      cell: ({ track }) => {
        const name = names.get(track);
        return name === undefined ? track : label(name);
      },
    },
    {
      id: 'size',
      label: t('planning:size'),
      width: '90px',
      end: true,
      cell: ({ members }) => format.number(members.length),
    },
    {
      id: 'trainers',
      label: t('planning:trainers'),
      width: 'minmax(180px, 1.6fr)',
      cell: ({ trainers }) => format.list(trainers.map((one) => script(one.label))),
    },
    {
      id: 'site',
      label: t('planning:site'),
      spare: 2,
      width: 'minmax(140px, 1.2fr)',
      cell: ({ site }) => (site === null ? '—' : script(site.label)),
    },
    {
      id: 'change',
      label: t('planning:change'),
      width: '130px',
      cell: ({ isNew, joins, leaves }) => {
        if (isNew) return <Tag tone="info">{t('planning:groupChanges.new')}</Tag>;
        if (joins + leaves === 0) return t('planning:groupChanges.none');
        return format.line([
          joins > 0 && t('planning:joins', { count: joins, replace: { count: joins } }),
          leaves > 0 && t('planning:leaves', { count: leaves, replace: { count: leaves } }),
        ]);
      },
    },
  ];
}

/** New groups for people who have followed something before: what they do not hold again. */
function Continued({ groups }: Pick<PlanView, 'groups'>) {
  const { t, format, script } = useLanguage();
  const continued = groups.filter(({ isNew, followed }) => isNew && followed.length > 0);
  if (continued.length === 0) return null;
  return (
    <ul className={styles['notes']}>
      {continued.map(({ id, label, followed }) => (
        <li key={id}>
          {format.line([
            script(label),
            t('planning:groupChanges.new'),
            t('planning:without', { modules: format.list(followed.map((one) => script(one))) }),
          ])}
        </li>
      ))}
    </ul>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Rules that are not kept, hard ones one by one first; the others together by rule. */
function Rules({ broken }: { readonly broken: readonly BrokenRule[] }) {
  const { t, format } = useLanguage();
  const words = useBrokenWords();
  if (broken.length === 0) return <Message kind="empty">{t('planning:allKept')}</Message>;
  const byRule = [...Map.groupBy(broken, ({ rule }) => rule).values()].sort(
    (a, b) => Number(b[0]!.hard) - Number(a[0]!.hard),
  );
  return (
    <div className={styles['rules']}>
      {byRule.map((all) => (
        <details key={all[0]!.rule} open={all[0]!.hard} className={styles['rule']}>
          <summary>
            <Tag tone={all[0]!.hard ? 'late' : 'wait'}>{format.number(all.length)}</Tag>
            {words(all[0]!).title}
          </summary>
          <ul>
            {all.map((one) => {
              const { where, why } = words(one);
              return (
                <li key={JSON.stringify([one.where, one.facts])}>
                  <bdi>{where}</bdi> <span className={styles['quiet']}>{why}</span>
                </li>
              );
            })}
          </ul>
        </details>
      ))}
    </div>
  );
}
