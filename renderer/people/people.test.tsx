import { screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { err, ok } from '../../shared/kernel/result.ts';
import type { ListedPerson } from '../../shared/people/people.contract.ts';
import { createMemoryBridge, type MemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

function person(id: string, name: string): ListedPerson {
  return {
    person: id,
    name,
    email: `${id}@exemple.invalid`,
    phone: null,
    roles: [
      {
        role: 'bursar',
        place: 'establishment:e1',
        name: 'Collège Neuf',
        code: '0801234G',
        programme: null,
        actors: null,
      },
    ],
    schools: 1,
  };
}
const everybody = [person('a', 'Alix Aubépin'), person('b', 'Basile Bergenia')];

async function open(change: (memory: MemoryBridge) => void = () => {}, maySteer = true) {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.methods['people.list'] = ({ search = '' }) => {
    const found = everybody.filter(({ name }) => name.includes(search));
    return ok({ total: found.length, all: everybody.length, maySteer, rows: found });
  };
  memory.methods['people.codes'] = ({ people }) =>
    ok(
      people.map((id) => ({
        person: id,
        login: id,
        name: everybody.find((one) => one.person === id)!.name,
        code: `CODE-${id}`,
        expiresAt: 1_706_745_600_000,
      })),
    );
  change(memory);
  const user = await renderApp(memory, '/people');
  await pageReady('people');
  return { memory, user };
}
const button = (name: string | RegExp) => screen.findByRole('button', { name });

it('somebody is looked at, given a code and the code copied', async () => {
  const { user } = await open();
  const copied: string[] = [];
  document.execCommand = vi.fn<() => boolean>(() => {
    copied.push((document.activeElement as HTMLTextAreaElement).value);
    return true;
  });
  await user.click(await screen.findByText('Basile Bergenia'));
  const panel = screen.getByRole('complementary', { name: 'Basile Bergenia' });
  expect(panel).toHaveTextContent('Collège Neuf · 0801234G');
  await user.click(within(panel).getByRole('button', { name: 'Code d’inscription' }));
  expect(screen.getByText('Faire un code pour Basile Bergenia ?')).toBeVisible();
  await user.click(await button('Faire les codes'));
  await user.click(await button('Copier le code de Basile Bergenia'));
  expect(copied).toEqual(['CODE-b']);
  // The keyboard is where it was.
  expect(document.activeElement).toHaveAccessibleName('Copier le code de Basile Bergenia');
});

it('codes of those who are found are made for all of them', async () => {
  const { memory, user } = await open();
  await user.type(await screen.findByRole('textbox'), 'Alix');
  await screen.findByText('2 personnes · 1 trouvée');
  await user.click(await button('Codes d’inscription'));
  await user.click(await button('Faire les codes'));
  expect(await screen.findByText('CODE-a')).toBeVisible();
  const asked = memory.calls.filter(({ name }) => name === 'people.codes');
  expect(asked.map(({ input }) => input)).toEqual([{ people: ['a'] }]);
});

it('without the server no code is made, and it can be asked for again', async () => {
  const { user } = await open((memory) => {
    memory.methods['people.codes'] = () => err({ type: 'NeedsServer' });
  });
  await user.click(await screen.findByText('Alix Aubépin'));
  await user.click(await button('Code d’inscription'));
  await user.click(await button('Faire les codes'));
  expect(await screen.findByText(/serveur/)).toBeVisible();
  expect(await button('Faire les codes')).toBeEnabled();
});

it('nobody found leads back to everybody', async () => {
  const { user } = await open();
  await user.type(await screen.findByRole('textbox'), 'zzz');
  await user.click(await button('Voir toutes les personnes'));
  expect(await screen.findByText('Alix Aubépin')).toBeVisible();
});

it('who steers nothing neither imports nor gives codes', async () => {
  const { user } = await open(undefined, false);
  await user.click(await screen.findByText('Alix Aubépin'));
  await waitFor(() => expect(screen.getByRole('complementary')).toBeVisible());
  expect(screen.queryByRole('button', { name: /Importer|Code/ })).toBeNull();
});
