import { useNavigate, useParams } from 'react-router';
import { TrainingPage } from '../training/TrainingPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';

/** The page, with its texts, wired to its readings' addresses. */
export function TrainingRoute() {
  const { tab, open } = useParams();
  const navigate = useNavigate();
  return (
    <MoreTexts>
      <TrainingPage
        tab={tab}
        open={open}
        onGo={(to, one) => void navigate(paths.trainingOf(to, one))}
        hrefOf={(to, one) => href(paths.trainingOf(to, one))}
        importHref={(wave) => href(paths.importOf('trainers', wave))}
      />
    </MoreTexts>
  );
}
