import { useEffect, useState, type KeyboardEvent } from 'react';
import type { SheetRow } from '../../../shared/training/attendance.contract.ts';
import type { AttendanceStatus } from '../../../shared/training/attendance.entity.ts';
import { isInPause, isLateAt, lateTimes } from '../../../shared/training/attendance.rules.ts';
import { never } from '../../../shared/kernel/never.ts';
import { rowTarget } from '../../ui/gridMoves.ts';
import { Message } from '../../ui/Message.tsx';
import type { PagePanel } from '../../ui/Page.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { AddPanel } from './AddPanel.tsx';
import { firstHalf, hasUnmarked, statusOfKey, timeAt, type WhichHalf } from './marks.ts';
import { OpinionsPanel } from './OpinionsPanel.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { SheetGrid } from './SheetGrid.tsx';
import { SheetHead } from './SheetHead.tsx';
import { focusRow, rowId, showRow } from './sheetFocus.ts';
import { useSeriesDays } from './useSeriesDays.ts';
import type { SheetDesk } from './useSheet.ts';

type Opened =
  | { readonly kind: 'person' }
  | { readonly kind: 'add'; readonly replaces: string | null }
  | { readonly kind: 'opinions' };

interface SheetViewProps {
  readonly shared: TrainingTabProps;
  readonly desk: SheetDesk;
}

/** The sheet: everybody who is expected or came, marked by key, mouse or finger. */
export function SheetView({ shared, desk }: SheetViewProps) {
  const { sheet, mark, markRest } = desk;
  const { rows, halves, session, today, closed } = sheet;
  const { t } = useLanguage();
  const [which, setWhich] = useState<WhichHalf>(() =>
    firstHalf(sheet, timeAt(Date.now(), shared.overview.timeZone)),
  );
  const [selected, setSelected] = useState(rows[0]?.enrolment ?? null);
  const [opened, setOpened] = useState<Opened | null>(null);
  /** Whose time of arrival is asked for. */
  const [asking, setAsking] = useState<string | null>(null);
  const days = useSeriesDays(shared, session);
  const open = closed === null && sheet.mayRecord;
  const at = Math.max(
    0,
    rows.findIndex(({ enrolment }) => enrolment === selected),
  );
  const current = rows[at];
  const now = () => (session.day === today ? timeAt(Date.now(), shared.overview.timeZone) : null);

  // The list takes the keyboard when the sheet opens: marking begins with the first key.
  useEffect(() => {
    if (open) focusRow(rows[0]?.enrolment ?? null);
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  function go(index: number): void {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    if (row === undefined) return;
    setSelected(row.enrolment);
    focusRow(row.enrolment);
  }

  /** Says how somebody is in a half-day; who is late is asked when they came. */
  function say(row: SheetRow, half: WhichHalf, status: AttendanceStatus | null): void {
    const time = status === 'late' ? now() : null;
    const times = lateTimes(session, half, sheet.pause);
    // Who is late is asked for the time where it is not in the hours of the half-day.
    const isLate =
      time !== null &&
      times !== null &&
      isLateAt(time, times) &&
      !isInPause(time, session, half, sheet.pause);
    const arrivedAt = isLate ? time : null;
    void mark([{ enrolment: row.enrolment, half, status, arrivedAt }]);
    setAsking(status === 'late' ? row.enrolment : null);
  }

  function restPresent(): void {
    void markRest(which);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || current === undefined) return;
    const status = statusOfKey(event);
    const target = rowTarget(event.key, at, rows.length);
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const aside = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
    if (target !== null) go(target);
    else if (aside !== undefined && event.shiftKey) days.turn(aside);
    else if (aside !== undefined) turn(aside);
    else if (event.key === 'Escape' && opened !== null) setOpened(null);
    else if (event.key === 'Enter') setOpened({ kind: 'person' });
    else if (event.key === 'n' || event.key === '+') setOpened({ kind: 'add', replaces: null });
    else if (!open) return;
    else if (event.shiftKey && status === 'present') restPresent();
    else if (event.key === 'Delete' || event.key === 'Backspace') say(current, which, null);
    else if (status !== null && !event.shiftKey) {
      say(current, which, status);
      if (status !== 'late') go(at + 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function turn(by: number): void {
    const all: readonly WhichHalf[] = halves.length > 1 ? [...halves, 'all'] : halves;
    const next = all[all.indexOf(which) + by];
    if (next !== undefined) setWhich(next);
  }

  function panel(): PagePanel | null {
    if (opened === null) return null;
    const onClose = () => {
      setOpened(null);
      focusRow(selected);
    };
    switch (opened.kind) {
      case 'person':
        return current === undefined
          ? null
          : {
              label: current.name,
              onClose,
              content: (
                <PersonPanel
                  key={current.enrolment}
                  overview={shared.overview}
                  desk={desk}
                  row={current}
                  which={which}
                  onNext={() => {
                    const next = rows[at + 1]?.enrolment ?? selected;
                    setSelected(next);
                    showRow(next);
                  }}
                  onReplace={() => setOpened({ kind: 'add', replaces: current.enrolment })}
                />
              ),
            };
      case 'add':
        return {
          label: t('attendance:add.title'),
          onClose,
          content: (
            <AddPanel
              key={opened.replaces}
              desk={desk}
              which={which}
              replaces={rows.find(({ enrolment }) => enrolment === opened.replaces) ?? null}
              onAdded={(enrolment) => {
                setSelected(enrolment);
                setOpened(null);
                // Once their row is drawn.
                requestAnimationFrame(() => focusRow(enrolment));
              }}
            />
          ),
        };
      case 'opinions':
        return {
          label: t('attendance:opinions.title'),
          onClose,
          content: <OpinionsPanel session={session.key} />,
        };
      default:
        return never(opened);
    }
  }

  return (
    <TrainingFrame shared={shared} tab="attendance" panel={panel()}>
      <SheetHead
        shared={shared}
        sheet={sheet}
        days={days}
        which={which}
        onWhich={(half) => {
          setWhich(half);
          // What was chosen is for the keys that follow.
          focusRow(current?.enrolment ?? null);
        }}
        onRest={open && hasUnmarked(rows, halves, which) ? restPresent : null}
        onAdd={open ? () => setOpened({ kind: 'add', replaces: null }) : null}
        onOpinions={() => setOpened({ kind: 'opinions' })}
      />
      {rows.length === 0 ? (
        <Message
          kind="empty"
          action={
            open
              ? {
                  label: t('attendance:add.title'),
                  run: () => setOpened({ kind: 'add', replaces: null }),
                }
              : undefined
          }
        >
          {t(sheet.partial ? 'attendance:nobodySeen' : 'attendance:nobody')}
        </Message>
      ) : (
        <SheetGrid
          sheet={sheet}
          onKeyDown={onKeyDown}
          which={which}
          selected={selected}
          asking={asking}
          disabled={!open}
          onSelect={setSelected}
          onOpen={(enrolment) => {
            setSelected(enrolment);
            setOpened({ kind: 'person' });
          }}
          onMark={(row, half, status) => {
            setSelected(row.enrolment);
            if (status !== 'late') document.getElementById(rowId(row.enrolment))?.focus();
            say(row, half, status);
          }}
          onTime={(row, half, arrivedAt) => {
            // Asked for the whole day, the time says which half-day was missed.
            const whole = asking === row.enrolment && which === 'all';
            return mark([
              { enrolment: row.enrolment, half: whole ? 'all' : half, status: 'late', arrivedAt },
            ]);
          }}
          onTimeLeft={(row) => {
            setAsking(null);
            go(rows.indexOf(row) + 1);
          }}
        />
      )}
    </TrainingFrame>
  );
}
