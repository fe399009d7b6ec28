import { useNavigate, useParams } from 'react-router';
import { TemplatePage } from '../templates/TemplatePage.tsx';
import { tabOf } from '../templates/templates.words.ts';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';

/** The page, with its texts, wired to its address. */
export function TemplateRoute() {
  const navigate = useNavigate();
  const { tab } = useParams();
  return (
    <MoreTexts>
      <TemplatePage tab={tabOf(tab)} onTab={(next) => void navigate(`${paths.template}/${next}`)} />
    </MoreTexts>
  );
}
