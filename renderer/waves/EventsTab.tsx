import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { waveEventKinds } from '../../shared/wave/waveEvent.entity.ts';
import type { WaveEventView, WaveView } from '../../shared/wave/waves.contract.ts';
import { Message } from '../ui/Message.tsx';
import { Tag } from '../ui/Tag.tsx';
import { DateField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useDo } from '../bridge/useDo.ts';
import type { Panel } from './panel.ts';
import styles from './waves.module.css';

interface EventsTabProps {
  readonly wave: WaveView;
  readonly setPanel: (panel: Panel) => void;
  readonly close: () => void;
}

/** The time line of a wave, event by event; each is changed in the panel beside it. */
export function EventsTab({ wave, setPanel, close }: EventsTabProps) {
  const { t, format, script } = useLanguage();
  const days = ({ happensOn, plannedOn }: WaveEventView) =>
    format.days(plannedOn === null ? [] : [happensOn, plannedOn], wave.today);
  const edit = (event: WaveEventView | null) =>
    setPanel({
      label: t('waves:event.title'),
      content: <EventForm key={event?.id ?? 'new'} wave={wave} event={event} onDone={close} />,
    });
  const add = { label: t('waves:event.add'), run: () => edit(null) };
  if (wave.events.length === 0) {
    return (
      <Message kind="empty" action={wave.mayEdit ? add : undefined}>
        {t('waves:empty.events')}
      </Message>
    );
  }
  return (
    <>
      {wave.mayEdit && (
        <div className={styles['row']}>
          <Button size="sm" onClick={add.run}>
            {add.label}
          </Button>
        </div>
      )}
      <ol className={styles['list']}>
        {wave.events.map((event) => (
          <li key={event.id}>
            <button
              type="button"
              className={styles['line']}
              disabled={!wave.mayEdit}
              onClick={() => edit(event)}
            >
              <span className={styles['figure']}>
                {event.happensOn === null ? '—' : days(event)(event.happensOn)}
              </span>
              <span>
                <Tag tone="plain">{t(`waves:event.kinds.${event.kind}`)}</Tag>
              </span>
              <span>
                <bdi>{script(event.label)}</bdi>
                {event.audience !== null && (
                  <span className={styles['note']}>
                    {' '}
                    · <bdi>{event.audience}</bdi>
                  </span>
                )}
              </span>
              <span className={styles['note']}>
                {event.plannedOn !== null &&
                  t('waves:event.planned', { day: days(event)(event.plannedOn) })}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

interface EventFormProps {
  readonly wave: WaveView;
  readonly event: WaveEventView | null;
  readonly onDone: () => void;
}

function EventForm({ wave, event, onDone }: EventFormProps) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const [happensOn, setHappensOn] = useState(event?.happensOn ?? wave.today);
  const [kind, setKind] = useState(event?.kind ?? 'mail');
  const [label, setLabel] = useState(event?.label ?? '');
  const [audience, setAudience] = useState(event?.audience ?? '');

  async function save(submit: FormEvent): Promise<void> {
    submit.preventDefault();
    const saved = await run(
      'waves.saveEvent',
      {
        wave: wave.id,
        ...(event === null ? {} : { event: event.id }),
        happensOn,
        kind,
        label,
        audience: audience.trim() === '' ? null : audience,
      },
      () => t('waves:said.event'),
    );
    if (saved !== null) onDone();
  }
  async function remove(): Promise<void> {
    if (event === null) return;
    await run('waves.removeEvent', { wave: wave.id, event: event.id }, () =>
      t('waves:said.eventRemoved'),
    );
    onDone();
  }
  return (
    <form className={styles['panel']} onSubmit={(submit) => void save(submit)}>
      <h2>{t(event === null ? 'waves:event.add' : 'waves:event.title')}</h2>
      <DateField
        required
        label={t('waves:event.day')}
        value={happensOn || null}
        onCommit={(day) => setHappensOn(day ?? '')}
      />
      <NativeSelect
        label={t('waves:event.kind')}
        value={kind}
        data={waveEventKinds.map((value) => ({ value, label: t(`waves:event.kinds.${value}`) }))}
        onChange={(change) => setKind(change.currentTarget.value as typeof kind)}
      />
      <TextInput
        required
        label={t('waves:event.label')}
        maxLength={400}
        value={label}
        onChange={(change) => setLabel(change.currentTarget.value)}
      />
      <TextInput
        label={t('waves:event.audience')}
        maxLength={400}
        value={audience}
        onChange={(change) => setAudience(change.currentTarget.value)}
      />
      <div className={styles['row']}>
        <Button type="submit" loading={busy}>
          {t('waves:do.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('waves:do.cancel')}
        </Button>
        {event !== null && (
          <Button variant="subtle" color="red" onClick={() => void remove()}>
            {t('waves:do.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
