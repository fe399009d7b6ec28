import { useNavigate, useParams } from 'react-router';
import { AssistancePage } from '../assistance/AssistancePage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';
import { TicketFiles } from './TicketFiles.tsx';

const hrefs = {
  blocker: (id: string) => href(paths.tutoringOf('blockers', id)),
  step: (establishment: string, step: string) => href(paths.stepOf(establishment, step)),
};

/** The page, with its texts, wired to its readings' addresses. */
export function AssistanceRoute() {
  const { tab, open } = useParams();
  const navigate = useNavigate();
  return (
    <MoreTexts>
      <AssistancePage
        tab={tab}
        open={open}
        Files={TicketFiles}
        hrefs={hrefs}
        onGo={(to, one) => void navigate(paths.assistanceOf(to, one))}
      />
    </MoreTexts>
  );
}
