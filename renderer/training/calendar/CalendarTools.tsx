import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { CalendarTurn } from '../../ui/calendar/CalendarTurn.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { cx } from '../../ui/cx.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { calendarViews, type CalendarView } from '../../ui/calendar/calendarDays.ts';
import type { SessionFilter } from './sessionFilter.ts';
import styles from './Calendar.module.css';

interface CalendarToolsProps {
  readonly overview: TrainingOverview;
  readonly view: CalendarView;
  /** What of the calendar is shown, in words. */
  readonly span: string;
  readonly filter: SessionFilter;
  readonly onView: (view: CalendarView) => void;
  readonly onTurn: (by: 1 | -1) => void;
  readonly onToday: () => void;
  readonly onFilter: (filter: SessionFilter) => void;
}

/** How the calendar is read, when, and which of it. */
export function CalendarTools(props: CalendarToolsProps) {
  const { overview, view, span, filter, onView, onTurn, onToday, onFilter } = props;
  const { t, label, script } = useLanguage();
  const { tracks, groups, trainers, sites, me, myGroups } = overview;
  const places = sites.flatMap((site) => [
    { value: `site:${site.id}`, label: site.name },
    ...site.rooms.map((room) => ({
      value: `room:${room.id}`,
      label: `${site.town ?? site.name} · ${room.name}`,
    })),
  ]);
  return (
    <>
      <div className={styles['tools']}>
        <Choice
          label={t('timetable:views')}
          value={view}
          options={calendarViews.map((value) => ({ value, label: t(`timetable:view.${value}`) }))}
          onChange={onView}
        />
        {view !== 'list' && (
          <CalendarTurn
            span={span}
            words={{
              today: t('timetable:today'),
              previous: t(`timetable:previous.${view}`),
              next: t(`timetable:next.${view}`),
            }}
            onTurn={onTurn}
            onToday={onToday}
          />
        )}
      </div>
      <div className={styles['tools']} role="group" aria-label={t('timetable:filters')}>
        {(me !== null || myGroups.length > 0) && (
          <Choice
            label={t('timetable:whose')}
            value={filter.mine ? 'mine' : 'all'}
            options={(['all', 'mine'] as const).map((value) => ({
              value,
              label: t(`timetable:${value}`),
            }))}
            onChange={(value) => onFilter({ ...filter, mine: value === 'mine' })}
          />
        )}
        <Filter
          label={t('timetable:track')}
          all={t('timetable:anyTrack')}
          value={filter.track}
          options={tracks.map((one) => ({ value: one.id, label: label(one.label) }))}
          onChange={(track) => onFilter({ ...filter, track })}
        />
        <Filter
          label={t('timetable:group')}
          all={t('timetable:anyGroup')}
          value={filter.group}
          options={groups.map((one) => ({ value: one.id, label: one.label }))}
          onChange={(group) => onFilter({ ...filter, group })}
        />
        <Filter
          label={t('timetable:trainer')}
          all={t('timetable:anyTrainer')}
          value={filter.trainer}
          options={trainers.map((one) => ({ value: one.id, label: script(one.name) }))}
          onChange={(trainer) => onFilter({ ...filter, trainer })}
        />
        <Filter
          label={t('timetable:place')}
          all={t('timetable:anyPlace')}
          value={filter.place}
          options={places}
          onChange={(place) => onFilter({ ...filter, place })}
        />
      </div>
    </>
  );
}

interface FilterProps {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Filter({ label, all, value, options, onChange }: FilterProps) {
  return (
    <select
      className={cx(styles['filter'], value !== '' && styles['filtering'])}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{all}</option>
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  );
}
