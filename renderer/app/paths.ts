/** The address of a reading of a page, and of one thing that is open in it. */
function readingOf(page: string, tab: string, open: string | undefined): string {
  return `${page}/${tab}${open === undefined ? '' : `/${encodeURIComponent(open)}`}`;
}

/** Addresses of the pages, without the hash. */
export const paths = {
  kit: '/kit',
  kitOf: (establishment: string) => `/kit/${encodeURIComponent(establishment)}`,
  /** An action in its school's kit. */
  stepOf: (establishment: string, step: string) =>
    `/kit/${encodeURIComponent(establishment)}/${encodeURIComponent(step)}`,
  establishments: '/establishments',
  conflicts: '/conflicts',
  refused: '/refused',
  pilot: '/pilot',
  week: '/week',
  waves: '/waves',
  waveOf: (wave: string) => `/waves/${encodeURIComponent(wave)}`,
  people: '/people',
  /** The record of a school: its team, services, environments, agreement. */
  schoolOf: (establishment: string) => `/school/${encodeURIComponent(establishment)}`,
  import: '/import',
  importOf: (kind: string, wave?: string) =>
    `/import/${kind}${wave === undefined ? '' : `?${new URLSearchParams({ wave })}`}`,
  template: '/template',
  /** A reading of a programme's template; without one, of the first that there is. */
  templateOf: (tab: string, programme: string | undefined) =>
    `/template/${tab}${programme === undefined ? '' : `?${new URLSearchParams({ programme })}`}`,
  /** A version of a template that is being written, and one of its actions. */
  draftOf: (programme: string, version: string, action: string | undefined) =>
    [
      '/template/draft',
      ...[programme, version, action ?? ''].filter(Boolean).map(encodeURIComponent),
    ].join('/'),
  programme: '/programme',
  activation: '/activation',
  training: '/training',
  /** A reading of the trainings, and one thing that is open in it. */
  trainingOf: (tab: string, open: string | undefined) => readingOf('/training', tab, open),
  tutoring: '/tutoring',
  tutoringOf: (tab: string, open: string | undefined) => readingOf('/tutoring', tab, open),
  assistance: '/assistance',
  assistanceOf: (tab: string, open: string | undefined) => readingOf('/assistance', tab, open),
  knowledge: '/knowledge',
  knowledgeOf: (tab: string, open: string | undefined) => readingOf('/knowledge', tab, open),
  settings: '/settings',
  devicesSettings: '/settings/devices',
  syncSettings: '/settings/sync',
};

/** Destinations of those who steer a programme. */
export const pilotParts = [
  'pilot',
  'waves',
  'people',
  'activation',
  'template',
  'programme',
] as const;

/** A page's address as a link has it. */
export function href(path: string): string {
  return `#${path}`;
}
