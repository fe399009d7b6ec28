import { PeoplePage } from '../people/PeoplePage.tsx';
import { MoreTexts } from './MoreTexts.tsx';

/** The page, with its texts. */
export function PeopleRoute() {
  return (
    <MoreTexts>
      <PeoplePage />
    </MoreTexts>
  );
}
