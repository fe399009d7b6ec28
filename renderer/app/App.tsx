import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import type { i18n } from 'i18next';
import { useEffect, useMemo, type ReactNode } from 'react';
import { RouterProvider } from 'react-router/dom';
import type { createHashRouter } from 'react-router';
import { directionOf } from '../../shared/messages/direction.ts';
import { BridgeProvider, type BridgeValue } from '../bridge/BridgeContext.tsx';
import { SecretsQuestion } from '../bridge/SecretsQuestion.tsx';
import { ExchangeListener } from '../exchange/ExchangeListener.tsx';
import type { KitStore } from '../kit/kit.store.ts';
import type { ReviewStore } from '../review/review.store.ts';
import { LanguageProvider } from '../ui/LanguageProvider.tsx';
import { NoticeBar } from '../ui/NoticeBar.tsx';
import { NoticesContext, type Notices } from '../ui/notices.ts';
import { cssVariables, theme } from '../ui/theme/theme.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { colorSchemeManager } from './colorScheme.ts';
import { followPerson } from './followPerson.ts';
import { speak } from './i18n.ts';
import { StoresContext } from './StoresContext.ts';

/** Everything the page is made of, put together in `main.tsx` and in tests. */
export interface AppParts {
  readonly bridge: BridgeValue;
  readonly kit: KitStore;
  readonly review: ReviewStore;
  readonly notices: Notices;
  readonly texts: i18n;
  readonly router: ReturnType<typeof createHashRouter>;
}

/** The page. */
export function App({ bridge, kit, review, notices, texts, router }: AppParts) {
  const { preferences } = bridge;
  const manager = useMemo(() => colorSchemeManager(preferences), [preferences]);

  const stores = useMemo(() => ({ kit, review }), [kit, review]);

  useEffect(
    () =>
      preferences.store.subscribe((now, before) => {
        if (now.language !== before.language) void speak(texts, now.language);
      }),
    [preferences, texts],
  );

  useEffect(() => followPerson(bridge), [bridge]);

  return (
    <LanguageProvider texts={texts}>
      <DirectionProvider
        initialDirection={directionOf(preferences.store.getState().language)}
        detectDirection={false}
      >
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={manager}
          defaultColorScheme="auto"
        >
          <BridgeProvider bridge={bridge}>
            <NoticesContext value={notices}>
              <StoresContext value={stores}>
                <FollowDirection>
                  <RouterProvider router={router} />
                  <ExchangeListener />
                  <NoticeBar />
                  <SecretsQuestion />
                </FollowDirection>
              </StoresContext>
            </NoticesContext>
          </BridgeProvider>
        </MantineProvider>
      </DirectionProvider>
    </LanguageProvider>
  );
}

/** Has Mantine's parts turn with the language. */
function FollowDirection({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const { setDirection } = useDirection();
  useEffect(() => setDirection(directionOf(language)), [language, setDirection]);
  return children;
}
