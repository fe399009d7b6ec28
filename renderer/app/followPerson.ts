import type { BridgeValue } from '../bridge/BridgeContext.tsx';

/**
 * Has a device on which nobody chose a language speak that of its person, as soon as it is known.
 *
 * @returns how to stop.
 */
export function followPerson({ reads, preferences }: BridgeValue): () => void {
  const follow = (): void => {
    const session = reads.session.store.getState();
    if (preferences.store.getState().languageOpen !== true) return;
    if (session.status !== 'ready' || session.value?.person.language === undefined) return;
    preferences.write({ language: session.value.person.language });
  };
  follow();
  return reads.session.store.subscribe(follow);
}
