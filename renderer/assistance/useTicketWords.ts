import { NATIONAL, type TicketRules } from '../../shared/assistance/ticketRules.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Words of the programme's rules for what requests name by ids. */
export function useTicketWords(rules: TicketRules) {
  const { t, label } = useLanguage();
  const named = (list: readonly { id: string; label: { fr: string } }[], id: string | null) => {
    const found = list.find((one) => one.id === id);
    return found === undefined ? (id ?? '') : label(found.label);
  };
  return {
    level: (id: string | null) => named(rules.levels, id),
    group: (id: string) => (id === NATIONAL ? t('assistance:national') : named(rules.levels, id)),
    kind: (id: string | null) => named(rules.kinds, id),
    priority: (id: string | null) => named(rules.priorities, id),
  };
}
