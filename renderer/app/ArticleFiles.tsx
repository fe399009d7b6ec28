import { Attachments } from '../attachments/Attachments.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useUndo } from './useUndo.ts';

/** Files of an article. */
export function ArticleFiles({ article }: { readonly article: string }) {
  const { t } = useLanguage();
  const undo = useUndo();
  return <Attachments host={{ article }} undo={undo} none={t('knowledge:files.none')} />;
}
