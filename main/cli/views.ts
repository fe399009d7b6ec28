import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import type { Label } from '../../shared/schema/values.ts';
import type { Language } from '../../shared/kernel/language.ts';
import type { SessionView } from '../../shared/session/session.contract.ts';
import type { SyncStatus } from '../../shared/sync/sync.contract.ts';

/** A label in a language, in French where it lacks it. */
export function inLanguage(label: Label, language: Language): string {
  return label[language] ?? label.fr;
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** A step as scripts read it. */
export interface StepJson {
  readonly id: string;
  readonly action: string;
  readonly title: string;
  readonly phase: string;
  readonly actors: readonly string[];
  readonly due: string | null;
  readonly status: string;
  readonly note: string | null;
  /** Name of who last changed it; null when nobody has. */
  readonly changedBy: string | null;
  /** ISO 8601, UTC. */
  readonly changedAt: string | null;
  /** Day it was done, `YYYY-MM-DD`. */
  readonly doneOn: string | null;
  /** True while the change waits to be sent. */
  readonly pending: boolean;
}

export function stepJson(step: KitStepView, language: Language): StepJson {
  return {
    id: step.id,
    action: step.action,
    title: inLanguage(step.title, language),
    phase: step.phase,
    actors: step.actors,
    due: step.due,
    status: step.status,
    note: step.note,
    changedBy: step.changedBy?.name ?? null,
    changedAt: isoTime(step.changedAt),
    doneOn: step.doneOn,
    pending: step.pending,
  };
}

/** A school's kit as scripts read it. */
export function kitJson(kit: KitView, language: Language): Record<string, unknown> {
  return {
    establishment: kit.establishment.id,
    name: kit.establishment.name,
    town: kit.establishment.town,
    wave: kit.establishment.wave?.id ?? null,
    programme: kit.establishment.programme?.id ?? null,
    switchoverDate: kit.establishment.switchoverDate,
    asOf: kit.today,
    progress: kit.establishment.progress,
    steps: kit.steps.map((step) => stepJson(step, language)),
  };
}

/** The device's state as scripts read it. */
export function statusJson(
  session: SessionView | null,
  status: SyncStatus,
  reachable: boolean | null,
): Record<string, unknown> {
  return {
    device: session?.device ?? null,
    person: session?.person.login ?? null,
    server: session?.server ?? null,
    pending: status.pending,
    rejected: status.rejected,
    conflicts: status.conflicts,
    carrying: status.carrying,
    clockOffsetMs: status.clockOffsetMs,
    notice: status.notice,
    lastSyncAt: isoTime(status.lastSyncAt),
    reachable,
  };
}
