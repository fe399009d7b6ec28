import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useReady } from './ready.ts';
import styles from './Message.module.css';

interface MessageProps {
  /** `empty`: nothing to show; `error`: something is wrong. */
  readonly kind: 'empty' | 'error';
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** True when it stands for a whole page. */
  readonly page?: boolean;
}

/** An empty state or an error: one sentence and one action. */
export function Message({ kind, children, action, page = false }: MessageProps) {
  useReady(page ? kind : null);
  const Place = page ? 'main' : 'div';
  const Text = page ? 'h1' : 'p';
  return (
    <Place className={styles['message']}>
      <div role={kind === 'error' ? 'alert' : undefined}>
        <Text className={styles['text']}>{children}</Text>
      </div>
      {action && (
        <Button variant={kind === 'error' ? 'filled' : 'default'} onClick={action.run}>
          {action.label}
        </Button>
      )}
    </Place>
  );
}
