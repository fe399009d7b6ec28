import { useNavigate, useParams } from 'react-router';
import { ProgrammePage } from '../programmes/ProgrammePage.tsx';
import { programmeTabOf } from '../programmes/programmes.words.ts';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';

/** The page, with its texts, wired to its address. */
export function ProgrammeRoute() {
  const navigate = useNavigate();
  const { tab } = useParams();
  return (
    <MoreTexts>
      <ProgrammePage
        tab={programmeTabOf(tab)}
        onTab={(next) => void navigate(`${paths.programme}/${next}`)}
      />
    </MoreTexts>
  );
}
