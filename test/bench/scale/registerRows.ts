import {
  accountChecks,
  distributionMethods,
  populations,
} from '../../../shared/activation/accountDistribution.entity.ts';
import { environmentStates } from '../../../shared/activation/environmentUse.entity.ts';
import { activationStates } from '../../../shared/activation/serviceActivation.entity.ts';
import { activationId, WHOLE_SCHOOL } from '../../../shared/activation/services.rules.ts';
import { agreementId, agreementStates } from '../../../shared/agreement/agreement.entity.ts';
import { addDays } from '../../../shared/kernel/dates.ts';
import { derivedId } from '../../../shared/kernel/ids.ts';
import { teamFunctions } from '../../../shared/people/teamMember.entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { readinessId } from '../../../shared/wave/readiness.entity.ts';
import { seedRow, type SeedRow } from '../../../server/demo/seedRows.ts';
import { PROGRAMME, schoolId, TODAY, waveId, WAVES } from './names.ts';

const environments = findTemplate('opale')!.environments.map(({ id }) => id);
const services = findTemplate('ent')!.services.map(({ id }) => id);
/** Services of which a school has written something. */
const SERVICES = 6;
const TEAM = 3;
/** Schools that one accounting officer keeps the books of. */
const BOOKS = 6;
const roles = ['authorisingOfficer', 'bursar', 'assistant', 'teamMember'] as const;
const FIRST_NAMES = [
  'Aline',
  'Bruno',
  'Chloé',
  'Driss',
  'Émile',
  'Fanta',
  'Gaël',
  'Hélène',
  'Inès',
];
const LAST_NAMES = ['Aubépine', 'Bruyère', 'Chêne', 'Érable', 'Frêne', 'Genêt', 'Hêtre', 'Lilas'];

/** What stands in a school's record: four people of its own, team, services, agreement and so on. */
export function registerRows(school: number, random: () => number): SeedRow[] {
  const pick = (count: number): number => Math.floor(random() * count);
  const one = <T>(list: readonly T[]): T => list[pick(list.length)]!;
  const establishment = schoolId(school);
  const scope = scopeId('establishment', establishment);
  const own = { establishment, programme: PROGRAMME };
  const someDay = (): string => addDays(TODAY, -pick(300));
  const someName = (): string => `${one(FIRST_NAMES)} ${one(LAST_NAMES)} ${pick(500)}`;
  const grant = (person: string, role: string, name: string): SeedRow =>
    seedRow('grant', `${person}:${role}:establishment.${establishment}`, scope, {
      person,
      role,
      name,
      email: `${person}@example.org`,
    });
  const books = Math.floor(school / BOOKS);
  const rows = [
    ...roles.map((role, index) => grant(`agent-${school}-${index}`, role, someName())),
    grant(`comptable-${books}`, 'accountingOfficer', `Ondine Comptable ${books}`),
    ...Array.from({ length: TEAM }, (_, index) =>
      seedRow('teamMember', `${establishment}-equipe-${index}`, scope, {
        establishment,
        person: index === 0 ? `agent-${school}-0` : null,
        name: someName(),
        function: one(teamFunctions),
        fte: pick(5) / 4,
        since: someDay(),
        until: random() < 0.1 ? someDay() : null,
      }),
    ),
    ...Array.from({ length: SERVICES }, (_, index) => {
      const service = services[(school + index * 3) % services.length]!;
      return seedRow(
        'serviceActivation',
        activationId(establishment, PROGRAMME, service, WHOLE_SCHOOL),
        scope,
        { ...own, service, target: 'school', state: one(activationStates), since: someDay() },
      );
    }),
    ...environments.slice(1).map((environment) =>
      seedRow('environmentUse', derivedId(establishment, PROGRAMME, environment), scope, {
        ...own,
        environment,
        state: one(environmentStates),
        openedOn: someDay(),
        productVersion: `3.${pick(9)}`,
      }),
    ),
    ...populations.map((population) =>
      seedRow('accountDistribution', derivedId(establishment, PROGRAMME, population), scope, {
        ...own,
        population,
        method: random() < 0.7 ? one(distributionMethods) : null,
        decidedOn: someDay(),
        total: 100 + pick(500),
        handedOut: pick(100),
        checks: accountChecks.slice(0, pick(accountChecks.length + 1)),
      }),
    ),
  ];
  if (random() < 0.7) {
    rows.push(
      seedRow('agreement', agreementId(establishment, PROGRAMME), scope, {
        ...own,
        number: `C-${school}`,
        state: one(agreementStates),
        signedOn: someDay(),
      }),
    );
  }
  if (random() < 0.4) {
    const marks = () => pick(5);
    rows.push(
      seedRow('readiness', readinessId(establishment, PROGRAMME), scope, {
        ...own,
        demand: marks(),
        digitalUse: marks(),
        technicalState: marks(),
        functionalState: marks(),
        assessedOn: someDay(),
      }),
    );
  }
  if (random() < 0.03) {
    rows.push(
      seedRow('postponement', `${establishment}-report`, scope, {
        establishment,
        wave: waveId(school % WAVES),
        kind: 'postponed',
        noticeOn: someDay(),
        reason: 'Travaux',
        costsDue: pick(1_000),
      }),
    );
  }
  return rows;
}
