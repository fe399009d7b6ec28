import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasMoreTexts, loadMoreTexts } from './i18n.ts';

/** Shows its children once the texts of the pages beyond the first are there. */
export function MoreTexts({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const [ready, setReady] = useState(() => hasMoreTexts(i18n));
  useEffect(() => {
    if (!ready) void loadMoreTexts(i18n).then(() => setReady(true));
  }, [i18n, ready]);
  return ready ? children : null;
}
