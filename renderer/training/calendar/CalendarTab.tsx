import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { addDays, daysBetween, type LocalDate } from '../../../shared/kernel/dates.ts';
import {
  allSessionDays,
  countTakingPlace,
  sessionDayKey,
  type SessionDay,
} from '../../../shared/training/sessionDays.rules.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { Keys } from '../../ui/Keys.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { turned, weeksAround, type CalendarView } from '../../ui/calendar/calendarDays.ts';
import { CalendarTools } from './CalendarTools.tsx';
import { SessionGrid } from './SessionGrid.tsx';
import { MoveAsk } from './MoveAsk.tsx';
import { MoveBar } from './MoveBar.tsx';
import { NewSession } from './NewSession.tsx';
import { filtered, noFilter } from './sessionFilter.ts';
import { SessionPanel } from './SessionPanel.tsx';
import { SessionTable } from './SessionTable.tsx';
import { useCalendarFile } from '../../bridge/useCalendarFile.ts';
import { useMove } from './useMove.ts';
import { useSessionWords } from '../useSessionWords.ts';
import { bandsOf } from './weekBands.ts';
import styles from './Calendar.module.css';

/** Entities whose rows stand behind the sessions. */
const READ = [
  'trainingSession',
  'trainingGroup',
  'groupMember',
  'trainerAbsence',
  'trainer',
  'trainingRoom',
  'businessPeriod',
  'trainingRules',
  'environmentWindow',
];

/** When and where the trainings of a wave are, by month, by week, or one below the other. */
export function CalendarTab(shared: TrainingTabProps) {
  const { overview, open, onGo, hrefOf } = shared;
  const { wave, today, sessions, mayPlan } = overview;
  const { t, format, script } = useLanguage();
  const { run } = useDo();
  const words = useSessionWords(overview);
  const move = useMove();
  const exportTo = useCalendarFile();
  const opened = useMemo(() => openedDay(sessions, open, today), [sessions, open, today]);
  const [view, setView] = useState<CalendarView>('month');
  const [at, setAt] = useState(() => opened?.day ?? nearest(allSessionDays(sessions), today));
  const [filter, setFilter] = useState(() => ({
    ...noFilter,
    mine: !mayPlan && (overview.me !== null || overview.myGroups.length > 0),
  }));
  const [asked, setAsked] = useState<{ session: SessionDay; day: LocalDate } | null>(null);
  const [newOn, setNewOn] = useState<LocalDate | null>(null);
  const openedOn = opened?.day;
  // Whatever is opened, from wherever, is in sight.
  useEffect(() => {
    if (openedOn === undefined) return;
    setAt(openedOn);
    setNewOn(null);
  }, [open, openedOn]);
  const weeks = useMemo(() => weeksAround(view, at), [view, at]);
  const [from, until] = [weeks[0]![0]!, weeks.at(-1)!.at(-1)!];
  const timetable = useCall(
    'timetable.read',
    wave === null ? null : { wave: wave.id, from, until },
    READ,
  ).value;
  const conflicts = timetable?.conflicts ?? {};
  const days = useMemo(() => filtered(overview, filter), [overview, filter]);
  const byDay = useMemo(() => Map.groupBy(days, ({ day }) => day), [days]);
  const bands = useMemo(
    () =>
      timetable === null
        ? []
        : bandsOf(timetable, {
            holiday: (id) => t(`waves:holiday.${id}`),
            window: (label, dataAsOf) =>
              dataAsOf === null
                ? label
                : t('timetable:windowData', { label, day: format.day(dataAsOf, today) }),
          }),
    [timetable, t, format, today],
  );
  const broken = days.filter(({ key }) => conflicts[key]?.some(({ hard }) => hard)).length;
  const count = countTakingPlace(days);

  function drop(day: LocalDate): void {
    const session = move.moving?.session;
    move.end();
    if (session === undefined || session.day === day) return;
    setAt(day);
    // A day off is nobody's rule: moved, it is that day alone.
    if (session.on === null || session.off !== null) moveTo(session, day, 'one');
    else setAsked({ session, day });
  }
  function moveTo(session: SessionDay, day: LocalDate, what: 'one' | 'all'): void {
    setAsked(null);
    const said = (): string =>
      t(what === 'all' ? 'timetable:done.movedSeries' : 'timetable:done.moved', {
        title: session.title,
        day: format.longDay(day),
      });
    const { id, on, from: starts, to } = session;
    if (on === null) {
      void run('timetable.saveSession', { wave: wave!.id, session: id, set: { day } }, said);
      return;
    }
    if (what === 'one') {
      const becomes = { day, from: starts, to };
      onGo('calendar', sessionDayKey(id, on));
      void run('timetable.saveOccurrence', { session: id, on, becomes }, said);
      return;
    }
    const first = sessions.find((one) => one.id === id)!.day;
    const set = { day: addDays(first, daysBetween(on, day)) };
    onGo('calendar', id);
    void run('timetable.saveSession', { wave: wave!.id, session: id, set }, said);
  }
  function openSession(id: string): void {
    setNewOn(null);
    onGo('calendar', id);
  }
  function close(): void {
    setNewOn(null);
    onGo('calendar');
  }
  const panel =
    newOn !== null
      ? {
          label: t('timetable:newSession'),
          onClose: close,
          content: (
            <NewSession
              key={newOn}
              overview={overview}
              day={newOn}
              onMade={openSession}
              onClose={close}
            />
          ),
        }
      : opened === undefined
        ? null
        : {
            label: t('timetable:session'),
            onClose: close,
            content: (
              <SessionPanel
                key={opened.key}
                overview={overview}
                session={opened}
                conflicts={conflicts[opened.key] ?? []}
                onOpen={openSession}
                words={words}
                attendanceHref={hrefOf('attendance', opened.key)}
                groupHref={(group) => hrefOf('groups', group)}
              />
            ),
          };

  return (
    <TrainingFrame
      shared={shared}
      tab="calendar"
      {...(broken > 0 && {
        line: format.line([
          wave !== null && script(wave.label),
          t('training:sessions', {
            count,
            replace: { count: format.number(count) },
          }),
          t('timetable:brokenSessions', {
            count: broken,
            replace: { count: format.number(broken) },
          }),
        ]),
      })}
      actions={
        <>
          {days.length > 0 && (
            <Button
              variant="default"
              onClick={() => void exportTo(wave!.id, [...new Set(days.map(({ id }) => id))])}
            >
              {t('timetable:export')}
            </Button>
          )}
          {mayPlan && <Button onClick={() => setNewOn(at)}>{t('timetable:newSession')}</Button>}
        </>
      }
      panel={panel}
    >
      <CalendarTools
        overview={overview}
        view={view}
        span={
          view === 'week' ? format.range(from, until) : format.monthYear(`${at.slice(0, 7)}-01`)
        }
        filter={filter}
        onView={setView}
        onTurn={(by) => setAt(turned(view, at, by))}
        onToday={() => setAt(today)}
        onFilter={setFilter}
      />
      {days.length === 0 && (
        <Message
          kind="empty"
          {...(sessions.length > 0 && {
            action: { label: t('timetable:showAll'), run: () => setFilter(noFilter) },
          })}
        >
          {t(emptyText(sessions, mayPlan))}
        </Message>
      )}
      {view === 'list' ? (
        days.length > 0 && (
          <SessionTable
            overview={overview}
            sessions={days}
            conflicts={conflicts}
            words={words}
            selected={opened?.key}
            onOpen={openSession}
          />
        )
      ) : (
        <>
          <SessionGrid
            label={t('timetable:title')}
            weeks={weeks}
            month={view === 'month' ? at.slice(0, 7) : null}
            today={today}
            at={at}
            sessions={byDay}
            conflicts={conflicts}
            bands={bands}
            words={words}
            selected={opened?.key}
            mayPlan={mayPlan}
            move={move}
            onAt={setAt}
            onOpen={openSession}
            onNew={setNewOn}
            onDrop={drop}
          />
          {mayPlan && (
            <p className={styles['keys']}>
              <span>
                <Keys keys="enter" /> {t('timetable:keys.into')}
              </span>
              <span>
                <Keys keys="M" /> {t('timetable:keys.move')}
              </span>
              <span>
                <Keys keys="N" /> {t('timetable:keys.new')}
              </span>
            </p>
          )}
        </>
      )}
      {asked !== null && (
        <MoveAsk
          {...asked}
          words={words}
          onChoose={(what) => moveTo(asked.session, asked.day, what)}
          onLeave={() => setAsked(null)}
        />
      )}
      {move.moving !== null && (
        <MoveBar
          moving={move.moving}
          hint={move.hints.get(move.moving.to)}
          words={words}
          known={move.hints.size > 0}
        />
      )}
    </TrainingFrame>
  );
}

/** The day of a session that is open: of a series that is meant as a whole, the next one. */
function openedDay(
  sessions: readonly SessionView[],
  open: string | undefined,
  today: LocalDate,
): SessionDay | undefined {
  if (open === undefined) return undefined;
  const id = open.split('@')[0];
  const days = allSessionDays(sessions.filter((one) => one.id === id));
  return (
    days.find(({ key }) => key === open) ??
    days.find(({ day, status }) => day >= today && status !== 'cancelled') ??
    days[0]
  );
}

/** Today where sessions are around it, else the day of the next one, or of the last. */
function nearest(sessions: readonly SessionDay[], today: LocalDate): LocalDate {
  const month = today.slice(0, 7);
  if (sessions.length === 0 || sessions.some(({ day }) => day.startsWith(month))) return today;
  return (sessions.find(({ day }) => day >= today) ?? sessions.at(-1)!).day;
}

function emptyText(sessions: readonly SessionView[], mayPlan: boolean): string {
  if (sessions.length > 0) return 'timetable:emptyFilter';
  return mayPlan ? 'timetable:emptyPlanner' : 'timetable:empty';
}
