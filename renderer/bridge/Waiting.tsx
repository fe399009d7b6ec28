import type { ReactNode } from 'react';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { failureWords } from './failureWords.ts';
import type { Called } from './useCall.ts';
import styles from './Waiting.module.css';

interface WaitingProps<T> {
  readonly title: string;
  /** What is said while it is being read. */
  readonly loading: string;
  readonly called: Called<T>;
  readonly children: (value: T) => ReactNode;
}

/** A page that shows what was read; until then that it is being read, or why it cannot be. */
export function Waiting<T>({ title, loading, called, children }: WaitingProps<T>) {
  const { t } = useLanguage();
  const { value, failure, reload } = called;
  if (value !== null) return children(value);
  return (
    <Page title={title}>
      {failure === null ? (
        <p role="status" className={styles['quiet']}>
          {loading}
        </p>
      ) : (
        <Message kind="error" action={{ label: t('retry'), run: () => void reload() }}>
          {failureWords(t, failure)}
        </Message>
      )}
    </Page>
  );
}
