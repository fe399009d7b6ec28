import { agreementTermsOf } from '../../../shared/agreement/agreementTerms.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { establishmentCode, establishmentIdOf } from '../../../shared/wave/establishmentId.ts';
import type { SchoolRecord, schoolsContract } from '../../../shared/wave/schools.contract.ts';
import type { Places, ProgrammePlace } from '../access/places.ts';
import { changed, type WritingParts } from '../access/writing.ts';
import type { Reader } from '../store/database.ts';
import type { Write } from '../store/record.ts';
import { createSchoolsStore, type SchoolsStore } from './schools.store.ts';

/** Levels above each other are few: a circle in the rows must not keep a reader for ever. */
const MAX_LEVELS = 20;
const FRANCE = 'FR';

/** What makes a new school a member of a wave. Fails with WaveUnknown, NotAllowed. */
export type JoinWrites = (
  wave: string,
  establishment: string,
) => Result<readonly Write[], CoreFailure>;

type SchoolsParts = Pick<WritingParts, 'mayWrite' | 'mayCreate' | 'record' | 'revival'> & {
  readonly joinWrites: JoinWrites;
};

/** The record of a school, with the names of what it points at. */
export function createSchoolsHandlers(
  db: Reader,
  places: Places,
  { mayWrite, mayCreate, record, revival, joinWrites }: SchoolsParts,
): Handlers<typeof schoolsContract, CoreFailure> {
  const store = createSchoolsStore(db);
  return {
    'schools.read': ({ establishment }) => {
      const stored = store.school(establishment);
      const found = places.school(establishment);
      if (stored === null || found === null) {
        return err({ type: 'EstablishmentUnknown', establishment });
      }
      const { programmes } = found;
      const keeper = programmes.find(({ id }) => id === stored.programme) ?? programmes[0] ?? null;
      const { attachedTo, ...record } = stored;
      return ok({
        ...record,
        programme: keeper?.id ?? null,
        path: pathOf(store, stored.territory, keeper),
        attachedTo: attachedTo === null ? null : store.name(attachedTo),
        attached: store.attached(establishment),
        waves: store.waves(establishment).map(({ programme, programmeName, ...wave }) => ({
          ...wave,
          programme:
            programme === null ? null : { id: programme, name: programmeName ?? programme },
        })),
        parts: {
          services: programmes.some(({ services }) => services.length > 0),
          environments: programmes.some(({ environments }) => environments.length > 0),
          agreement:
            programmes.some(({ template }) => agreementTermsOf(template) !== null) ||
            store.hasAgreement(establishment),
        },
        mayWrite: mayWrite(scopeId('establishment', establishment), 'establishment', ['name']),
      });
    },

    'establishments.create': ({ programme, wave, set: wanted }) => {
      const keeper = store.programme(programme);
      if (keeper === null) return err({ type: 'ProgrammeUnknown', programme });
      const code = establishmentCode(wanted.code);
      if (code === null) return err({ type: 'CodeInvalid', code: wanted.code });
      const taken = store.codes(code)[0];
      if (taken !== undefined) return err({ type: 'CodeTaken', code, name: taken.name });
      const wrong = unknownPlace(store, wanted);
      if (wrong !== null) return err(wrong);
      const id = establishmentIdOf(keeper.country ?? FRANCE, code);
      const scope = scopeId('establishment', id);
      const set = { ...changed(undefined, { ...wanted, code, programme }) };
      const made = { ...set, ...revival('establishment', id) };
      const joined = wave === undefined ? ok([]) : joinWrites(wave, id);
      if (!joined.ok) return joined;
      const writes: Write[] = [
        { entity: 'establishment', row: id, scope, set: made },
        ...joined.value.map((write) => ({
          ...write,
          set: { ...write.set, ...revival(write.entity, write.row) },
        })),
      ];
      if (!mayCreate(scope, 'establishment', writes)) return err({ type: 'NotAllowed' });
      record(writes);
      return ok({ establishment: id });
    },

    'establishments.update': ({ establishment, set: wanted }) => {
      const stored = store.school(establishment);
      if (stored === null) return err({ type: 'EstablishmentUnknown', establishment });
      const { attachedTo } = wanted;
      const isAttachable =
        attachedTo === undefined ||
        attachedTo === null ||
        (attachedTo !== establishment && store.name(attachedTo) !== null);
      if (!isAttachable) return err({ type: 'BadInput', detail: 'attachedTo' });
      const wrong = unknownPlace(store, wanted);
      if (wrong !== null) return err(wrong);
      const set = changed({ ...stored }, wanted);
      const fields = Object.keys(set);
      const scope = scopeId('establishment', establishment);
      if (!mayWrite(scope, 'establishment', fields)) return err({ type: 'NotAllowed' });
      if (fields.length > 0) record([{ entity: 'establishment', row: establishment, scope, set }]);
      return ok(null);
    },
  };
}

/** Why a territory that is named cannot be one of a school; null: it can, or none is named. */
function unknownPlace(
  store: SchoolsStore,
  { territory }: { readonly territory?: string | null | undefined },
): CoreFailure | null {
  if (territory === undefined || territory === null) return null;
  return store.territory(territory) === null ? { type: 'TerritoryUnknown', territory } : null;
}

/** Territories from the widest to the one that the school belongs to. */
function pathOf(
  store: SchoolsStore,
  territory: string | null,
  programme: ProgrammePlace | null,
): SchoolRecord['path'] {
  const path: SchoolRecord['path'] = [];
  const labels = new Map(programme?.levels.map(({ id, label }) => [id, label]));
  for (let next = territory; next !== null && path.length < MAX_LEVELS;) {
    const place = store.territory(next);
    if (place === null) break;
    path.unshift({
      level: labels.get(place.level ?? '') ?? null,
      name: place.name ?? next,
      nameAr: place.nameAr,
    });
    next = place.parent;
  }
  return path;
}
