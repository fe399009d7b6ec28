import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';

/** Shown when a page breaks: what was recorded is safe, and the page can be loaded again. */
export function Broken() {
  const { t } = useLanguage();
  const problem = useRouteError();
  useEffect(() => console.error('A page broke.', problem), [problem]);
  return (
    <Message kind="error" page action={{ label: t('broken.reload'), run: () => location.reload() }}>
      {t('broken.text')}
    </Message>
  );
}
