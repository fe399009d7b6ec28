import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BlockerDetail, BlockerRegister } from '../../../shared/tutoring/blockers.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { SelectField } from '../../ui/fields.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Blockers.module.css';

interface BlockerWaysProps {
  readonly blocker: BlockerDetail;
  readonly register: BlockerRegister;
  readonly onOpen: (id: string) => void;
}

/** What may come of a blocker: a change of the kit, an article, or one blocker of two. */
export function BlockerWays({ blocker, register, onOpen }: BlockerWaysProps) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const [text, setText] = useState<string | null>(null);
  const [into, setInto] = useState<string | null>(null);
  const { id } = blocker;
  const others = register.rows.filter((row) => row.id !== id);

  async function propose(): Promise<void> {
    const done = await run('blockers.propose', { id, text: (text ?? '').trim() }, () =>
      t('blockers:done.proposed'),
    );
    if (done !== null) setText(null);
  }
  async function merge(): Promise<void> {
    const done = await run('blockers.merge', { id, into: into ?? '' }, () =>
      t('blockers:done.merged'),
    );
    if (done !== null) onOpen(into ?? '');
  }
  if (text !== null) {
    return (
      <section className={styles['section']}>
        <h3 className={styles['heading']}>{t('blockers:do.propose')}</h3>
        <TextArea
          aria-label={t('blockers:proposalText')}
          value={text}
          maxLength={4_000}
          autoFocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={styles['row']}>
          <Button
            size="compact-sm"
            disabled={busy || text.trim() === ''}
            onClick={() => void propose()}
          >
            {t('blockers:do.send')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => setText(null)}>
            {t('blockers:giveUp')}
          </Button>
        </div>
      </section>
    );
  }
  if (into !== null) {
    return (
      <section className={styles['section']}>
        <SelectField
          label={t('blockers:mergeInto')}
          hint={t('blockers:mergeHint')}
          value={into}
          options={[
            { value: '', label: t('blockers:choose') },
            ...others.map((row) => ({ value: row.id, label: row.title })),
          ]}
          onChange={setInto}
        />
        <div className={styles['row']}>
          <Button size="compact-sm" disabled={busy || into === ''} onClick={() => void merge()}>
            {t('blockers:do.merge')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => setInto(null)}>
            {t('blockers:giveUp')}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section className={styles['section']}>
      <h3 className={styles['heading']}>{t('blockers:ways')}</h3>
      {blocker.proposal !== null && <p className={styles['quiet']}>{t('blockers:isProposed')}</p>}
      {blocker.article !== null && <p className={styles['quiet']}>{t('blockers:hasArticle')}</p>}
      <div className={styles['row']}>
        {register.mayPropose && blocker.proposal === null && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setText([blocker.title, blocker.answer].filter(Boolean).join('\n'))}
          >
            {t('blockers:do.propose')}
          </Button>
        )}
        {blocker.article === null && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            onClick={() => void run('blockers.article', { id }, () => t('blockers:done.article'))}
          >
            {t('blockers:do.article')}
          </Button>
        )}
        {others.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => setInto('')}>
            {t('blockers:do.mergeBegin')}
          </Button>
        )}
      </div>
    </section>
  );
}
