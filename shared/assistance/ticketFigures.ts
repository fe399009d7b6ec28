import type { TicketView } from './tickets.contract.ts';
import type { TicketFigures } from './ticketFigures.schema.ts';
import { NATIONAL, orderedLevels, type TicketRules } from './ticketRules.ts';

type Counts = TicketFigures['total'];

const isOpen = ({ status }: TicketView): boolean => status === 'open' || status === 'waiting';

/** Figures of requests by who has them. Drafts are in none of them. */
export function ticketFigures(rows: readonly TicketView[], rules: TicketRules): TicketFigures {
  const asked = rows.filter(({ status }) => status !== 'draft');
  const count = (some: readonly TicketView[]): Counts => ({
    all: some.length,
    open: some.filter(isOpen).length,
    late: some.filter(({ late }) => late).length,
  });
  const byGroup = Map.groupBy(asked, ({ group }) => group);
  const known = [
    NATIONAL,
    ...orderedLevels(rules)
      .filter(({ rank }) => rank < 2)
      .map(({ id }) => id),
  ];
  const order = [...known, ...[...byGroup.keys()].filter((id) => !known.includes(id)).toSorted()];
  const schools = [...Map.groupBy(asked, ({ establishment, school }) => establishment ?? school)]
    .filter((entry): entry is [string, TicketView[]] => entry[0] !== null)
    .map(([id, of]): TicketFigures['schools'][number] => {
      const open = of.filter(isOpen).length;
      return {
        id,
        name: of[0]!.school ?? id,
        nameAr: of[0]!.schoolAr,
        town: of[0]!.town,
        all: of.length,
        open,
        many: rules.cappedFrom !== null && open >= rules.cappedFrom,
      };
    })
    .toSorted((a, b) => b.open - a.open || b.all - a.all || a.name.localeCompare(b.name, 'fr'));
  const high = new Set(rules.priorities.filter((one) => one.high).map(({ id }) => id));
  const own = asked.filter((row) => row.mine && isOpen(row));
  return {
    total: count(asked),
    groups: order.flatMap((id) => {
      const of = byGroup.get(id);
      return of === undefined ? [] : [{ id, ...count(of) }];
    }),
    schools,
    own: { open: own.length, high: own.filter(({ priority }) => high.has(priority ?? '')).length },
  };
}
