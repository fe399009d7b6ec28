import { lazy, Suspense } from 'react';
import { useLocation } from 'react-router';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';

const NewsLine = lazy(async () => ({
  default: (await import('../knowledge/NewsLine.tsx')).NewsLine,
}));
/** Pages that people begin their day on. */
const homes = [paths.kit, paths.week, paths.pilot, paths.establishments];

/** What is announced, above the pages that people begin on; the first paint does not wait for it. */
export function News() {
  const { pathname } = useLocation();
  if (!homes.some((home) => pathname.startsWith(home))) return null;
  return (
    <Suspense>
      <MoreTexts>
        <NewsLine hrefOf={(id) => href(paths.knowledgeOf('communications', id))} />
      </MoreTexts>
    </Suspense>
  );
}
