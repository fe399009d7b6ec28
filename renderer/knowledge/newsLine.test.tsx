import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CommunicationView } from '../../shared/knowledge/knowledge.contract.ts';
import { ok } from '../../shared/kernel/result.ts';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

const said = (id: string, title: string): CommunicationView => ({
  id,
  place: { scope: 'programme:opale', label: 'Op@le' },
  kind: 'announcement',
  on: '2024-01-22',
  until: null,
  title,
  body: null,
  target: null,
  roles: [],
  reached: null,
  author: null,
  mayWrite: false,
});

it('shows the latest announcement where people begin, until it is put away', async () => {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.methods['knowledge.announcements'] = () =>
    ok([said('c1', 'Maintenance mercredi'), said('c2', 'Budget avant vendredi')]);
  const user = await renderApp(memory, '/kit');
  await pageReady('kit');
  const line = await screen.findByRole('region', { name: 'Annonce' });
  expect(line.textContent).toContain('Maintenance mercredi');
  expect(line.textContent).toContain('et 1 autre');
  expect(within(line).getByRole('link').getAttribute('href')).toContain('/communications/c1');
  await user.click(within(line).getByRole('button', { name: 'Ne plus montrer cette annonce' }));
  await waitFor(() => expect(line.textContent).toContain('Budget avant vendredi'));
  await user.click(within(line).getByRole('button', { name: 'Ne plus montrer cette annonce' }));
  await waitFor(() => expect(screen.queryByText('Budget avant vendredi')).toBeNull());
});
