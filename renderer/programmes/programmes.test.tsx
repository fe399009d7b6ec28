import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../shared/kernel/result.ts';
import type { ProgrammeView } from '../../shared/programme/programmes.contract.ts';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

const view: ProgrammeView = {
  id: 'massar',
  name: 'Massar',
  template: 'massar',
  templateVersion: '1.0.0',
  kitName: null,
  vocabulary: { wave: { one: { fr: 'lot', ar: 'دفعة' }, many: { fr: 'lots' } } },
  levels: [
    { id: 'aref', label: { fr: 'AREF', ar: 'الأكاديمية' } },
    { id: 'delegation', label: { fr: 'Délégation' } },
  ],
  country: 'MA',
  calendar: 'ma',
  practiceDate: null,
  waves: 1,
  agreements: false,
  establishments: 24,
  roles: ['pilot'],
  phases: [],
  actors: [],
  variants: [],
  serviceGroups: [],
  services: [],
  environments: [],
  bucketBounds: null,
  postponementRule: { noticeMonths: 1, registeredLetter: true, longestDelayMonths: 6 },
  teamRule: null,
  ticketRules: null,
  territories: [],
  mayEdit: true,
  actions: 43,
};

async function open(address: string, change: Partial<ProgrammeView> = {}) {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.methods['programmes.read'] = () => ok({ ...view, ...change });
  const user = await renderApp(memory, address);
  await pageReady('programme');
  const sets = () =>
    memory.calls
      .filter(({ name }) => name === 'programmes.update')
      .map(({ input }) => (input as { set: unknown }).set);
  return { user, sets };
}

it('changes one word in one language and keeps the others', async () => {
  const { user, sets } = await open('/programme');
  await user.click(screen.getByRole('button', { name: 'English' }));
  await user.type(screen.getByLabelText('vague, Une seule'), 'batch{Enter}');
  await waitFor(() =>
    expect(sets()).toEqual([
      {
        vocabulary: {
          wave: { one: { fr: 'lot', ar: 'دفعة', en: 'batch' }, many: { fr: 'lots' } },
        },
      },
    ]),
  );
});

it('gives the product’s word back where the French one is emptied, and writes both forms of a new one', async () => {
  const { user, sets } = await open('/programme');
  await user.clear(screen.getByLabelText('vague, Plusieurs'));
  await user.tab();
  await waitFor(() => expect(sets()).toEqual([{ vocabulary: {} }]));
  await user.type(screen.getByLabelText('établissement, Une seule'), 'école{Enter}');
  await waitFor(() =>
    expect(sets()[1]).toEqual({
      vocabulary: {
        ...view.vocabulary,
        establishment: { one: { fr: 'école' }, many: { fr: 'établissements' } },
      },
    }),
  );
});

it('renames a level, and leaves its French name where somebody empties it', async () => {
  const { user, sets } = await open('/programme/places');
  const english = screen.getByLabelText('Délégation, English');
  await user.type(english, 'Province{Enter}');
  await waitFor(() =>
    expect(sets()).toEqual([
      {
        levels: [view.levels[0], { id: 'delegation', label: { fr: 'Délégation', en: 'Province' } }],
      },
    ]),
  );
  const french = screen.getByLabelText<HTMLInputElement>('AREF, Français');
  await user.clear(french);
  await user.tab();
  expect(french.value).toBe('AREF');
  expect(sets().at(-1)).toEqual(sets()[0]);
});

it('refuses a number out of bounds in words, and stores one within', async () => {
  const { user, sets } = await open('/programme/rules');
  const notice = screen.getByLabelText('Préavis, en mois');
  await user.clear(notice);
  await user.type(notice, '61{Enter}');
  await screen.findByText('Un nombre entre 0 et 60.');
  expect(sets()).toEqual([]);
  await user.clear(notice);
  await user.type(notice, '2{Enter}');
  await waitFor(() =>
    expect(sets()).toEqual([{ postponementRule: { ...view.postponementRule, noticeMonths: 2 } }]),
  );
});

it('only shows to whoever may not change it', async () => {
  await open('/programme', { mayEdit: false });
  const fields = within(screen.getByRole('tabpanel')).getAllByRole<HTMLInputElement>('textbox');
  expect(fields.every(({ disabled }) => disabled)).toBe(true);
  screen.getByText(/Seul le pilotage/);
});
