/** Readings of the page, as its address names them. */
export const programmeTabs = ['words', 'places', 'rules', 'means'] as const;
export type ProgrammeTab = (typeof programmeTabs)[number];

/** The reading that an address asks for; its words for any other. */
export function programmeTabOf(text: string | undefined): ProgrammeTab {
  return programmeTabs.find((tab) => tab === text) ?? 'words';
}
