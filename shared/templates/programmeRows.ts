import type { LocalDate } from '../kernel/dates.ts';
import { kitActionId } from '../programme/kitAction.entity.ts';
import type { JsonValue } from '../schema/entity.ts';
import { scopeId, type ScopeId } from '../schema/scope.ts';
import type { Template } from './template.schema.ts';

/** A row as a template makes it. Fields that hold nothing are left out. */
export interface TemplateRow {
  readonly entity: 'programme' | 'kitAction';
  readonly id: string;
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, JsonValue>>;
}

export interface ProgrammeNamed {
  /** Row id of the programme. */
  readonly id: string;
  readonly name: string;
  /** Set for practice data only: the day that it pretends to be. */
  readonly practiceDate?: LocalDate | undefined;
}

/** The rows of a programme and of the actions of its kit, the programme first. */
export function programmeRows(template: Template, named: ProgrammeNamed): TemplateRow[] {
  const { id, name, practiceDate } = named;
  const scope = scopeId('programme', id);
  const programme: TemplateRow = {
    entity: 'programme',
    id,
    scope,
    values: present({ ...programmeFields(template), name, practiceDate }),
  };
  return [programme, ...template.actions.map((_, position) => actionRow(template, position, id))];
}

/** Fields of a programme that its template decides; null where the template says nothing. */
export function programmeFields(template: Template): Record<string, JsonValue> {
  return {
    template: template.template,
    templateVersion: template.version,
    kitName: plain(template.kitName),
    phases: plain(template.phases),
    actors: plain(template.actors),
    country: template.country,
    calendar: template.calendar,
    vocabulary: plain(template.vocabulary),
    levels: plain(template.levels),
    variants: plain(template.variants),
    serviceGroups: plain(template.serviceGroups),
    services: plain(template.services),
    environments: plain(template.environments),
    bucketBounds: template.bucketBounds,
    postponementRule: template.postponementRule,
    teamRule: template.teamRule,
    ticketRules: template.ticketRules,
  };
}

/** Fields of one action of a programme's kit. */
export function actionFields(template: Template, position: number): Record<string, JsonValue> {
  const { id, ...fields } = template.actions[position]!;
  return { ...fields, action: id, position } as unknown as Record<string, JsonValue>;
}

function actionRow(template: Template, position: number, programme: string): TemplateRow {
  const { id } = template.actions[position]!;
  return {
    entity: 'kitAction',
    id: kitActionId(programme, id),
    scope: scopeId('programme', programme),
    values: present({ programme, ...actionFields(template, position) }),
  };
}

/** A value that came from JSON, for the compiler; absent keys are not there either. */
function plain(value: object): JsonValue {
  return value as JsonValue;
}

function present(
  values: Readonly<Record<string, JsonValue | undefined>>,
): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null,
    ),
  );
}
