import { useEffect, useState } from 'react';
import type { LocalDate } from '../../shared/kernel/dates.ts';
import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import type { Refusal } from '../../shared/sync/protocol.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { labelIn, type Localised } from '../ui/localised.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** What this computer knows of a row that a conflict or a refusal is about. */
export interface RowFact {
  readonly title: Localised;
  readonly school: string;
  readonly establishment: string;
  /** The row as it is shown now. */
  readonly step: KitStepView;
  /** The day that a step done now would be done on. */
  readonly today: LocalDate;
}
export interface RowFacts {
  /** By row id. */
  readonly rows: ReadonlyMap<string, RowFact>;
  /** What the schools are called that the rows are in, by scope. */
  readonly places: ReadonlyMap<string, string>;
}

const SCHOOL = 'establishment:';

interface InScope {
  readonly scope: string;
}

/** The rows of the schools that some items are in, by id; null until they have been read. */
export function useRowFacts(items: readonly InScope[] | null): RowFacts | null {
  const { client } = useBridge();
  const { named } = useLanguage();
  const [facts, setFacts] = useState<RowFacts | null>(null);
  useEffect(() => {
    if (items === null) return;
    const scopes = new Set(items.map((item) => item.scope));
    let wanted = true;
    void read();
    return () => {
      wanted = false;
    };

    async function read(): Promise<void> {
      const rows = new Map<string, RowFact>();
      const places = new Map<string, string>();
      for (const scope of scopes) {
        if (!scope.startsWith(SCHOOL)) continue;
        const establishment = scope.slice(SCHOOL.length);
        const kit = await client.call('kit.read', { establishment });
        if (!kit.ok) continue;
        const { establishment: school, today, steps } = kit.value;
        for (const step of steps) {
          const fact = { title: step.title, school: named(school), establishment, step, today };
          rows.set(step.id, fact);
        }
        places.set(scope, named(school));
      }
      if (wanted) setFacts({ rows, places });
    }
  }, [client, items, named]);
  return facts;
}

/** What a row is that is no action of a kit: a school's place in a wave, a session of tutoring. */
export function useEntityWord(): (entity: string) => string {
  const { t } = useLanguage();
  return (entity) => t([`review.entity.${entity}`, 'review.entity.other']);
}

/** What is left to call a row by that this computer has no more: the last part of its id. */
export function shortId(row: string): string {
  return row.slice(row.lastIndexOf(':') + 1);
}

/** What a mark of attendance is of. */
export type RowAbout = ConflictView['about'];

/** A row as people call it; the end of its id where this computer knows no better. */
export function useRowTitle(): (
  item: { readonly entity: string; readonly row: string },
  fact: RowFact | undefined,
  about?: RowAbout,
) => string {
  const { language, format } = useLanguage();
  const sheet = useSheetWords();
  const word = useEntityWord();
  return ({ entity, row }, fact, about = null) => {
    if (about !== null) return format.line([about.person, sheet(about)]);
    if (fact !== undefined) return labelIn(fact.title, language);
    return entity === 'kitStep' ? shortId(row) : word(entity);
  };
}

/** What a mark is of besides its person: the session, its day and its half. */
export function useSheetWords(): (about: NonNullable<RowAbout>) => string {
  const { t, format } = useLanguage();
  return ({ title, day, half }) =>
    format.line([
      title,
      day !== null && format.longDay(day),
      half !== null && t(`attendance:half.${half}`),
    ]);
}

/** A refusal that names its row and its field as people do. */
export function named(
  refusal: Refusal,
  words: { readonly row: (row: string) => string; readonly field: (field: string) => string },
): Refusal {
  const said = 'row' in refusal ? { ...refusal, row: words.row(refusal.row) } : refusal;
  return said.type === 'InvalidValue' ? { ...said, field: words.field(said.field) } : said;
}
