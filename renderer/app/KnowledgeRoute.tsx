import { useNavigate, useParams } from 'react-router';
import type { SearchHit } from '../../shared/search/search.contract.ts';
import { KnowledgePage } from '../knowledge/KnowledgePage.tsx';
import { ArticleFiles } from './ArticleFiles.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';

/** The page, with its texts, wired to its readings' addresses and to what a search finds. */
export function KnowledgeRoute() {
  const { tab, open } = useParams();
  const navigate = useNavigate();
  return (
    <MoreTexts>
      <KnowledgePage
        tab={tab}
        open={open}
        Files={ArticleFiles}
        onGo={(to, one) => void navigate(paths.knowledgeOf(to, one))}
        hrefOf={(to, one) => href(paths.knowledgeOf(to, one))}
        hrefOfHit={(hit) => href(pathOfHit(hit))}
      />
    </MoreTexts>
  );
}

/** Where in the program something that was found is shown. */
function pathOfHit({ kind, id, session, visit }: SearchHit): string {
  switch (kind) {
    case 'article':
      return paths.knowledgeOf('articles', id);
    case 'communication':
      return paths.knowledgeOf('communications', id);
    case 'linkedPlace':
      return paths.knowledgeOf('places', id);
    case 'blocker':
      return paths.tutoringOf('blockers', id);
    case 'logEntry':
      return visit === null
        ? paths.tutoringOf('log', session ?? undefined)
        : paths.tutoringOf('visits', visit);
    case 'ticket':
      return paths.assistanceOf('tickets', id);
    case 'contact':
      return paths.assistanceOf('contacts', id);
  }
}
