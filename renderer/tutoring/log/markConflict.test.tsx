import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { TutoringOverview } from '../../../shared/tutoring/tutoring.contract.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { createMemoryBridge, UP_TO_DATE } from '../../testing/memoryBridge.ts';
import { renderApp } from '../../testing/renderApp.tsx';
import { EDGAR, ME, sampleConflict, sampleVersion } from '../../testing/sampleConflict.ts';
import { sampleKit } from '../../testing/sampleKit.ts';
import { sampleLog } from '../../testing/sampleLog.ts';

const overview: TutoringOverview = {
  waves: [sampleLog.wave],
  wave: sampleLog.wave,
  today: '2024-01-22',
  timeZone: 'Europe/Paris',
  groups: [],
  sessions: [],
  me: 'p1',
  mayOrganise: false,
  mayHelp: true,
};
const marks = (mayResolve: boolean) =>
  sampleConflict({
    entity: 'tutoringPresence',
    row: 'g1:2024-01-22:e1',
    scope: 'tutoringGroup:g1',
    versions: [
      sampleVersion({ value: 'present', by: ME, shown: true }),
      sampleVersion({ value: 'absent', by: EDGAR }),
    ],
    mayResolve,
  });

async function open(mayResolve = true) {
  const memory = createMemoryBridge({
    kits: [sampleKit()],
    conflicts: [marks(mayResolve)],
    status: { ...UP_TO_DATE, conflicts: 1 },
  });
  const settled: unknown[] = [];
  memory.methods['tutoring.overview'] = () => ok(overview);
  memory.methods['sync.resolve'] = (input) => {
    settled.push(input);
    memory.state.conflicts = [];
    return ok(null);
  };
  const user = await renderApp(memory, `/tutoring/log/${encodeURIComponent(sampleLog.session.id)}`);
  const row = await screen.findByRole('row', { name: /Collège Élan/ });
  return { user, row, settled };
}

it('shows what two tutors noted apart at the row of the school, and settles it there', async () => {
  const { user, row, settled } = await open();
  await waitFor(() => expect(row.textContent).toContain('Présent / Absent'));
  expect(row.getAttribute('aria-label')).toContain('Deux valeurs Présent / Absent');
  await user.click(row);
  const text = await screen.findByText(/Deux marques notées sans se voir.*Collège Élan/);
  const section = text.closest('section')!;
  expect(within(section).getByRole('button', { name: /Garder Présent \(vous/ })).toBeTruthy();
  await user.click(within(section).getByRole('button', { name: /Garder Absent \(Edgar/ }));
  expect(settled).toEqual([{ ids: ['conflict-1'], keep: 1 }]);
  await waitFor(() => expect(row.textContent).not.toContain('Présent / Absent'));
});

it('shows it without a choice to whoever may not settle it, and only at that school', async () => {
  const { user, row } = await open(false);
  await waitFor(() => expect(row.textContent).toContain('Présent / Absent'));
  await screen.findByText(/Une personne qui tient ce journal choisira/);
  expect(screen.queryByRole('button', { name: /Garder/ })).toBeNull();
  const other = screen.getByRole('row', { name: /Lycée Bel Air/ });
  expect(other.textContent).not.toContain('/');
  await user.click(other);
  await waitFor(() => expect(screen.queryByText(/Deux marques notées/)).toBeNull());
});
