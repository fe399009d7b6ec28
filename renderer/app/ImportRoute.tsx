import { useNavigate, useParams } from 'react-router';
import { importKinds } from '../../shared/imports/fields.ts';
import { ImportPage } from '../imports/ImportPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';

/** The page, with its texts, wired to where what was imported is seen. */
export function ImportRoute() {
  const navigate = useNavigate();
  const { kind } = useParams();
  return (
    <MoreTexts>
      <ImportPage
        kind={importKinds.find((known) => known === kind) ?? 'establishments'}
        onSee={(seen) => void navigate(seen === 'people' ? paths.people : paths.establishments)}
      />
    </MoreTexts>
  );
}
