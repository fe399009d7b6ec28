/** Readings of the page, as its address names them. */
export const templateTabs = ['current', 'versions', 'proposals'] as const;
export type TemplateTab = (typeof templateTabs)[number];

/** The reading that an address asks for; the kit as it runs for any other. */
export function tabOf(text: string | undefined): TemplateTab {
  return templateTabs.find((tab) => tab === text) ?? 'current';
}

/** Where a draft is written. */
export interface DraftAddress {
  readonly programme: string;
  readonly version: string;
  /** The action to begin with. */
  readonly action?: string;
  /** The proposal that leads there. */
  readonly proposal?: string;
}

/** Entities whose rows the page shows. */
export const TEMPLATE_ENTITIES = ['programme', 'kitAction', 'templateVersion', 'templateProposal'];
