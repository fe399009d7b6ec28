import { Button } from '@mantine/core';
import { useState } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { templateProblemText } from '../../shared/templates/template.problems.ts';
import type { Choice } from '../../shared/templates/compare.ts';
import type {
  ComparisonView,
  MergeReport,
  TemplateView,
} from '../../shared/templates/templates.contract.ts';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { DifferenceRow } from './DifferenceRow.tsx';
import { EntryDifferenceRow } from './EntryDifferenceRow.tsx';
import { EffectFigures } from './EffectFigures.tsx';
import { TEMPLATE_ENTITIES } from './templates.words.ts';
import { useAct } from './useAct.ts';
import styles from './templates.module.css';

interface CompareViewProps {
  readonly view: TemplateView;
  readonly version: string;
  /** Words of the button that closes it, where it does not lead to the versions. */
  readonly back?: string | undefined;
  readonly onUndo: (version: string) => Promise<void>;
  readonly onClose: () => void;
}

/** What a version changes in the running kits: difference by difference, in figures, and its merge. */
export function CompareView({ view, version, back, onUndo, onClose }: CompareViewProps) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const { run, busy } = useAct();
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const [report, setReport] = useState<MergeReport | null>(null);
  const programme = view.programme.id;
  const input = report === null ? { programme, version, answers: chosen } : null;
  const { value, failure, reload } = useCall('templates.compare', input, [
    ...TEMPLATE_ENTITIES,
    'kitStep',
  ]);

  if (report !== null) {
    return (
      <Merged
        report={report}
        onClose={onClose}
        onUndo={async () => {
          await onUndo(version);
          onClose();
        }}
      />
    );
  }
  if (failure !== null) {
    return (
      <>
        <Message kind="error" action={{ label: t('retry'), run: () => void reload() }}>
          {failureWords(t, failure)}
        </Message>
        <Back back={back} onClose={onClose} />
      </>
    );
  }
  if (value === null) return <p aria-busy="true">{t('templates:comparing')}</p>;
  const { differences, entries, effects, problems, local, titles } = value;
  const conflicts = [...differences, ...entries].filter(({ conflict }) => conflict !== null);
  const names = { ...value.frame, titles };
  // What is recommended stands chosen already: it is an answer like any other once one merges.
  const answers = Object.fromEntries(
    conflicts.map(({ id, recommended }) => [id, chosen[id] ?? recommended]),
  );
  const merge = async () => {
    const done = await run(
      () => client.call('templates.merge', { programme, version, answers }),
      () => null,
    );
    if (done !== null) setReport(done);
  };
  return (
    <div className={styles['compare']}>
      <div className={styles['bar']}>
        <h2>
          {value.from === null
            ? t('templates:compare.titleFirst', { to: value.to })
            : t('templates:compare.title', { from: value.from, to: value.to })}
        </h2>
        <Back back={back} onClose={onClose} />
      </div>
      <section className={styles['summary']} aria-label={t('templates:compare.effects')}>
        <p>
          {t('templates:count.differences', { count: differences.length + entries.length })}
          {conflicts.length > 0 &&
            ` · ${t('templates:count.conflicts', { count: conflicts.length })}`}
        </p>
        <EffectFigures effect={effects} programme={programme} />
        {!value.baseKnown && <p className={styles['note']}>{t('templates:compare.noBase')}</p>}
        {problems.length > 0 && (
          <ul className={styles['warn']} role="alert">
            {problems.map((problem) => (
              <li key={`${problem.type} ${problem.at} ${problem.detail}`}>
                {templateProblemText(t, problem)}
              </li>
            ))}
          </ul>
        )}
        {view.mayEdit && (
          <div className={styles['row']}>
            <Button loading={busy} disabled={problems.length > 0} onClick={() => void merge()}>
              {t('templates:do.merge')}
            </Button>
            <span className={styles['note']} role="status">
              {t(busy ? 'templates:compare.merging' : 'templates:compare.mergeHelp')}
            </span>
          </div>
        )}
      </section>
      {entries.length > 0 && (
        <ul className={styles['differences']} aria-label={t('templates:entry.differences')}>
          {entries.map((difference) => (
            <EntryDifferenceRow
              key={difference.id}
              difference={difference}
              names={names}
              choice={answers[difference.id] ?? null}
              mayChoose={view.mayEdit && !busy}
              onChoose={(choice) => setChosen((now) => ({ ...now, [difference.id]: choice }))}
            />
          ))}
        </ul>
      )}
      {differences.length + entries.length === 0 && (
        <Message kind="empty">{t('templates:empty.differences')}</Message>
      )}
      {differences.length > 0 && (
        <ul className={styles['differences']} aria-label={t('templates:compare.list')}>
          {differences.map((difference) => (
            <DifferenceRow
              key={difference.id}
              difference={difference}
              names={names}
              programme={programme}
              choice={answers[difference.id] ?? null}
              mayChoose={view.mayEdit && !busy}
              onChoose={(choice) => setChosen((now) => ({ ...now, [difference.id]: choice }))}
            />
          ))}
        </ul>
      )}
      {local.length > 0 && (
        <details className={styles['note']}>
          <summary>{t('templates:compare.local', { count: local.length })}</summary>
          <LocalTitles local={local} />
        </details>
      )}
    </div>
  );
}

function LocalTitles({ local }: Pick<ComparisonView, 'local'>) {
  const { t, label, format } = useLanguage();
  return (
    <ul>
      {local.map(({ id, title, kinds }) => (
        <li key={id}>
          <bdi>{label(title)}</bdi>
          {' — '}
          {format.list(kinds.map((kind) => t(`templates:kind.${kind}`)))}
        </li>
      ))}
    </ul>
  );
}

function Back({ back, onClose }: Pick<CompareViewProps, 'back' | 'onClose'>) {
  const { t } = useLanguage();
  return (
    <Button variant="default" onClick={onClose}>
      {back ?? t('templates:do.back')}
    </Button>
  );
}

interface MergedProps {
  readonly report: MergeReport;
  readonly onUndo: () => Promise<void>;
  readonly onClose: () => void;
}

/** What a merge has done. */
function Merged({ report, onUndo, onClose }: MergedProps) {
  const { t } = useLanguage();
  return (
    <section className={styles['summary']} role="status">
      <h2>{t('templates:said.merged', { version: report.version })}</h2>
      <p>
        {t('templates:count.written', { count: report.actions })} ·{' '}
        {t('templates:count.steps', { count: report.steps })}
      </p>
      <EffectFigures effect={report.effects} programme={report.programme} />
      <p className={styles['note']}>{t('templates:compare.undoHelp')}</p>
      <div className={styles['row']}>
        <Button onClick={onClose}>{t('templates:do.back')}</Button>
        <Button variant="default" onClick={() => void onUndo()}>
          {t('templates:do.undo', { version: report.version })}
        </Button>
      </div>
    </section>
  );
}
