import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ticketFigures } from '../../shared/assistance/ticketFigures.ts';
import { readTicketRules } from '../../shared/assistance/ticketRules.ts';
import type { AssistanceOverview, TicketView } from '../../shared/assistance/tickets.contract.ts';
import { ok } from '../../shared/kernel/result.ts';
import pegase from '../../shared/templates/pegase.json' with { type: 'json' };
import { pageOf } from '../testing/memoryAssistance.ts';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

const programme = { id: 'p', name: 'Pégase' };
const overview: AssistanceOverview = {
  waves: [{ id: 'w', label: '22/23', programme }],
  programme,
  wave: null,
  today: '2024-01-22',
  rules: readTicketRules(pegase.ticketRules),
  me: { person: 'me', name: 'Oriane Feuillant' },
  mayHelp: false,
  schools: [{ id: 'u1', code: 'U1', name: 'Université X', nameAr: null, town: null }],
  versions: ['24.9', '24.1', '23.4'],
};
const row = (id: string, change: Partial<TicketView>): TicketView => ({
  id,
  number: id,
  tool: 'JSM',
  reference: `B-${id}`,
  title: `Demande ${id}`,
  establishment: 'u1',
  school: 'Université X',
  schoolAr: null,
  schoolCode: 'U1',
  town: null,
  kind: 'information',
  priority: 'minor',
  status: 'open',
  level: 'pc-scol',
  group: 'national',
  createdOn: '2024-01-02',
  ageDays: 20,
  late: true,
  closedOn: null,
  closedByDays: false,
  waitingSince: null,
  repliesUntil: null,
  lastOn: null,
  requesterName: null,
  mine: true,
  shared: true,
  files: 0,
  pending: false,
  ...change,
});

async function open(path: string, rows: TicketView[] = []) {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  const saved: unknown[] = [];
  memory.methods['assistance.overview'] = () => ok(overview);
  memory.methods['tickets.list'] = () => ok({ asOf: '2024-01-22', rows });
  memory.methods['tickets.figures'] = () =>
    ok({ asOf: '2024-01-22', ...ticketFigures(rows, overview.rules) });
  memory.methods['tickets.page'] = (input) => ok(pageOf(rows, input, '2024-01-22'));
  memory.methods['tickets.save'] = (input) => {
    saved.push(input);
    return ok({ id: 'new', reference: 'B-000000' });
  };
  const user = await renderApp(memory, path);
  await pageReady('assistance');
  return { user, saved };
}

it('asks of an anomaly what it does not ask of a question, and sends nothing before it is right', async () => {
  const { user, saved } = await open('/assistance/tickets/new');
  const field = (name: string) => screen.getByLabelText(name);
  await screen.findByText('Nouvelle demande');
  expect(screen.queryByLabelText('Environnement')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Ticket d’anomalie' }));
  expect(field('Environnement')).toBeTruthy();
  await user.type(field('Nombre de personnes impactées'), '12');
  await user.type(field('Résumé *'), 'Inscription impossible en licence');
  await user.click(screen.getByRole('button', { name: 'Envoyer la demande' }));
  const alert = await screen.findByRole('alert');
  expect(within(alert).getAllByRole('listitem').length).toBe(4);
  expect(saved).toEqual([]);
  // Back to a question: what only an anomaly says is not sent.
  await user.click(screen.getByRole('button', { name: 'Demande d’information' }));
  await user.type(field('Descriptif *'), 'Quelle version ?');
  await user.click(screen.getByRole('button', { name: 'Envoyer la demande' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toMatchObject({
    send: true,
    confirmed: false,
    values: { kind: 'information', establishment: 'u1', priority: 'minor', impacted: null },
  });
});

it('keeps what looks like a secret from being stored until it is confirmed', async () => {
  const { user, saved } = await open('/assistance/tickets/new');
  await user.type(await screen.findByLabelText('Résumé *'), 'Connexion refusée à la scolarité');
  await user.type(screen.getByLabelText('Descriptif *'), 'mot de passe : Lilas2024');
  await user.click(screen.getByRole('button', { name: 'Garder le brouillon' }));
  expect(saved).toEqual([]);
  await user.click(screen.getByRole('checkbox', { name: /Ce n’en est pas/ }));
  await user.click(screen.getByRole('button', { name: 'Garder le brouillon' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toMatchObject({ send: false, confirmed: true });
});

it('opens the list behind a figure', async () => {
  const { user } = await open('/assistance/figures', [
    row('A-1', {}),
    row('A-2', { status: 'closed', late: false, closedOn: '2024-01-05' }),
    row('A-3', { status: 'draft', late: false }),
  ]);
  // The table stands before the requests are read.
  const total = await screen.findByRole('row', { name: /^Total 2 / });
  expect(
    within(total)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['2', '1', '1']);
  await user.click(within(total).getAllByRole('button')[2]!);
  expect(await screen.findByDisplayValue('En retard')).toBeTruthy();
});

it('asks before a secret is written where others read it, and writes what is none', async () => {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  const logged: unknown[] = [];
  memory.methods['assistance.overview'] = () => ok({ ...overview, mayHelp: true });
  memory.methods['contacts.list'] = () => ok([]);
  memory.methods['contacts.log'] = (input) => {
    logged.push(input);
    return ok({ id: 'c1' });
  };
  const user = await renderApp(memory, '/assistance/contacts');
  await pageReady('assistance');
  const subject = await screen.findByRole('textbox', { name: 'Objet' });
  await user.type(subject, 'mot de passe : Lilas2024{Enter}');
  const question = await screen.findByRole('dialog', { name: /Est-ce un secret/ });
  expect(within(question).getByText('mot de passe : Lilas2024')).toBeTruthy();
  await user.click(within(question).getByRole('button', { name: 'Revenir au texte' }));
  expect(logged).toEqual([]);
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.type(subject, '{Enter}');
  await user.click(await screen.findByRole('button', { name: /Ce n’est pas un secret/ }));
  await waitFor(() => expect(logged).toHaveLength(1));
});

it('keeps a new request that is half written when one goes away and comes back', async () => {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.methods['assistance.overview'] = () => ok(overview);
  memory.methods['tickets.list'] = () => ok({ asOf: '2024-01-22', rows: [] });
  const user = await renderApp(memory, '/assistance/tickets/new');
  await pageReady('assistance');
  await user.type(await screen.findByLabelText('Résumé *'), 'Connexion refusée');
  await user.type(screen.getByLabelText('Descriptif *'), 'mot de passe : Lilas2024');
  await user.click(screen.getByRole('tab', { name: 'Chiffres' }));
  await waitFor(() => expect(screen.queryByLabelText('Résumé *')).toBeNull());
  // What looks like a secret is kept as long as the window, and never stored.
  expect(memory.state.typed).toEqual({ [`ticket ${overview.programme!.id}`]: '' });
  await user.click(screen.getByRole('tab', { name: 'Demandes' }));
  await user.click((await screen.findAllByRole('button', { name: 'Nouvelle demande' }))[0]!);
  expect(await screen.findByDisplayValue('Connexion refusée')).toBeTruthy();
  expect(screen.getByDisplayValue('mot de passe : Lilas2024')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Quitter sans garder' }));
  await user.click((await screen.findAllByRole('button', { name: 'Nouvelle demande' }))[0]!);
  expect(screen.getByLabelText<HTMLInputElement>('Résumé *').value).toBe('');
});
