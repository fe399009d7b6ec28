import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import { createMemoryBridge } from '../../testing/memoryBridge.ts';
import { memoryTraining } from '../../testing/memoryTraining.ts';
import { pageReady, renderApp } from '../../testing/renderApp.tsx';

const programme = { id: 'opale', name: 'Op@le' };
const wave = { id: 'v6', label: 'V6', programme, switchoverDate: '2024-01-01' };

function session(id: string, mode: SessionView['mode']): SessionView {
  return {
    id,
    title: id,
    track: null,
    module: null,
    mode,
    groups: [],
    day: '2024-01-23',
    from: '09:00',
    to: '12:00',
    halves: ['morning'],
    site: null,
    room: null,
    trainers: [],
    link: null,
    status: 'planned',
    reason: null,
    pinned: false,
    trainingBase: false,
    note: null,
    repeats: null,
    occurrences: [],
    pending: false,
  };
}

it('shows a camera of who meets by video, not of who meets in a room that nobody has named yet', async () => {
  const memory = createMemoryBridge({});
  const overview = memoryTraining()['training.overview']();
  if (!overview.ok) throw new Error('no overview');
  const sessions = [session('Visio', 'video'), session('Atelier', 'inPerson')];
  memory.methods['training.overview'] = () =>
    ok({ ...overview.value, waves: [wave], wave, sessions });
  await renderApp(memory, '/training/calendar');
  await pageReady('training');
  const chip = async (name: RegExp) => screen.findByRole('button', { name });
  expect((await chip(/^Visio/)).querySelector('.tabler-icon-video')).not.toBeNull();
  expect((await chip(/^Atelier/)).querySelector('.tabler-icon-video')).toBeNull();
  expect(await chip(/^Atelier/)).toHaveTextContent('09:00–12:00');
});
