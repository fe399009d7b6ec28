import { Button } from '@mantine/core';
import type { ImportResult } from '../../shared/imports/imports.contract.ts';
import { issueText } from '../../shared/imports/issueText.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import type { ImportState } from './useImport.ts';
import styles from './imports.module.css';

/** Rows that were left out which are said here; all of them are in the file. */
const SHOWN = 200;

interface DoneProps {
  readonly state: ImportState;
  readonly result: ImportResult;
  readonly onSee: () => void;
  /** The wave that the schools joined, and the way there; null: they joined none. */
  readonly wave: { readonly name: string; readonly go: () => void } | null;
}

/** What was written, what was not and why, and what comes next. */
export function ImportDone({ state, result, onSee, wave }: DoneProps) {
  const { t, format, script } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const count = (key: string, value: number) =>
    t(key, { count: value, replace: { count: format.number(value) } });
  const errors = result.issues.filter(({ level }) => level === 'error').slice(0, SHOWN);
  const next = state.remaining[0];

  async function undo(): Promise<void> {
    const answer = await client.call('sync.undo', {});
    notices.say(
      answer.ok
        ? { tone: 'quiet', text: t('imports:said.undone') }
        : { tone: 'problem', text: failureWords(t, answer.error) },
    );
    if (answer.ok) state.takenBack();
  }
  return (
    <div className={styles['done']}>
      <div role="status">
        <p className={styles['sum']}>
          {(['created', 'updated', 'unchanged'] as const)
            .filter((outcome) => outcome === 'created' || result[outcome] > 0)
            .map((outcome) => count(`imports:count.${outcome}`, result[outcome]))
            .join(' · ')}
        </p>
        <p className={styles['note']}>{t('imports:done.safe')}</p>
      </div>
      <div className={styles['bar']}>
        {next !== undefined && (
          <Button onClick={() => state.goOn(next.at, next.kind)}>
            {t('imports:done.next', { sheet: next.name })}
          </Button>
        )}
        {wave !== null && (
          <Button variant={next === undefined ? 'filled' : 'default'} onClick={wave.go}>
            {t('imports:done.wave', { name: script(wave.name) })}
          </Button>
        )}
        <Button
          variant={next === undefined && wave === null ? 'filled' : 'default'}
          onClick={onSee}
        >
          {t('imports:done.see')}
        </Button>
        <Button variant="default" onClick={() => void undo()}>
          {t('imports:done.undo')}
        </Button>
      </div>
      {result.errors > 0 && (
        <>
          <p className={styles['wrong']}>{count('imports:done.leftOut', result.errors)}</p>
          <table className={styles['issuesTable']}>
            <thead>
              <tr>
                <th scope="col">{t('imports:table.row')}</th>
                <th scope="col">{t('imports:table.column')}</th>
                <th scope="col">{t('imports:table.message')}</th>
              </tr>
            </thead>
            <tbody>
              {errors.map((issue) => (
                <tr key={`${issue.row} ${issue.type} ${issue.column ?? ''}`}>
                  <td>{format.number(issue.row)}</td>
                  <td>
                    <bdi>{issue.column ?? '—'}</bdi>
                  </td>
                  <td>{issueText(t, issue)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}
