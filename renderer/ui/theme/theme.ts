import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The brand's deep teal, from the lightest to the darkest; 8 fills buttons in light, 7 in dark. */
const brand: MantineColorsTuple = [
  '#eef6f5',
  '#dcecea',
  '#b6d7d4',
  '#8cc0bc',
  '#62a8a3',
  '#3e918b',
  '#23807a',
  '#11726d',
  '#0b5d5a',
  '#084745',
];

/**
 * What Mantine's parts look like here. Colours and measures are in `tokens.css`; this only points
 * at them. `primaryShade` 8 with `autoContrast`: the defaults fail axe on contrast.
 */
export const theme = createTheme({
  colors: { brand },
  primaryColor: 'brand',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  defaultRadius: '6px',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
  },
});

const roles = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--brand)',
  '--mantine-color-error': 'var(--late)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-disabled': 'var(--line-2)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-light': 'var(--brand-soft)',
  '--mantine-primary-color-light-color': 'var(--brand)',
};

/** Points Mantine's colour roles at the tokens, in both themes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: roles,
  // Its fields and boxes take these two shades themselves, which are a grey of their own.
  dark: {
    ...roles,
    '--mantine-color-dark-6': 'var(--paper)',
    '--mantine-color-dark-4': 'var(--control)',
  },
});
