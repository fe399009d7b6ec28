import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { InputOf } from '../../shared/bridge/contract.ts';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { GridRow } from '../../shared/activation/activation.contract.ts';
import { ok } from '../../shared/kernel/result.ts';
import { createMemoryBridge, type MemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';

const PROGRAMME = { id: 'ent', name: 'ENT' };
const SERVICES = ['annuaire', 'agenda', 'messagerie'];
const SCHOOLS = 40;

function rows(): GridRow[] {
  return Array.from({ length: SCHOOLS }, (_, index) => ({
    id: `ecole-${index}`,
    name: `École ${index}`,
    nameAr: null,
    town: 'Valbrume',
    wave: null,
    opensOn: null,
    cells: {},
    missing: [],
    mayWrite: true,
  }));
}

async function open(tab = 'services') {
  const memory = createMemoryBridge({});
  memory.state.session!.roles = [{ role: 'pilot', place: 'programme:ent' }];
  const counts = { off: SCHOOLS, planned: 0, pilot: 0, on: 0 };
  const head = { programmes: [PROGRAMME], programme: PROGRAMME, today: '2023-11-06' };
  memory.methods['activation.grid'] = ({ offset, limit, text }) => {
    const found = rows().filter(({ name }) => name.includes(text ?? ''));
    return ok({
      ...head,
      total: found.length,
      all: SCHOOLS,
      groups: [{ id: 'socle', label: { fr: 'Socle' }, mandatory: true }],
      services: SERVICES.map((id) => ({ id, label: { fr: id }, group: 'socle' })),
      counts: Object.fromEntries(SERVICES.map((id) => [id, counts])),
      rows: found.slice(offset, offset + limit),
    });
  };
  const user = await renderApp(memory, `/activation/${tab}`);
  await pageReady('activation');
  return { memory, user };
}

const cell = (row: number, column: number): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)!;
const changes = (memory: MemoryBridge) =>
  memory.calls
    .filter(({ name }) => name === 'activation.set')
    .map(({ input }) => input as InputOf<Bridge['activation.set']>);

/** Frames that are drawn when the test says so. */
function holdFrames() {
  const waiting = new Map<number, FrameRequestCallback>();
  let last = 0;
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => {
    last += 1;
    waiting.set(last, callback);
    return last;
  });
  vi.spyOn(window, 'cancelAnimationFrame').mockImplementation((id) => void waiting.delete(id));
  const run = (id: number): void => {
    const callback = waiting.get(id);
    waiting.delete(id);
    callback?.(0);
  };
  return {
    /** Draws the frames that wait now, whenever it is called. */
    held: () => {
      const ids = [...waiting.keys()];
      return () => ids.forEach(run);
    },
  };
}

afterEach(() => vi.restoreAllMocks());

describe('services by school', () => {
  it('say how many schools there are, in the programme’s words', async () => {
    await open();
    expect(screen.getByText('40 établissements')).toBeVisible();
    expect(await screen.findByRole('rowheader', { name: /École 0 · Valbrume/ })).toBeVisible();
  });

  it('keep up with keys that come faster than frames', async () => {
    const { user } = await open();
    await waitFor(() => expect(cell(0, 0)).not.toBeNull());
    cell(0, 0).focus();
    const frames = holdFrames();
    await user.keyboard('{ArrowDown}');
    const drawLate = frames.held();
    await user.keyboard('{ArrowDown}');
    // The frame of the first key comes late: it must not lead the keyboard back to its cell.
    act(drawLate);
    await user.keyboard('{ArrowDown}');
    act(frames.held());
    expect(cell(3, 0)).toHaveFocus();
    expect(document.querySelectorAll('[data-cell][tabindex="0"]')).toHaveLength(1);
  });

  it('set the cells of a range with a digit', async () => {
    const { memory, user } = await open();
    await waitFor(() => expect(cell(0, 0)).not.toBeNull());
    cell(0, 0).focus();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await waitFor(() => expect(cell(1, 0)).toHaveFocus());
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() => expect(cell(1, 1)).toHaveFocus());
    await user.keyboard('3');
    expect(changes(memory)).toEqual([
      expect.objectContaining({
        programme: 'ent',
        state: 'on',
        cells: [
          { establishment: 'ecole-0', service: 'annuaire' },
          { establishment: 'ecole-0', service: 'agenda' },
          { establishment: 'ecole-1', service: 'annuaire' },
          { establishment: 'ecole-1', service: 'agenda' },
        ],
      }),
    ]);
  });

  it('go to the next state with a blank', async () => {
    const { memory, user } = await open();
    await waitFor(() => expect(cell(0, 0)).not.toBeNull());
    cell(0, 0).focus();
    await user.keyboard(' ');
    expect(changes(memory)).toEqual([expect.objectContaining({ state: 'planned' })]);
  });

  it('say when nothing fits, and how to see all again', async () => {
    const { user } = await open();
    await user.keyboard('/zzz');
    expect(await screen.findByText('Rien ne correspond.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Tout afficher' }));
    await waitFor(() => expect(cell(0, 0)).not.toBeNull());
  });
});

describe('the other readings', () => {
  it('lead from one to the other by the arrows of the tabs', async () => {
    const { user } = await open();
    screen.getByRole('tab', { name: 'Services' }).focus();
    await user.keyboard('{ArrowRight}');
    await waitFor(() =>
      expect(screen.getByRole('tab', { name: 'Environnements' })).toHaveAttribute(
        'aria-selected',
        'true',
      ),
    );
  });

  it('show all teams where the programme sets no minimum', async () => {
    const { memory } = await open('teams');
    await waitFor(() =>
      expect(memory.calls.findLast(({ name }) => name === 'team.list')?.input).toMatchObject({
        lacking: false,
      }),
    );
    expect(screen.queryByRole('button', { name: 'Sous le minimum' })).toBeNull();
    expect(within(screen.getByRole('tabpanel')).queryByText('Toutes les équipes')).toBeNull();
  });
});
