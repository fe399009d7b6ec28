import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { ProgrammeContext } from '../bridge/useTerms.ts';
import { DraftPage } from '../templates/draft/DraftPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';
import { useUndo } from './useUndo.ts';

/** The page of a draft, with its texts, wired to its address and to the one undo. */
export function DraftRoute() {
  const navigate = useNavigate();
  const undo = useUndo();
  const { programme = '', version = '', action = null } = useParams();
  const [search] = useSearchParams();
  const { search: query } = useLocation();
  const open = (id: string | null, query: string) =>
    void navigate(paths.draftOf(programme, version, id ?? undefined) + query, { replace: true });
  return (
    <MoreTexts>
      <ProgrammeContext value={programme}>
        <DraftPage
          key={`${programme} ${version}`}
          programme={programme}
          version={version}
          action={action}
          proposal={search.get('proposal')}
          // What led to an action stays with it while it is moved and written.
          onAction={(id) => open(id, id === action ? query : '')}
          onProposalDone={() => open(action, '')}
          onVersions={() => void navigate(paths.templateOf('versions', programme))}
          onUndo={undo}
        />
      </ProgrammeContext>
    </MoreTexts>
  );
}
