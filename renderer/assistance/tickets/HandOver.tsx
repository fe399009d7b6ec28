import { Button } from '@mantine/core';
import { useState } from 'react';
import { handOver } from '../../../shared/assistance/handOver.ts';
import type {
  AssistanceOverview,
  TicketDetail,
} from '../../../shared/assistance/tickets.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { copyText } from '../../ui/copyText.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from '../assistance.module.css';
import { HandOverFile } from './HandOverFile.tsx';
import { TextField } from './TextField.tsx';

interface HandOverProps {
  readonly overview: AssistanceOverview;
  readonly read: TicketDetail;
}

/** A request as it is copied into the outside tool, and its number there. */
export function HandOver({ overview, read }: HandOverProps) {
  const { t, language, format } = useLanguage();
  const { run, busy } = useDo();
  const [number, setNumber] = useState('');
  const [copied, setCopied] = useState<'title' | 'body' | null>(null);
  const text = handOver(
    overview.rules,
    {
      ...read.values,
      id: read.id,
      school: read.school,
      // The level that it was first addressed to is in its title.
      level: read.level,
    },
    language,
  );
  if (!read.may.includes('file')) return null;
  const copy = (what: 'title' | 'body'): void => {
    if (copyText(text[what])) setCopied(what);
  };
  return (
    <section className={styles['act']}>
      <h3>
        {t('assistance:handOver.title', { tool: text.tool ?? t('assistance:handOver.tool') })}
      </h3>
      {text.service !== null && (
        <p className={styles['note']}>
          {t('assistance:handOver.service', { service: text.service })}
        </p>
      )}
      {/* It scrolls: the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles['handed']} tabIndex={0} aria-label={t('assistance:handOver.text')}>
        {text.title}
        {'\n\n'}
        {text.body}
      </pre>
      <div className={styles['row']}>
        {(['title', 'body'] as const).map((what) => (
          <Button key={what} size="compact-sm" variant="default" onClick={() => copy(what)}>
            {t(copied === what ? 'assistance:handOver.copied' : `assistance:handOver.copy.${what}`)}
          </Button>
        ))}
      </div>
      {read.files > 0 && (
        <p className={styles['note']}>
          {t('assistance:handOver.files', {
            count: read.files,
            replace: { count: format.number(read.files) },
          })}
        </p>
      )}
      <HandOverFile
        overview={overview}
        tool={text.tool}
        of={{ tickets: [read.id] }}
        count={1}
        label={t('assistance:handOver.asFile')}
      />
      <form
        className={styles['row']}
        onSubmit={(event) => {
          event.preventDefault();
          if (number.trim() === '') return;
          void run(
            'tickets.act',
            { ticket: read.id, move: 'file', text: null, level: null, tool: text.tool, number },
            () => t('assistance:said.file'),
          );
        }}
      >
        <TextField label={t('assistance:handOver.number')} value={number} onChange={setNumber} />
        <Button
          type="submit"
          size="compact-sm"
          variant="default"
          disabled={busy || number.trim() === ''}
        >
          {t('assistance:act.file')}
        </Button>
      </form>
    </section>
  );
}
