import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { DemoArticle } from '../articleRows.ts';

/** Requests for help, what is known by now and where else help is found; all of it is invented. */
export interface DescribedHelp {
  readonly tickets: readonly DescribedTicket[];
  readonly articles: readonly DemoArticle[];
  readonly places: readonly {
    readonly kind: 'helpdesk' | 'news' | 'documents' | 'chat' | 'forum' | 'learning';
    readonly label: string;
    readonly address: string;
  }[];
}

/** A request with what became of it. */
export interface DescribedTicket {
  readonly id: string;
  readonly establishment: string;
  readonly on: LocalDate;
  readonly fields: Readonly<Record<string, JsonValue>>;
  readonly events: readonly (Readonly<Record<string, JsonValue>> & {
    readonly kind: 'asked' | 'answered' | 'filed' | 'moved' | 'requalified' | 'waiting' | 'closed';
    readonly on: LocalDate;
  })[];
}
