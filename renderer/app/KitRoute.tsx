import { KitProvider } from '../kit/KitContext.tsx';
import { KitPage } from '../kit/KitPage.tsx';
import { useStores } from './StoresContext.ts';
import { useUndo } from './useUndo.ts';

/** The kit's page, given the kit that outlives it. */
export function KitRoute() {
  const { kit } = useStores();
  return (
    <KitProvider kit={kit} undo={useUndo()}>
      <KitPage />
    </KitProvider>
  );
}
