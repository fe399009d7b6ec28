import { useNavigate, useParams, useSearchParams } from 'react-router';
import { TemplatePage } from '../templates/TemplatePage.tsx';
import { tabOf } from '../templates/templates.words.ts';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';

/** The page, with its texts, wired to its address. */
export function TemplateRoute() {
  const navigate = useNavigate();
  const { tab } = useParams();
  const [search] = useSearchParams();
  const programme = search.get('programme') ?? undefined;
  return (
    <MoreTexts>
      <TemplatePage
        tab={tabOf(tab)}
        programme={programme}
        onTab={(next) => void navigate(paths.templateOf(next, programme))}
        onProgramme={(id) => void navigate(paths.templateOf(tabOf(tab), id))}
        onDraft={({ programme: of, version, action, proposal }) => {
          const to = paths.draftOf(of, version, action);
          void navigate(proposal === undefined ? to : `${to}?${new URLSearchParams({ proposal })}`);
        }}
      />
    </MoreTexts>
  );
}
