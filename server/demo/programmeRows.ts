import { kitActionId } from '../../shared/programme/kitAction.entity.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import type { ActorsFile, TemplateFile } from './files.ts';
import { seedRow, type SeedRow } from './seedRows.ts';

/**
 * The rows of a programme and its kit template.
 * @param practiceDate the day that practice data pretends to be
 */
export function programmeRows(
  name: string,
  template: TemplateFile,
  extra: ActorsFile,
  practiceDate: string,
): SeedRow[] {
  const id = template.programme;
  const scope = scopeId('programme', id);
  const kitName = { fr: template.name_fr, en: template.name_en, ar: extra.kitNameAr };
  const programme = seedRow('programme', id, scope, {
    name,
    templateVersion: template.version,
    kitName,
    phases: template.phases.map((phase) => ({
      id: phase.id,
      label: { fr: phase.label_fr, en: phase.label_en, ar: phase.label_ar },
    })),
    actors: template.actors.map((actor) => actorValue(actor, extra)),
    practiceDate,
  });
  const actions = template.actions.map((action, position) =>
    seedRow('kitAction', kitActionId(id, action.id), scope, {
      programme: id,
      action: action.id,
      position,
      phase: action.phase,
      actors: action.actors,
      title: { fr: action.title_fr, en: action.title_en },
      description: { fr: action.description_fr },
      dueOffsetDays: action.due_offset_days,
      dueOffsetVariants: action.due_offset_variants,
      variant: action.variant,
      dependsOn: action.depends_on,
      evidence: action.evidence,
      blocking: action.blocking,
      source: action.source,
      indicator: action.indicator,
    }),
  );
  return [programme, ...actions];
}

function actorValue(actor: TemplateFile['actors'][number], extra: ActorsFile): JsonValue {
  const more = extra.actors[actor.id];
  if (more === undefined) throw new Error(`No roles for actor ${actor.id}`);
  return {
    id: actor.id,
    label: { fr: actor.label_fr, en: actor.label_en, ar: more.labelAr },
    short: more.short,
    roles: more.roles,
  };
}
