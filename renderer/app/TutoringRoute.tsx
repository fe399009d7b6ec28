import { useNavigate, useParams } from 'react-router';
import { TutoringPage } from '../tutoring/TutoringPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';

/** The page, with its texts, wired to its readings' addresses. */
export function TutoringRoute() {
  const { tab, open } = useParams();
  const navigate = useNavigate();
  return (
    <MoreTexts>
      <TutoringPage
        tab={tab}
        open={open}
        onGo={(to, one) => void navigate(paths.tutoringOf(to, one))}
        hrefOfTicket={(id) => href(paths.assistanceOf('tickets', id))}
        hrefOf={(to, one) => href(paths.tutoringOf(to, one))}
      />
    </MoreTexts>
  );
}
