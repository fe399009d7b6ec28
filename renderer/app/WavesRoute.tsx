import { WavesPage } from '../waves/WavesPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';

/** The page, with its texts. */
export function WavesRoute() {
  return (
    <MoreTexts>
      <WavesPage />
    </MoreTexts>
  );
}
