import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { decideTick } from '../../shared/kit/kit.rules.ts';
import type { StepStatus } from '../../shared/kit/stepStatus.ts';
import { err, type Result } from '../../shared/kernel/result.ts';
import type { BridgeFailure, Client } from '../bridge/client.ts';
import { NO_FILTERS, type KitFilters } from './kit.filters.ts';
import { firstOpenStep, type KitTab } from './kit.select.ts';

/** What a kit is read as: a list to work off, figures of it, what happened in the school. */
export const kitReadings = ['list', 'figures', 'story'] as const;
export type KitReading = (typeof kitReadings)[number];

/** A note that is being written, and the one that was there when writing began. */
export interface Draft {
  readonly text: string;
  readonly base: string;
}

export interface KitState {
  /** The school that was asked for; null: the person's first. */
  readonly wanted: string | null;
  readonly view: KitView | null;
  readonly failure: BridgeFailure | null;
  readonly tab: KitTab;
  readonly filter: string;
  readonly reading: KitReading;
  readonly filters: KitFilters;
  /** Steps that were chosen to be changed together; null: nobody is choosing. */
  readonly picked: ReadonlySet<string> | null;
  readonly selected: string | null;
  /** Steps selected or changed in this reading of the list: they stay until another is chosen. */
  readonly held: ReadonlySet<string>;
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Status that waits for its reason to be written, for the selected step. */
  readonly asking: StepStatus | null;
  /** Whether the panel covers the list, where the window is too narrow for both. */
  readonly panelOpen: boolean;
}

type Ticked = Result<KitStepView, BridgeFailure>;

export interface KitStore {
  readonly store: StoreApi<KitState>;
  /** Shows a school's kit; without an id, the person's first. */
  open(establishment: string | null): Promise<void>;
  reload(): Promise<void>;
  select(step: string): void;
  show(tab: KitTab): void;
  filter(text: string): void;
  read(reading: KitReading): void;
  /** Narrows what is shown, in every reading. */
  narrow(filters: Partial<KitFilters>): void;
  /** Shows one step in the list, whatever it was narrowed to. */
  reveal(step: string): void;
  /** Chooses steps to be changed together; null: no more choosing. */
  pick(steps: Iterable<string> | null): void;
  togglePick(step: string): void;
  ask(status: StepStatus | null): void;
  setPanelOpen(open: boolean): void;
  draft(step: string, draft: Draft | null): void;
  /** Shows a change at once, has it recorded, and takes it back when that fails. */
  tick(step: string, status: StepStatus, note?: string): Promise<Ticked>;
}

const NOTHING_HELD: ReadonlySet<string> = new Set();

const START: KitState = {
  wanted: null,
  view: null,
  failure: null,
  tab: 'all',
  filter: '',
  reading: 'list',
  filters: NO_FILTERS,
  picked: null,
  selected: null,
  held: NOTHING_HELD,
  drafts: new Map(),
  asking: null,
  panelOpen: false,
};

/** The kit on the screen: what the core says, and over it what is not yet confirmed. */
export function createKitStore(client: Client): KitStore {
  const store = createStore<KitState>(() => START);
  /** Steps as the core last said them; what is shown may be ahead of it. */
  const confirmed = new Map<string, KitStepView>();
  /** Number of calls under way for a step: its shown state is this page's, not a reload's. */
  const underWay = new Map<string, number>();
  /** For each step, when a tick of it was last answered, on this counter. */
  const answeredAt = new Map<string, number>();
  let counter = 0;
  /** Whether a page has ever wanted a kit: before, there is nothing to keep fresh. */
  let asked = false;
  let reading: Promise<void> | null = null;
  let readAgain = false;

  async function read(): Promise<void> {
    do {
      readAgain = false;
      const { wanted } = store.getState();
      const started = ++counter;
      const answer = await client.call(
        'kit.read',
        wanted === null ? {} : { establishment: wanted },
      );
      if (store.getState().wanted !== wanted) {
        readAgain = true;
        continue;
      }
      if (answer.ok) take(answer.value, started);
      // A core that stumbles takes nothing off the screen; one that says what is wrong does.
      else if (answer.error.type !== 'Unexpected' || store.getState().view === null) {
        store.setState({ view: null, failure: answer.error });
      }
    } while (readAgain);
    reading = null;
  }

  /** Takes what was read, except for steps that were changed here after the reading began. */
  function take(view: KitView, started: number): void {
    const state = store.getState();
    const shown = new Map(state.view?.steps.map((step) => [step.id, step]));
    const steps = view.steps.map((step) => {
      const own = shown.get(step.id);
      const newer = underWay.has(step.id) || (answeredAt.get(step.id) ?? 0) > started;
      if (!newer) confirmed.set(step.id, step);
      if (own === undefined) return step;
      // Keeping the same object keeps the row from being drawn again.
      return newer || same(own, step) ? own : step;
    });
    const selected = steps.some((step) => step.id === state.selected)
      ? state.selected
      : firstOpenStep(steps);
    store.setState({ view: { ...view, steps }, failure: null, selected });
  }

  function put(step: KitStepView): void {
    const { view } = store.getState();
    if (view === null) return;
    const steps = view.steps.map((other) => (other.id === step.id ? step : other));
    store.setState({ view: { ...view, steps } });
  }

  function reload(): Promise<void> {
    if (reading !== null) readAgain = true;
    reading ??= read();
    return reading;
  }

  /** Whether rows of these scopes can be seen in the kit that is shown. */
  function concerns(scopes: readonly string[]): boolean {
    const { view } = store.getState();
    if (view === null) return reading === null;
    const own = `establishment:${view.establishment.id}`;
    // What is above a school (its programme, its wave) concerns every kit.
    return (
      scopes.length === 0 || scopes.some((one) => one === own || !one.startsWith('establishment:'))
    );
  }

  client.onEvent((event) => {
    if (event.type === 'rowsChanged' && asked && concerns(event.scopes)) void reload();
    if (event.type === 'sessionChanged') {
      confirmed.clear();
      store.setState(START);
      if (asked) void reload();
    }
  });

  return {
    store,
    reload,
    open(establishment) {
      asked = true;
      const { wanted, view } = store.getState();
      if (view !== null && (establishment === null || view.establishment.id === establishment)) {
        return reload();
      }
      // Asked for before the page was drawn, and on its way.
      if (reading !== null && wanted === establishment) return reading;
      if (wanted !== establishment || view !== null) {
        confirmed.clear();
        const { reading, filters, tab } = store.getState();
        store.setState({ ...START, reading, filters, tab, wanted: establishment });
      }
      return reload();
    },
    select(selected) {
      const { tab, held } = store.getState();
      // What somebody is on stays in the list, even when it stops being of this reading.
      const next = tab === 'all' || held.has(selected) ? held : new Set(held).add(selected);
      store.setState({ selected, asking: null, held: next });
    },
    show: (tab) => store.setState({ tab, held: NOTHING_HELD }),
    filter: (filter) => store.setState({ filter, held: NOTHING_HELD }),
    read: (reading) => store.setState({ reading }),
    narrow: (filters) =>
      store.setState({
        filters: { ...store.getState().filters, ...filters },
        held: NOTHING_HELD,
      }),
    reveal(step) {
      store.setState({
        reading: 'list',
        tab: 'all',
        filter: '',
        filters: NO_FILTERS,
        selected: step,
        asking: null,
      });
    },
    pick: (steps) => store.setState({ picked: steps === null ? null : new Set(steps) }),
    togglePick(step) {
      const picked = new Set(store.getState().picked);
      if (!picked.delete(step)) picked.add(step);
      store.setState({ picked });
    },
    ask: (asking) => store.setState({ asking }),
    setPanelOpen: (panelOpen) => store.setState({ panelOpen }),
    draft(step, draft) {
      const drafts = new Map(store.getState().drafts);
      if (draft === null) drafts.delete(step);
      else drafts.set(step, draft);
      store.setState({ drafts });
    },
    async tick(id, status, note) {
      const { view, held } = store.getState();
      const step = view?.steps.find((other) => other.id === id);
      if (view === null || step === undefined) return err({ type: 'StepUnknown', step: id });
      const request = note === undefined ? { status } : { status, note };
      const verdict = decideTick(step, request, view.today);
      if (!verdict.ok) return verdict;

      if (!confirmed.has(id)) confirmed.set(id, step);
      store.setState({ held: new Set(held).add(id) });
      put({ ...step, ...verdict.value, status, pending: true });
      underWay.set(id, (underWay.get(id) ?? 0) + 1);

      const answer = await client.call('kit.tick', { step: id, ...request });

      const left = (underWay.get(id) ?? 1) - 1;
      if (left === 0) underWay.delete(id);
      else underWay.set(id, left);
      answeredAt.set(id, ++counter);
      if (answer.ok) confirmed.set(id, answer.value);
      // While a later tick of the same step is under way, that one is shown.
      const certain = confirmed.get(id);
      if (left === 0 && certain !== undefined) put(certain);
      // What others changed while it was under way was put off.
      if (!answer.ok) void reload();
      return answer;
    },
  };
}

function same(a: KitStepView, b: KitStepView): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
