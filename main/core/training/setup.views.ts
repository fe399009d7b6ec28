import type {
  FullTrainer,
  LentTrainer,
  MaterialView,
  PeriodView,
  RulesView,
} from '../../../shared/training/setup.contract.ts';
import { isOlderVersion } from '../../../shared/training/versionOrder.ts';
import type { SetupStore } from './setup.store.ts';
import type { TrainingStore } from './training.store.ts';

type Row<N extends keyof TrainingStore> = ReturnType<
  Extract<TrainingStore[N], (...values: never[]) => unknown[]>
>[number];
type MaterialRow = ReturnType<SetupStore['materials']>[number];
export type TrainerRow = Row<'trainers'>;

/** @param version of the product that the material should show; null: nobody knows */
export function materialView(row: MaterialRow, version: string | null): MaterialView {
  const { scope: _scope, programme: _programme, ...fields } = row;
  return {
    ...fields,
    title: row.title ?? row.id,
    kind: row.kind ?? 'other',
    language: row.language,
    older:
      version !== null &&
      row.productVersion !== null &&
      isOlderVersion(row.productVersion, version),
  };
}

export function fullTrainerView(
  row: TrainerRow,
  more: Pick<FullTrainer, 'mayWrite' | 'mayBeAway' | 'sessionsToCome'>,
): FullTrainer {
  const { scope, programme: _programme, ...fields } = row;
  return {
    ...fields,
    name: row.name ?? row.id,
    tracks: row.tracks === null ? null : [...row.tracks],
    lent: row.lent === true,
    shared: scope.startsWith('programme:'),
    ...more,
  };
}

/** @param wave that lends the trainer, in words; null: it is not on this device */
export function lentTrainerView(row: TrainerRow, wave: string | null): LentTrainer {
  const { scope: _scope, programme: _programme, tracks: _tracks, ...rest } = row;
  const { lent: _lent, note: _note, pending: _pending, ...fields } = rest;
  return { ...fields, name: row.name ?? row.id, wave };
}

export function periodView(row: Row<'periods'>): PeriodView {
  const { scope: _scope, wave: _wave, ...fields } = row;
  return {
    ...fields,
    label: row.label ?? row.id,
    kind: row.kind ?? 'other',
    forbidden: row.forbidden === true,
  };
}

export function rulesView(row: Row<'rules'> | undefined): RulesView {
  return {
    from: row?.from ?? null,
    until: row?.until ?? null,
    morningFrom: row?.morningFrom ?? null,
    morningTo: row?.morningTo ?? null,
    afternoonFrom: row?.afternoonFrom ?? null,
    afternoonTo: row?.afternoonTo ?? null,
    waived: [...(row?.waived ?? [])],
    organiser: row?.organiser ?? null,
    signatoryName: row?.signatoryName ?? null,
    signatoryFunction: row?.signatoryFunction ?? null,
    writtenAt: row?.writtenAt ?? null,
    returnAddress: row?.returnAddress ?? null,
  };
}
