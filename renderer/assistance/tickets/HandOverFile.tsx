import { Button } from '@mantine/core';
import { useState } from 'react';
import { exportToolOf } from '../../../shared/assistance/exportTool.ts';
import {
  exportTools,
  type AssistanceOverview,
  type ExportTool,
  type TicketQuery,
} from '../../../shared/assistance/tickets.contract.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from '../assistance.module.css';
import { whereOf } from '../assistanceTabs.ts';

interface HandOverFileProps {
  readonly overview: AssistanceOverview;
  /** The outside tool that they go to, as the programme calls it. */
  readonly tool: string | null;
  /** Which requests, and how many there are of them. */
  readonly of: { readonly tickets: string[] } | { readonly query: TicketQuery };
  readonly count: number;
  readonly label: string;
}

/** Requests as a file that the outside tool takes in; it is noted that they were handed over. */
export function HandOverFile({ overview, tool, of, count, label }: HandOverFileProps) {
  const { t, format } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const [chosen, setChosen] = useState<ExportTool>(exportToolOf(tool));

  async function handOver(): Promise<void> {
    const asked = { ...whereOf(overview), tool: chosen, ...of };
    const answer = await client.tables('tickets.handOver', asked);
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    if (!answer.ok || answer.value === null) return;
    const { file, rows, noted } = answer.value;
    const written = t('assistance:handOver.written', {
      count: rows,
      file,
      replace: { count: format.number(rows), file },
    });
    const text = t(noted > 0 ? 'assistance:handOver.noted' : 'assistance:handOver.notNoted', {
      written,
    });
    notices.say({ tone: 'quiet', text });
  }

  return (
    <div className={styles['handOver']}>
      <SelectField
        label={t('assistance:handOver.fileFor')}
        value={chosen}
        options={exportTools.map((value) => ({
          value,
          label: t(`assistance:handOver.in.${value}`),
        }))}
        onChange={(value) => setChosen(value as ExportTool)}
      />
      <Button variant="default" disabled={count === 0} onClick={() => void handOver()}>
        {label}
      </Button>
    </div>
  );
}
