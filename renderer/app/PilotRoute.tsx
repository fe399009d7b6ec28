import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { PilotPage } from '../pilot/PilotPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';
import { fromParams, schoolsPath, toParams } from './schoolsAddress.ts';

/** The page, with its texts, wired to the lists; its programme and day stand in its address. */
export function PilotRoute() {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => {
    const { programme, asOf } = fromParams(params);
    return { programme, asOf };
  }, [params]);
  return (
    <MoreTexts>
      <PilotPage
        view={view}
        onView={(next) => setParams(toParams(next), { replace: true })}
        href={(filter) => href(schoolsPath(filter))}
        onList={(filter) => void navigate(schoolsPath(filter))}
        templateHref={href(paths.template)}
      />
    </MoreTexts>
  );
}
