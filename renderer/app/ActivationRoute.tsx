import { useNavigate, useParams } from 'react-router';
import { ActivationPage } from '../activation/ActivationPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';

/** The page, with its texts, wired to the schools' records. */
export function ActivationRoute() {
  const { tab } = useParams();
  const navigate = useNavigate();
  const schoolPath = (establishment: string, part: string) =>
    `${paths.schoolOf(establishment)}/${part}`;
  return (
    <MoreTexts>
      <ActivationPage
        tab={tab}
        onTab={(value) => void navigate(`${paths.activation}/${value}`, { replace: true })}
        onSchool={(establishment, part) => void navigate(schoolPath(establishment, part))}
        schoolHref={(establishment, part) => href(schoolPath(establishment, part))}
      />
    </MoreTexts>
  );
}
