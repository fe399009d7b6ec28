import { useNavigate, useParams } from 'react-router';
import { WavesPage } from '../waves/WavesPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';

/** The page, with its texts, wired to its address and to the kits. */
export function WavesRoute() {
  const navigate = useNavigate();
  const { wave, tab } = useParams();
  return (
    <MoreTexts>
      <WavesPage
        wave={wave}
        tab={tab}
        onWave={(id, next) => {
          const to = id === null ? paths.waves : paths.waveOf(id);
          void navigate(next === undefined ? to : `${to}/${next}`);
        }}
        onImport={(id) =>
          void navigate(`${paths.importOf('establishments')}?wave=${encodeURIComponent(id)}`)
        }
        onKit={(establishment) => void navigate(paths.kitOf(establishment))}
      />
    </MoreTexts>
  );
}
