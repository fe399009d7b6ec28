import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { WaveView } from '../../shared/wave/waves.contract.ts';
import { useFirstField } from '../ui/useFirstField.ts';
import { DateField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { useCall } from '../bridge/useCall.ts';
import { useDo } from '../bridge/useDo.ts';
import styles from './waves.module.css';

/** Schools that are listed at once; searching finds the others. */
const SHOWN = 200;

/** Adds schools to a wave: those of the programme that have no place yet. */
export function AddSchools({ wave, onDone }: { wave: WaveView; onDone: () => void }) {
  const { t, format, placed } = useLanguage();
  const { one, many } = useTerms(wave.programme.id);
  const { run, busy } = useDo();
  const form = useFirstField<HTMLFormElement>();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [joinedOn, setJoinedOn] = useState(wave.today);
  const [reason, setReason] = useState('');
  const isLate = wave.openedOn !== null;
  const isList = wave.kind === 'waiting';
  const { value } = useCall(
    'waves.schools',
    { wave: wave.id, offset: 0, limit: SHOWN, ...(search === '' ? {} : { search }) },
    ['establishment', 'waveMembership'],
  );
  const rows = value?.rows ?? [];

  async function join(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await run(
      'waves.join',
      {
        wave: wave.id,
        establishments: [...chosen],
        joinedOn,
        status: isList ? 'candidate' : 'informed',
        ...(reason.trim() === '' ? {} : { reason }),
      },
      ({ joined }) => t('waves:said.joined', { n: joined }),
    );
    if (done !== null) onDone();
  }

  return (
    <form ref={form} className={styles['panel']} onSubmit={(event) => void join(event)}>
      <h2>{t('waves:do.addSchools', { schools: many('establishment') })}</h2>
      <TextInput
        label={t('waves:members.search', { school: one('establishment') })}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {value !== null && rows.length === 0 && (
        <p className={styles['note']}>{t('waves:empty.schools')}</p>
      )}
      {rows.length > 0 && (
        <>
          <div className={styles['row']}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setChosen(new Set([...chosen, ...rows.map(({ id }) => id)]))}
            >
              {t('waves:members.all', { n: format.number(rows.length) })}
            </Button>
            <span role="status">{t('waves:members.chosen', { n: chosen.size })}</span>
          </div>
          <ul className={styles['list']}>
            {rows.map((school) => (
              <li key={school.id}>
                <Checkbox
                  py={6}
                  label={placed(school)}
                  checked={chosen.has(school.id)}
                  onChange={(event) => {
                    const next = new Set(chosen);
                    if (event.currentTarget.checked) next.add(school.id);
                    else next.delete(school.id);
                    setChosen(next);
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <DateField
        required
        label={t('waves:col.joinedOn')}
        value={joinedOn || null}
        onCommit={(day) => setJoinedOn(day ?? '')}
      />
      <TextInput
        label={t(isLate ? 'waves:members.lateReason' : 'waves:postpone.reason')}
        required={isLate}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={styles['row']}>
        <Button type="submit" loading={busy} disabled={chosen.size === 0}>
          {t('waves:do.add')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('waves:do.cancel')}
        </Button>
      </div>
    </form>
  );
}
