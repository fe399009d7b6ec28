import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ArticleView } from '../../shared/knowledge/knowledge.contract.ts';
import { useDo } from '../bridge/useDo.ts';
import { SelectField } from '../ui/fields.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './Knowledge.module.css';

interface PublishFormProps {
  readonly article: ArticleView;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** Publishes an article, saying what is new in it, and where a proposed one goes. */
export function PublishForm({ article, onDone, onClose }: PublishFormProps) {
  const { t, script } = useLanguage();
  const { run, busy } = useDo();
  const { id, publishTo, number } = article;
  const [place, setPlace] = useState(publishTo[0]!.scope);
  const [changes, setChanges] = useState('');

  async function publish(): Promise<void> {
    const input = { id, place, changes: changes.trim() || null };
    const done = await run('knowledge.publish', input, () => t('knowledge:done.published'));
    if (done !== null) onDone(done.id);
  }
  return (
    <section className={styles['announcement']} aria-label={t('knowledge:do.publish')}>
      {publishTo.length > 1 && (
        <SelectField
          label={t('knowledge:publishTo')}
          value={place}
          options={publishTo.map(({ scope, label }) => ({ value: scope, label: script(label) }))}
          onChange={setPlace}
        />
      )}
      {number !== null && (
        <TextArea
          aria-label={t('knowledge:changes')}
          placeholder={t('knowledge:changes')}
          value={changes}
          maxLength={2_000}
          autoFocus
          onChange={(event) => setChanges(event.currentTarget.value)}
        />
      )}
      <div className={styles['row']}>
        <Button size="compact-sm" disabled={busy} onClick={() => void publish()}>
          {t('knowledge:do.publish')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onClose}>
          {t('knowledge:giveUp')}
        </Button>
      </div>
    </section>
  );
}
