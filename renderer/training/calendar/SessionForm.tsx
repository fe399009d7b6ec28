import type { SessionDraft, SessionValues } from '../../../shared/training/timetable.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { trainingModes } from '../../../shared/training/trainingValues.ts';
import { CommitArea, CommitField, DateField, SelectField } from '../../ui/fields.tsx';
import { ManyField } from '../../ui/ManyField.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { SeriesFields } from './SeriesFields.tsx';
import styles from './Calendar.module.css';

interface SessionFormProps {
  readonly overview: TrainingOverview;
  readonly values: Readonly<SessionDraft>;
  /** Whether the timetable may be changed, and whether what happened may be written down. */
  readonly mayPlan: boolean;
  readonly mayRecord: boolean;
  readonly onSet: (set: SessionValues) => void;
  readonly onTitle?: ((title: string) => void) | undefined;
}

/** When, where, with whom and for whom a session is. */
export function SessionForm(props: SessionFormProps) {
  const { overview, values, mayPlan, mayRecord, onSet, onTitle } = props;
  const { t, label, script } = useLanguage();
  const { tracks, groups, trainers, sites } = overview;
  const rooms = sites.find(({ id }) => id === values.site)?.rooms ?? [];
  const modules = tracks.find(({ id }) => id === values.track)?.modules ?? [];
  const nothing = { value: '', label: t('timetable:none') };
  const module = (id: string): SessionValues => {
    const found = modules.find((one) => one.id === id);
    return found === undefined
      ? { module: null }
      : {
          module: id,
          title: label(found.title),
          mode: found.mode,
          trainingBase: found.trainingBase,
        };
  };
  return (
    <>
      <ManyField
        label={t('timetable:groupsHead')}
        add={t('timetable:addGroup')}
        values={values.groups}
        disabled={!mayPlan}
        options={groups.map((one) => ({ value: one.id, label: one.label }))}
        onChange={(all) => onSet({ groups: [...all] })}
      />
      <div className={styles['fields']}>
        <DateField
          label={t(values.repeats === null ? 'timetable:day' : 'timetable:series.first')}
          value={values.day}
          today={overview.today}
          disabled={!mayPlan}
          required
          onCommit={(day) => day !== null && onSet({ day })}
        />
        <SelectField
          label={t('timetable:modeLabel')}
          value={values.mode}
          disabled={!mayPlan}
          options={trainingModes.map((value) => ({ value, label: t(`timetable:mode.${value}`) }))}
          onChange={(mode) => onSet({ mode: mode as SessionValues['mode'] })}
        />
        <TimeField
          label={t('timetable:from')}
          value={values.from}
          disabled={!mayPlan}
          onCommit={(from) => onSet({ from })}
        />
        <TimeField
          label={t('timetable:to')}
          value={values.to}
          disabled={!mayPlan}
          wrong={values.to <= values.from ? t('timetable:endsFirst') : undefined}
          onCommit={(to) => onSet({ to })}
        />
        <SelectField
          label={t('timetable:site')}
          value={values.site ?? ''}
          disabled={!mayPlan}
          options={[nothing, ...sites.map((one) => ({ value: one.id, label: one.name }))]}
          onChange={(site) => onSet({ site: site || null })}
        />
        <SelectField
          label={t('timetable:room')}
          value={values.room ?? ''}
          disabled={!mayPlan || rooms.length === 0}
          options={[nothing, ...rooms.map((one) => ({ value: one.id, label: one.name }))]}
          onChange={(room) => onSet({ room: room || null })}
        />
        <SelectField
          label={t('timetable:track')}
          value={values.track ?? ''}
          disabled={!mayPlan}
          options={[nothing, ...tracks.map((one) => ({ value: one.id, label: label(one.label) }))]}
          onChange={(track) => onSet({ track: track || null })}
        />
        <SelectField
          label={t('timetable:module')}
          value={values.module ?? ''}
          disabled={!mayPlan || modules.length === 0}
          options={[nothing, ...modules.map((one) => ({ value: one.id, label: label(one.title) }))]}
          onChange={(id) => onSet(module(id))}
        />
      </div>
      {mayPlan && overview.wave !== null && (
        <SeriesFields
          wave={overview.wave.id}
          today={overview.today}
          values={values}
          onSet={(repeats) => onSet({ repeats })}
        />
      )}
      <CommitField
        label={t('timetable:what')}
        value={values.title}
        maxLength={400}
        disabled={!mayPlan}
        required
        onCommit={(title) => title !== null && onSet({ title })}
        onType={onTitle}
      />
      <ManyField
        label={t('timetable:trainers')}
        add={t('timetable:addTrainer')}
        values={values.trainers}
        disabled={!mayPlan}
        options={trainers.map((one) => ({ value: one.id, label: script(one.name) }))}
        onChange={(all) => onSet({ trainers: [...all] })}
      />
      <CommitField
        label={t('timetable:link')}
        value={values.link}
        type="url"
        maxLength={400}
        disabled={!mayRecord}
        onCommit={(link) => onSet({ link })}
      />
      <CommitArea
        label={t('timetable:note')}
        value={values.note}
        maxLength={4_000}
        disabled={!mayRecord}
        onCommit={(note) => onSet({ note })}
      />
    </>
  );
}
