import type { AgreementState } from '../../../shared/agreement/agreement.entity.ts';
import type { AgreementView } from '../../../shared/agreement/agreement.contract.ts';
import type { Reader } from '../store/database.ts';

export interface Binding {
  readonly channel: string | null;
  readonly siret: string | null;
  readonly legalRepresentative: string | null;
}

/** Read models of agreements; statements are prepared once. */
export interface AgreementStore {
  /** Agreements with a programme in schools, by their scopes. */
  agreements(programme: string, scopes: readonly string[]): Map<string, AgreementView>;
  /** State of the agreement by the school's scope. */
  states(programme: string): Map<string, AgreementState>;
  /** How a school is bound: body, number, who signs. */
  binding(establishment: string): Binding;
}

export function createAgreementStore(db: Reader): AgreementStore {
  type Stored = Omit<AgreementView, 'selfHosted' | 'pending'> & {
    readonly scope: string;
    readonly selfHosted: number | null;
    readonly pending: number;
  };
  // The plus sign: by schools, not through all of the programme.
  const agreements = db.prepare<[string, string], Stored>(
    `SELECT scope, number, state, signed_on AS signedOn, starts_on AS startsOn,
            notice_on AS noticeOn, acknowledged_on AS acknowledgedOn, ends_on AS endsOn,
            end_reason AS endReason, available_on AS availableOn, financial_mass AS financialMass,
            self_hosted AS selfHosted, note, base IS NOT NULL AS pending
     FROM agreement
     WHERE scope IN (SELECT value FROM json_each(?)) AND +programme = ? AND deleted IS NULL`,
  );
  const states = db.prepare<[string], { scope: string; state: AgreementState }>(
    `SELECT scope, state FROM agreement
     WHERE programme = ? AND deleted IS NULL AND state IS NOT NULL`,
  );
  const binding = db.prepare<[string], Binding>(
    `SELECT channel, siret, legal_representative AS legalRepresentative
     FROM establishment WHERE id = ?`,
  );
  return {
    agreements: (programme, scopes) =>
      new Map(
        agreements.all(JSON.stringify(scopes), programme).map(({ scope, ...stored }) => [
          scope,
          {
            ...stored,
            selfHosted: stored.selfHosted === null ? null : stored.selfHosted === 1,
            pending: stored.pending === 1,
          },
        ]),
      ),
    states: (programme) => new Map(states.all(programme).map(({ scope, state }) => [scope, state])),
    binding: (establishment) =>
      binding.get(establishment) ?? { channel: null, siret: null, legalRepresentative: null },
  };
}
