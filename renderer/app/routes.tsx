import { createHashRouter, Navigate, type RouteObject } from 'react-router';
import { Broken } from './Broken.tsx';
import { KitRoute } from './KitRoute.tsx';
import { Root } from './Root.tsx';
import { Start } from './Start.tsx';

/** The pages. The kit comes with the program; the others are fetched when somebody goes there. */
export const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <Broken />,
    hydrateFallbackElement: <></>,
    children: [
      { index: true, element: <Start /> },
      { path: 'kit/:establishment?/:step?', element: <KitRoute /> },
      {
        path: 'establishments',
        lazy: async () => ({
          Component: (await import('./EstablishmentsRoute.tsx')).EstablishmentsRoute,
        }),
      },
      {
        path: 'conflicts',
        lazy: async () => ({ Component: (await import('./ReviewRoute.tsx')).ConflictsRoute }),
      },
      {
        path: 'refused',
        lazy: async () => ({ Component: (await import('./ReviewRoute.tsx')).RefusedRoute }),
      },
      {
        path: 'pilot',
        lazy: async () => ({ Component: (await import('./PilotRoute.tsx')).PilotRoute }),
      },
      {
        path: 'waves/:wave?/:tab?',
        lazy: async () => ({ Component: (await import('./WavesRoute.tsx')).WavesRoute }),
      },
      {
        path: 'people',
        lazy: async () => ({ Component: (await import('./PeopleRoute.tsx')).PeopleRoute }),
      },
      {
        path: 'school/:establishment/:tab?',
        lazy: async () => ({ Component: (await import('./SchoolRoute.tsx')).SchoolRoute }),
      },
      {
        path: 'import/:kind?',
        lazy: async () => ({ Component: (await import('./ImportRoute.tsx')).ImportRoute }),
      },
      {
        path: 'template/draft/:programme/:version/:action?',
        lazy: async () => ({ Component: (await import('./DraftRoute.tsx')).DraftRoute }),
      },
      {
        path: 'template/:tab?',
        lazy: async () => ({ Component: (await import('./TemplateRoute.tsx')).TemplateRoute }),
      },
      {
        path: 'programme/:tab?',
        lazy: async () => ({ Component: (await import('./ProgrammeRoute.tsx')).ProgrammeRoute }),
      },
      {
        path: 'activation/:tab?',
        lazy: async () => ({ Component: (await import('./ActivationRoute.tsx')).ActivationRoute }),
      },
      {
        path: 'week',
        lazy: async () => ({ Component: (await import('./WeekRoute.tsx')).WeekRoute }),
      },
      {
        path: 'training/:tab?/:open?',
        lazy: async () => ({ Component: (await import('./TrainingRoute.tsx')).TrainingRoute }),
      },
      {
        path: 'tutoring/:tab?/:open?',
        lazy: async () => ({ Component: (await import('./TutoringRoute.tsx')).TutoringRoute }),
      },
      {
        path: 'assistance/:tab?/:open?',
        lazy: async () => ({ Component: (await import('./AssistanceRoute.tsx')).AssistanceRoute }),
      },
      {
        path: 'knowledge/:tab?/:open?',
        lazy: async () => ({ Component: (await import('./KnowledgeRoute.tsx')).KnowledgeRoute }),
      },
      {
        path: 'settings/:part?',
        lazy: async () => ({ Component: (await import('./SettingsRoute.tsx')).SettingsRoute }),
      },
      { path: '*', element: <Navigate to="/" replace /> },
    ],
  },
];

/** The router of the window, whose page is one file: `app://bascule/index.html#/…`. */
export function createRouter(): ReturnType<typeof createHashRouter> {
  return createHashRouter(routes);
}
