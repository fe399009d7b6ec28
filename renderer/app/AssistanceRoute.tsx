import { useNavigate, useParams } from 'react-router';
import { AssistancePage } from '../assistance/AssistancePage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';

/** The page, with its texts, wired to its readings' addresses. */
export function AssistanceRoute() {
  const { tab, open } = useParams();
  const navigate = useNavigate();
  return (
    <MoreTexts>
      <AssistancePage
        tab={tab}
        open={open}
        onGo={(to, one) => void navigate(paths.assistanceOf(to, one))}
      />
    </MoreTexts>
  );
}
