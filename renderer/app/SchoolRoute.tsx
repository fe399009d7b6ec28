import { SchoolPage } from '../schools/SchoolPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';

/** The page, with its texts. */
export function SchoolRoute() {
  return (
    <MoreTexts>
      <SchoolPage />
    </MoreTexts>
  );
}
