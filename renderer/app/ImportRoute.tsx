import { ImportPage } from '../imports/ImportPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';

/** The page, with its texts. */
export function ImportRoute() {
  return (
    <MoreTexts>
      <ImportPage />
    </MoreTexts>
  );
}
