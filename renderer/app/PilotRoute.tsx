import { PilotPage } from '../pilot/PilotPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';

/** The page, with its texts. */
export function PilotRoute() {
  return (
    <MoreTexts>
      <PilotPage />
    </MoreTexts>
  );
}
