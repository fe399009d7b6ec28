import { WeekPage } from '../week/WeekPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';

/** The page, with its texts. */
export function WeekRoute() {
  return (
    <MoreTexts>
      <WeekPage />
    </MoreTexts>
  );
}
