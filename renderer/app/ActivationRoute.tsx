import { ActivationPage } from '../activation/ActivationPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';

/** The page, with its texts. */
export function ActivationRoute() {
  return (
    <MoreTexts>
      <ActivationPage />
    </MoreTexts>
  );
}
