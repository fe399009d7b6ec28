import { TemplatePage } from '../templates/TemplatePage.tsx';
import { MoreTexts } from './MoreTexts.tsx';

/** The page, with its texts. */
export function TemplateRoute() {
  return (
    <MoreTexts>
      <TemplatePage />
    </MoreTexts>
  );
}
