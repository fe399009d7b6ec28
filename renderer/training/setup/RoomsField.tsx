import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { NumberField } from './NumberField.tsx';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

interface RoomsFieldProps {
  readonly wave: string;
  readonly site: TrainingSetup['sites'][number];
  readonly disabled: boolean;
}

const SEATS = 20;
const MOST_SEATS = 5_000;

/** The rooms of a place with their seats; written at once. */
export function RoomsField({ wave, site, disabled }: RoomsFieldProps) {
  const { t } = useLanguage();
  const { run, busy, saved } = useSetupDo(wave);
  const [draft, setDraft] = useState<{ name: string | null; seats: number | null }>({
    name: null,
    seats: SEATS,
  });
  const isSeats = (seats: number | null): seats is number =>
    seats !== null && seats >= 1 && seats <= MOST_SEATS && seats % 1 === 0;
  const save = (id: string, set: { name?: string; seats?: number }): void =>
    void run('trainingSetup.saveRoom', { wave, site: site.id, id, set }, saved);

  async function add(): Promise<void> {
    const { name, seats } = draft;
    if (name === null || !isSeats(seats)) return;
    const input = { wave, site: site.id, set: { name, seats } };
    const made = await run('trainingSetup.saveRoom', input, saved);
    if (made !== null) setDraft({ name: null, seats: SEATS });
  }
  return (
    <section className={styles['section']} aria-label={t('trainingSetup:rooms')}>
      <h3 className={styles['heading']}>{t('trainingSetup:rooms')}</h3>
      {site.rooms.length === 0 && <p className={styles['quiet']}>{t('trainingSetup:noRooms')}</p>}
      {site.rooms.map((room) => (
        <div key={room.id} className={styles['room']}>
          <CommitField
            inTable
            label={t('trainingSetup:roomName', { name: room.name })}
            value={room.name}
            maxLength={120}
            required
            disabled={disabled}
            onCommit={(name) => name !== null && save(room.id, { name })}
          />
          <CommitField
            inTable
            label={t('trainingSetup:seatsOf', { name: room.name })}
            type="number"
            min={1}
            max={MOST_SEATS}
            value={room.seats === null ? null : String(room.seats)}
            required
            disabled={disabled}
            onCommit={(text) => {
              const seats = Number(text);
              if (isSeats(seats)) save(room.id, { seats });
            }}
          />
          {!disabled && (
            <button
              type="button"
              className={styles['icon']}
              aria-label={t('trainingSetup:drop', { name: room.name })}
              onClick={() =>
                void run('trainingSetup.remove', { wave, kind: 'room', id: room.id }, () =>
                  t('trainingSetup:done.removed'),
                )
              }
            >
              <IconX size={16} aria-hidden="true" />
            </button>
          )}
        </div>
      ))}
      {!disabled && (
        <>
          <div className={styles['fields']}>
            <CommitField
              label={t('trainingSetup:newRoom')}
              value={draft.name}
              maxLength={120}
              onCommit={(name) => setDraft({ ...draft, name })}
            />
            <NumberField
              label={t('trainingSetup:seats')}
              value={draft.seats}
              min={1}
              max={MOST_SEATS}
              disabled={false}
              onCommit={(seats) => setDraft({ ...draft, seats })}
            />
          </div>
          <div className={styles['row']}>
            <Button
              variant="default"
              size="compact-sm"
              disabled={busy || draft.name === null || !isSeats(draft.seats)}
              onClick={() => void add()}
            >
              {t('trainingSetup:addRoom')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
