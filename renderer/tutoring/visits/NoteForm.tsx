import { Button } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { entryKinds } from '../../../shared/tutoring/logEntry.entity.ts';
import type { VisitLine } from '../../../shared/tutoring/visits.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { Choice } from '../../ui/Choice.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Visits.module.css';

const NEW = 'new';
/** So many letters say what a line is about. */
const TELLING = 4;

/** A line of a visit; a difficulty may be a case of a blocker that is known, or of a new one. */
export function NoteForm({ visit, wave }: { readonly visit: string; readonly wave: string }) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const [kind, setKind] = useState<VisitLine['kind']>('difficulty');
  const [text, setText] = useState('');
  const [blocker, setBlocker] = useState('');
  const isDifficulty = kind === 'difficulty';
  const asked = isDifficulty && text.trim().length >= TELLING ? { wave, text } : null;
  const { value } = useCall('blockers.similar', asked, ['blocker', 'blockerReport']);
  const similar = asked === null ? [] : (value ?? []);
  const chosen = blocker === NEW || similar.some(({ id }) => id === blocker) ? blocker : '';

  async function note(): Promise<void> {
    const of = !isDifficulty || chosen === '' ? null : chosen === NEW ? NEW : { id: chosen };
    const input = { visit, kind, text: text.trim(), blocker: of } as const;
    const done = await run('visits.note', input, () => t('blockers:visit.done.noted'));
    if (done === null) return;
    setText('');
    setBlocker('');
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || text.trim() === '') return;
    event.preventDefault();
    void note();
  }
  return (
    <section className={styles['note']} aria-label={t('blockers:visit.note')}>
      <Choice
        label={t('blockers:visit.kindLabel')}
        value={kind}
        options={entryKinds.map((value) => ({ value, label: t(`blockers:visit.kind.${value}`) }))}
        onChange={setKind}
      />
      <TextArea
        aria-label={t('blockers:visit.note')}
        placeholder={t('blockers:visit.noteHint')}
        value={text}
        maxLength={4_000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {isDifficulty && (
        <SelectField
          label={t('blockers:visit.blocker')}
          value={chosen}
          options={[
            { value: '', label: t('blockers:visit.noBlocker') },
            ...similar.map(({ id, title }) => ({ value: id, label: title })),
            { value: NEW, label: t('blockers:visit.newBlocker') },
          ]}
          onChange={setBlocker}
        />
      )}
      <div className={styles['row']}>
        <Button size="compact-sm" disabled={busy || text.trim() === ''} onClick={() => void note()}>
          {t('blockers:visit.do.note')}
        </Button>
      </div>
    </section>
  );
}
