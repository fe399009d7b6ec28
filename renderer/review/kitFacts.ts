import { useEffect, useState } from 'react';
import { fieldKeys } from '../../shared/sync/conflictWords.ts';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import type { KitNames } from '../bridge/kitWords.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { shortId } from './rowFacts.ts';

/** Kits as they run, by their programme. */
export type KitFacts = ReadonlyMap<string, TemplateView>;

const PROGRAMME = 'programme:';
const KIT_ENTITIES: readonly string[] = ['templateVersion', 'kitAction', 'programme'];
const NONE: KitFacts = new Map();

interface InScope {
  readonly entity: string;
  readonly row: string;
  readonly scope: string;
}

/** Whether a row makes up the kit of a programme: its versions, its actions, its lists. */
export function isOfKit({ entity }: Pick<InScope, 'entity'>): boolean {
  return KIT_ENTITIES.includes(entity);
}

/** Id of the programme that a row of its kit belongs to. */
export function programmeOf({ scope }: Pick<InScope, 'scope'>): string {
  return scope.slice(PROGRAMME.length);
}

/** The kits that some rows make up, as they run; those that have been read. */
export function useKitFacts(items: readonly InScope[] | null): KitFacts {
  const { client } = useBridge();
  const [facts, setFacts] = useState(NONE);
  useEffect(() => {
    const programmes = new Set((items ?? []).filter(isOfKit).map(programmeOf));
    if (programmes.size === 0) return;
    let wanted = true;
    void read();
    return () => {
      wanted = false;
    };

    async function read(): Promise<void> {
      const found = new Map<string, TemplateView>();
      for (const programme of programmes) {
        const answer = await client.call('templates.current', { programme });
        if (answer.ok) found.set(programme, answer.value);
      }
      if (wanted) setFacts(found);
    }
  }, [client, items]);
  return facts;
}

/** What names the ids in a kit. */
export function namesIn(kit: TemplateView | undefined): KitNames {
  const { phases = [], actors = [], variants = [], levels = [], actions = [] } = kit ?? {};
  const titles = Object.fromEntries(actions.map(({ id, title }) => [id, title]));
  return { phases, actors, variants, levels, titles };
}

/** What a field is called in which people contradicted each other; in a kit, as its pages call it. */
export function useFieldName(): (of: {
  readonly entity: string;
  readonly field: string;
}) => string {
  const { t } = useLanguage();
  return ({ entity, field }) => {
    const own = isOfKit({ entity }) ? [`templates:field.${field}`] : [];
    return t([...own, ...fieldKeys(entity, field)]);
  };
}

/** A row of a kit in words: a version, an action, or the kit itself. */
export function useKitRowTitle(): (item: InScope, kit: TemplateView | undefined) => string {
  const { t, label, script } = useLanguage();
  return ({ entity, row }, kit) => {
    if (entity === 'templateVersion') return t('review.version', { version: shortId(row) });
    if (entity === 'programme') return script(kit?.programme.name ?? row);
    const title = namesIn(kit).titles[shortId(row)];
    return title === undefined ? shortId(row) : label(title);
  };
}
