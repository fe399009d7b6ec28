import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';

/** A step with what tests rarely care about filled in. */
export function sampleStep(step: Partial<KitStepView> & { readonly action: string }): KitStepView {
  return {
    id: `etab-1:opale:${step.action}`,
    title: { fr: step.action },
    description: null,
    phase: 'information',
    actors: ['sg'],
    due: null,
    plannedDue: null,
    dueOffsetDays: null,
    dependsOn: [],
    evidence: 'none',
    blocking: false,
    retired: false,
    status: 'todo',
    note: null,
    assignee: null,
    doneOn: null,
    changedBy: null,
    changedAt: null,
    pending: false,
    ...step,
  };
}

/** A small kit of two phases, as of 22 January 2024. */
export function sampleKit(changes: Partial<KitView> = {}): KitView {
  return {
    establishment: {
      id: 'etab-1',
      name: 'LGT des Hautes Callunes',
      nameAr: null,
      town: 'Château-Thierry',
      type: 'lgt',
      code: '0020000P',
      wave: { id: 'op-v6', label: 'V6' },
      programme: { id: 'opale', name: 'Op@le' },
      switchoverDate: '2024-01-01',
      progress: { done: 1, applicable: 5, percent: 20 },
      late: 2,
      blocked: 0,
      roles: ['bursar'],
    },
    kitName: { fr: 'Kit de bascule Op@le' },
    phases: [
      { id: 'information', label: { fr: 'Information et cadrage', en: 'Information' } },
      { id: 'budget', label: { fr: 'Budget', en: 'Budget' } },
    ],
    actors: [
      {
        id: 'sg',
        label: { fr: 'Secrétaire général d’EPLE' },
        short: { fr: 'SG' },
        roles: ['bursar'],
      },
      { id: 'ordonnateur', label: { fr: 'Chef d’établissement (ordonnateur)' }, roles: [] },
    ],
    myActors: ['sg'],
    mayTick: true,
    mayNote: true,
    today: '2024-01-22',
    practice: false,
    steps: [
      sampleStep({
        action: 'informer',
        title: { fr: 'Informer l’établissement', en: 'Inform the school' },
        actors: ['ordonnateur'],
        status: 'done',
        doneOn: '2023-06-05',
        due: '2023-06-05',
      }),
      sampleStep({
        action: 'collectivite',
        title: { fr: 'Informer la collectivité de rattachement', en: 'Inform the authority' },
        due: '2024-01-10',
        dueOffsetDays: 9,
        dependsOn: ['informer'],
      }),
      sampleStep({
        action: 'equiper',
        title: { fr: 'Équiper les postes', en: 'Equip the computers' },
        due: '2024-01-25',
        note: 'Écrans commandés à l’académie',
      }),
      sampleStep({
        action: 'budget',
        title: { fr: 'Charger le budget', en: 'Load the budget' },
        phase: 'budget',
        actors: ['ordonnateur', 'sg'],
        due: '2024-01-20',
      }),
      sampleStep({
        action: 'controle',
        title: { fr: 'Contrôler le budget', en: 'Check the budget' },
        phase: 'budget',
        actors: ['ordonnateur'],
        due: '2024-03-15',
      }),
    ],
    ...changes,
  };
}
