import additionsJson from './amiens-v6.additions.json' with { type: 'json' };
import demoJson from './amiens-v6.json' with { type: 'json' };
import type { Role } from '../../shared/access/roles.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Template } from '../../shared/templates/template.schema.ts';
import { findTemplate } from '../../shared/templates/templates.ts';

/** The parts of the practice data that are seeded; the files hold more than these. */
export interface DemoFile {
  readonly about: { readonly as_of: string };
  readonly programme: {
    readonly id: string;
    readonly name: string;
    readonly end_of_deployment: string;
  };
  readonly waves: readonly {
    readonly id: string;
    readonly label: string;
    readonly switchover_date: string;
    readonly status: string;
  }[];
  readonly accounting_groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly host_establishment_id: string;
    readonly member_ids: readonly string[];
  }[];
  readonly establishments: readonly {
    readonly id: string;
    readonly uai: string;
    readonly name: string;
    readonly type: string;
    readonly town: string;
    readonly department: string;
    readonly wave_id: string;
    readonly accounting_group_id: string | null;
    readonly informed_on: string | null;
    readonly added_late_to_wave: boolean;
  }[];
  readonly hierarchy: readonly {
    readonly id: string;
    readonly level: string;
    readonly parent_id: string | null;
    readonly label_fr: string;
  }[];
  readonly communications: readonly {
    readonly date: string;
    readonly kind: string;
    /** Label of a wave, or `all`. */
    readonly wave: string;
    readonly title_fr: string;
  }[];
  readonly budgets: readonly {
    readonly establishment_id: string;
    readonly loaded_on: string | null;
  }[];
  readonly training_tracks: readonly {
    readonly id: string;
    readonly label_fr: string;
    readonly in_person_days: number;
    readonly distance_hours: number;
    readonly group_count: number;
  }[];
  readonly trainer_pairs: readonly {
    readonly id: string;
    readonly trainer_ids: readonly string[];
  }[];
  readonly training_groups: readonly {
    readonly id: string;
    readonly label_fr: string;
    readonly track_id: string;
    readonly trainer_pair_id: string;
    readonly site: string;
    readonly member_ids: readonly string[];
  }[];
  readonly enrolments: readonly {
    readonly person_id: string;
    readonly track_id: string;
    readonly group_id: string;
    readonly distance_hours_done: number;
  }[];
  readonly training_sessions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title_fr: string;
    readonly group_ids: readonly string[];
    readonly member_ids?: readonly string[];
    readonly track_id: string | null;
    readonly date: string;
    readonly half_days: number;
    readonly site?: string;
    readonly trainer_pair_id?: string;
    readonly status: string;
    readonly uses_fm1: boolean;
    readonly absent_ids: readonly string[];
  }[];
  readonly fm1_weeks: readonly {
    readonly opens_on: string;
    readonly closes_on: string;
    readonly data_as_of: string;
  }[];
  readonly people: readonly DemoPerson[];
  readonly kit_progress: readonly {
    readonly establishment_id: string;
    readonly done: readonly {
      readonly action_id: string;
      readonly done_on: string;
      readonly by_person_id: string | null;
    }[];
  }[];
  readonly tutor_pairs: readonly { readonly id: string; readonly tutor_ids: readonly string[] }[];
  readonly tutoring_groups: readonly {
    readonly id: string;
    readonly label_fr: string;
    readonly tutor_pair_id: string;
    readonly establishment_ids: readonly string[];
  }[];
  readonly tutoring_sessions: readonly {
    readonly id: string;
    readonly group_id: string;
    /** The day that the fortnight gives, and the day on which it takes place. */
    readonly cadence_date: string;
    readonly date: string | null;
    readonly duration_hours: number;
    readonly status: string;
    readonly reason_fr: string | null;
    readonly theme_fr: string | null;
    readonly absent_establishment_ids: readonly string[];
    readonly blockers: readonly {
      readonly title_fr: string;
      readonly raised_by: string;
      readonly resolved: boolean;
    }[];
  }[];
  readonly tickets: readonly {
    readonly id: string;
    readonly created_on: string;
    readonly status: string;
    readonly level: string;
    readonly declared_service: string;
    readonly qualified_service: string;
    readonly requalified: boolean;
    readonly title: string;
    readonly establishment_id: string;
    readonly requester_id: string | null;
    readonly requester_function_fr: string;
    readonly service: string;
    readonly environment: string;
    readonly sphere: string;
    readonly operations_fr: string;
    readonly attachments: number;
    readonly closed_on: string | null;
  }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly date: string;
    readonly channel: string;
    readonly establishment_id: string;
    readonly handled_by: string;
    readonly subject_fr: string;
  }[];
}

export interface DemoPerson {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly role: string;
  readonly role_fr: string;
  readonly sphere?: string;
  readonly profession_fr?: string;
  readonly experienced_wave?: string;
  readonly establishment_id?: string;
  readonly accounting_group_id?: string;
}

/** People and states that the practice data lacks, so that every role and status can be seen. */
export interface AdditionsFile {
  /** Display name of whoever did what no person is named for. */
  readonly team: string;
  readonly people: readonly (Omit<DemoPerson, 'role' | 'role_fr'> & {
    readonly grant: {
      readonly role: Role;
      readonly place: ScopeId;
      readonly actors: readonly string[] | null;
    };
  })[];
  readonly blocked: readonly {
    readonly establishment_id: string;
    readonly action_id: string;
    readonly by_person_id: string;
    readonly on: string;
    readonly note: string;
  }[];
}

export const demo = demoJson as unknown as DemoFile;
export const additions = additionsJson as AdditionsFile;
export const template: Template = findTemplate(demo.programme.id)!;
