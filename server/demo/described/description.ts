import type { Role } from '../../../shared/access/roles.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { DescribedHelp } from './helps.ts';
import type { DescribedTrainings } from './trainings.ts';
import type { DescribedTutoring } from './tutorings.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** Practice data as a short description, from which all rows are made. Everybody is invented. */
export interface Description {
  readonly programme: {
    readonly id: string;
    readonly name: string;
    readonly template: string;
    /** The day that it pretends to be. */
    readonly practiceDate: LocalDate;
    /** The day that all that nobody has touched since stands from. */
    readonly startedOn: LocalDate;
  };
  readonly territories: readonly (Values & { readonly id: string })[];
  readonly waves: readonly DescribedWave[];
  readonly establishments: readonly DescribedEstablishment[];
  readonly people: readonly DescribedPerson[];
  /** Environments that are open for all on some days. */
  readonly windows?: readonly Values[];
  readonly trainings?: DescribedTrainings;
  readonly tutorings?: readonly DescribedTutoring[];
  readonly help?: DescribedHelp;
  readonly blocked: readonly {
    readonly establishment: string;
    readonly action: string;
    readonly by: string;
    readonly on: LocalDate;
    readonly note: string;
  }[];
}

export interface DescribedWave {
  readonly id: string;
  readonly fields: Values & {
    readonly switchoverDate?: LocalDate;
    readonly variant?: string;
  };
  readonly events: readonly Values[];
}

export interface DescribedEstablishment {
  readonly id: string;
  readonly fields: Values & { readonly name: string; readonly level?: string };
  /** Its part in a wave. */
  readonly wave: string;
  readonly membership: Values & {
    readonly switchoverDate?: LocalDate;
    readonly variant?: string;
  };
  /**
   * How far its kit is: the share of what is due that is done, and how many days ahead of the
   * plan it works; null: its kit was not dealt out yet.
   */
  readonly pace: { readonly share: number; readonly daysAhead: number } | null;
  /** Rows that live with it, by entity; `id` is what follows `establishment:programme:`. */
  readonly rows?: Readonly<Record<string, readonly Values[]>>;
}

export interface DescribedPerson {
  readonly id: string;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: Language;
  readonly grants: readonly {
    readonly role: Role;
    /** Scopes of the places. */
    readonly places: readonly `${'programme' | 'wave' | 'establishment'}:${string}`[];
    readonly actors?: readonly string[];
  }[];
}
