import { useNavigate, useParams, useSearchParams } from 'react-router';
import { importKinds, type ImportKind } from '../../shared/imports/fields.ts';
import { ImportPage } from '../imports/ImportPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';

/** Where what was imported is seen. */
const listOf: Readonly<Record<ImportKind, string>> = {
  establishments: paths.establishments,
  people: paths.people,
  trainers: paths.trainingOf('setup', 'trainers'),
  observed: paths.establishments,
  tickets: paths.assistance,
};

/** The page, with its texts, wired to where what was imported is seen. */
export function ImportRoute() {
  const navigate = useNavigate();
  const { kind } = useParams();
  const [params] = useSearchParams();
  return (
    <MoreTexts>
      <ImportPage
        // Somebody who is sent to another kind begins anew.
        key={kind}
        kind={importKinds.find((known) => known === kind) ?? 'establishments'}
        wave={params.get('wave') ?? undefined}
        onSee={(seen, wave) =>
          void navigate(wave !== undefined ? paths.waveOf(wave) : listOf[seen])
        }
      />
    </MoreTexts>
  );
}
