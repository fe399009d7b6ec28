import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/kernel/result.ts';
import type { SchoolRecord } from '../../shared/wave/schools.contract.ts';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';

const OPALE = { id: 'opale', name: 'Op@le' };
const ENT = { id: 'ent', name: 'ENT' };

function record(change: Partial<SchoolRecord> = {}): SchoolRecord {
  return {
    id: 'etab-1',
    code: '0021234A',
    name: 'LGT des Hautes Callunes',
    nameAr: null,
    type: 'lgt',
    town: 'Château-Thierry',
    department: '02',
    path: [],
    accountingGroup: null,
    attachedTo: null,
    attached: [],
    siret: null,
    channel: null,
    legalRepresentative: null,
    linkedSystems: [],
    legacySoftware: null,
    attachedBodies: [],
    pupils: 1200,
    note: null,
    waves: [
      { id: 'op-v6', label: 'V6', switchoverDate: '2024-01-01', programme: OPALE },
      { id: 'ent-1', label: null, switchoverDate: null, programme: ENT },
    ],
    parts: { services: true, environments: false, agreement: true },
    programme: 'opale',
    territory: null,
    mayWrite: true,
    ...change,
  };
}

async function open(tab = '', change: Partial<SchoolRecord> = {}) {
  const memory = createMemoryBridge({});
  memory.methods['schools.read'] = () => ok(record(change));
  memory.methods['activation.accounts'] = ({ programme }) =>
    ok({
      programmes: [OPALE, ENT],
      programme: programme === 'ent' ? ENT : OPALE,
      today: '2024-01-22',
      mayWrite: true,
      accounts: [
        {
          population: 'teachers',
          method: null,
          decidedOn: null,
          total: programme === 'ent' ? 12 : 40,
          handedOut: null,
          checks: [],
          note: null,
          pending: false,
        },
      ],
    });
  const user = await renderApp(memory, `/school/etab-1/${tab}`);
  await pageReady('school');
  const inputsOf = (name: string) =>
    memory.calls.filter((call) => call.name === name).map(({ input }) => input);
  return { memory, user, inputsOf };
}

describe('the record of a school', () => {
  it('says what it is in words, and not what nobody asks of it', async () => {
    await open();
    expect(screen.getByText('Lycée général et technologique')).toBeVisible();
    expect(screen.getByText('Op@le · V6 · 1er janvier 2024')).toBeVisible();
    expect(screen.queryByText('SIRET')).toBeNull();
    expect(screen.queryByRole('tab', { name: 'Environnements' })).toBeNull();
  });

  it('says a type that has no name here as it was written', async () => {
    await open('', { type: 'cité mixte' });
    expect(screen.getByText('cité mixte')).toBeVisible();
  });

  it('is changed field by field, by keyboard alone', async () => {
    const { user, inputsOf } = await open();
    screen.getByRole('button', { name: 'Modifier la fiche' }).focus();
    await user.keyboard('{Enter}');
    const panel = screen.getByRole('complementary', { name: 'Modifier la fiche' });
    const town = within(panel).getByRole('textbox', { name: 'Commune' });
    await user.clear(town);
    await user.keyboard('Soissons{Enter}');
    await waitFor(() =>
      expect(inputsOf('establishments.update')).toEqual([
        { establishment: 'etab-1', set: { town: 'Soissons' } },
      ]),
    );
  });

  it('offers no change to whom it is not given', async () => {
    await open('', { mayWrite: false });
    expect(screen.queryByRole('button', { name: 'Modifier la fiche' })).toBeNull();
  });

  it('shows each of its programmes', async () => {
    const { user, inputsOf } = await open('accounts');
    expect(await screen.findByLabelText('Comptes en tout')).toHaveValue(40);
    await user.click(screen.getByRole('button', { name: 'ENT' }));
    await waitFor(() => expect(screen.getByLabelText('Comptes en tout')).toHaveValue(12));
    await user.type(screen.getByLabelText('Comptes remis'), '5');
    await user.tab();
    expect(inputsOf('activation.setAccounts')).toEqual([
      {
        establishment: 'etab-1',
        programme: 'ent',
        population: 'teachers',
        set: { handedOut: 5 },
      },
    ]);
  });
});
