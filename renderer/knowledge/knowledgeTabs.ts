import type { ComponentType } from 'react';
import type { Knowledge } from '../../shared/knowledge/knowledge.contract.ts';
import type { SearchHit } from '../../shared/search/search.contract.ts';

/** Readings of what is worth knowing. */
export const knowledgeTabs = ['articles', 'communications', 'places'] as const;
export type KnowledgeTab = (typeof knowledgeTabs)[number];

/** Entities whose rows the page reads. */
export const READ_KNOWLEDGE = [
  'article',
  'articleVersion',
  'articleReading',
  'communication',
  'linkedPlace',
  'programme',
  'wave',
  'grant',
] as const;

/** What every reading is given, and where one can go. */
export interface KnowledgeWays {
  /** The one thing that is open in this reading; undefined: none. */
  readonly open: string | undefined;
  readonly onGo: (tab: KnowledgeTab, open?: string) => void;
  readonly hrefOf: (tab: KnowledgeTab, open?: string) => string;
  /** Files of an article. */
  readonly Files: ComponentType<{ readonly article: string }>;
  /** The address of what was found, wherever in the program it is. */
  readonly hrefOfHit: (hit: SearchHit) => string;
}

export interface KnowledgeTabProps extends KnowledgeWays {
  readonly knowledge: Knowledge;
}
