import { useNavigate } from 'react-router';
import { PeoplePage } from '../people/PeoplePage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';

/** The page, with its texts, wired to the import of people. */
export function PeopleRoute() {
  const navigate = useNavigate();
  return (
    <MoreTexts>
      <PeoplePage onImport={() => void navigate(paths.importOf('people'))} />
    </MoreTexts>
  );
}
