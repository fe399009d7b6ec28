/**
 * Who may import whom: the rules of dependency-cruiser, checked by `npm run check`. An import of
 * a type counts as an import.
 */

/** What the features of a layer may all build on. Every other folder of a layer is a feature. */
const BELOW_FEATURES = {
  shared: [
    'kernel',
    'calendar',
    'schema',
    'bridge',
    'sync',
    'access',
    'messages',
    'people',
    'programme',
    'wave',
    'kit',
    'templates',
  ],
  'main/core': ['store', 'sync', 'access'],
  renderer: ['bridge', 'ui', 'app', 'testing'],
  server: ['db', 'http', 'sync', 'accounts', 'testing'],
};
/** Files that put features together, and so may know them all. */
const WIRING = [
  '^shared/schema/registry\\.ts$',
  '^shared/bridge/bridge\\.ts$',
  '^shared/messages/',
];
const TESTS = '\\.(test|e2e)\\.tsx?$';

const features = Object.entries(BELOW_FEATURES).map(([layer, below]) => ({
  name: `no-sibling-feature-${layer.replace('/', '-')}`,
  comment:
    'A feature does not import its sibling: what two need is passed in where the program is put together, or lies below both.',
  severity: 'error',
  from: {
    path: `^${layer}/([^/]+)/`,
    pathNot: [`^${layer}/(${below.join('|')})/`, TESTS, ...WIRING],
  },
  to: { path: `^${layer}/[^/]+/`, pathNot: [`^${layer}/$1/`, `^${layer}/(${below.join('|')})/`] },
}));

/** A layer that may import `shared` and itself. */
const layer = (name, others) => ({
  name: `${name}-alone`,
  comment: `${name} may import shared, never ${others.join(' or ')}, not even a type.`,
  severity: 'error',
  from: { path: `^${name}/`, pathNot: TESTS },
  to: { path: `^(${[...others, 'test', 'build'].join('|')})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'No file may depend on itself by way of others.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'Every import must be found.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared imports itself and three pure libraries (schemas, texts, text merge).',
      severity: 'error',
      from: { path: '^shared/', pathNot: TESTS },
      to: {
        pathNot: [
          '^shared/',
          '^node_modules/zod/',
          '^node_modules/i18next/',
          '^node_modules/node-diff3/',
        ],
      },
    },
    layer('main', ['renderer', 'server']),
    layer('renderer', ['main', 'server']),
    layer('server', ['main', 'renderer']),
    {
      name: 'electron-in-shell-and-preload',
      comment: 'Only the shell and the preload know Electron; the core runs in plain Node as well.',
      severity: 'error',
      from: {
        path: '^(main|server|renderer|shared)/',
        pathNot: ['^main/(shell|preload)/', TESTS],
      },
      to: { path: ['^electron$', '^electron/', '(^|/)node_modules/electron/'] },
    },
    {
      name: 'core-alone',
      comment: 'The core is started by the shell and the CLI; it knows neither.',
      severity: 'error',
      from: { path: '^main/core/' },
      to: { path: '^main/(shell|preload|cli)/' },
    },
    {
      name: 'cli-without-shell',
      comment: 'The CLI is the core from a terminal; it has no window.',
      severity: 'error',
      from: { path: '^main/cli/' },
      to: { path: '^main/(shell|preload)/' },
    },
    {
      name: 'shell-without-core-code',
      comment:
        'The core runs in a process of its own; shell and preload speak to it, by a contract.',
      severity: 'error',
      from: { path: '^main/(shell|preload)/', pathNot: TESTS },
      to: { path: '^main/core/', pathNot: ['[pP]ort\\.ts$'] },
    },
    {
      name: 'preload-is-only-a-bridge',
      comment: 'The preload is the allow-listed bridge, nothing else.',
      severity: 'error',
      from: { path: '^main/preload/', pathNot: TESTS },
      to: { path: '^main/', pathNot: '^main/preload/' },
    },
    {
      name: 'design-system-knows-no-feature',
      comment: 'renderer/ui can be moved to another program as it is.',
      severity: 'error',
      from: { path: '^renderer/ui/', pathNot: TESTS },
      to: { path: '^(renderer|shared)/', pathNot: ['^renderer/ui/', '^shared/kernel/'] },
    },
    ...features,
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '^dist/'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
