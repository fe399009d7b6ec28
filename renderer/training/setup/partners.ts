import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';

interface Partner {
  readonly id: string;
  readonly name: string;
  /** Id of the pair that they are in together. */
  readonly pair: string;
}

/** With whom each trainer teaches, by trainer; whoever has no pair is not among them. */
export function partnersOf({
  trainers,
  pairs,
}: Pick<TrainingSetup, 'trainers' | 'pairs'>): ReadonlyMap<string, Partner> {
  const names = new Map(trainers.map(({ id, name }) => [id, name]));
  const partners = new Map<string, Partner>();
  for (const { id: pair, first, second } of pairs) {
    if (first === null || second === null) continue;
    partners.set(first, { id: second, name: names.get(second) ?? second, pair });
    partners.set(second, { id: first, name: names.get(first) ?? first, pair });
  }
  return partners;
}
