import { describe, expect, it } from 'vitest';
import { languages } from '../kernel/language.ts';
import { createMessages } from '../messages/messages.ts';
import { checkTemplate, readTemplate } from './readTemplate.ts';
import { findTemplate, templateNames } from './templates.ts';
import { MAX_TEMPLATE_LENGTH } from './template.schema.ts';
import {
  templateProblemText,
  templateProblemTypes,
  type TemplateProblem,
} from './template.problems.ts';

interface Draft {
  [key: string]: unknown;
  actions: Record<string, unknown>[];
}

function draft(): Draft {
  const action = { phase: 'p', actors: ['head'], title: { fr: 'Faire' } };
  return {
    template: 'test',
    version: '1',
    kitName: { fr: 'Kit' },
    variants: [{ id: '3+2', label: { fr: '3 + 2' } }],
    levels: [{ id: 'region', label: { fr: 'Région' } }],
    phases: [{ id: 'p', label: { fr: 'Phase' } }],
    actors: [{ id: 'head', label: { fr: 'Chef' }, roles: ['authorisingOfficer'] }],
    actions: ['a', 'b', 'c'].map((id) => ({ ...action, id })),
  };
}

function problems(change: (it: Draft) => void): readonly TemplateProblem[] {
  const changed = draft();
  change(changed);
  const read = checkTemplate(changed);
  return read.ok ? [] : read.error.problems;
}

describe('a template', () => {
  it('is read, with null for what it does not say', () => {
    const read = readTemplate(JSON.stringify(draft()));
    expect(read.ok && read.value.actions[0]).toMatchObject({
      id: 'a',
      dueOffsetDays: null,
      variant: null,
      dependsOn: [],
      evidence: 'none',
      blocking: false,
    });
  });

  it('is told the bounds of a number that is out of them', () => {
    const found = problems((it) => {
      it.actions[0]!['dueOffsetDays'] = 3_661;
      it.actions[1]!['dueOffsetVariants'] = { '3+2': -20_240_115 };
      it['bucketBounds'] = { lower: -1, upper: 130 };
    });
    expect(found).toEqual([
      { type: 'tooSmall', at: 'bucketBounds › lower', detail: '0' },
      { type: 'tooBig', at: 'bucketBounds › upper', detail: '100' },
      { type: 'tooFar', at: 'actions › a › dueOffsetDays', detail: '3660' },
      { type: 'tooFar', at: 'actions › b › dueOffsetVariants › 3+2', detail: '3660' },
    ]);
    const { t } = createMessages('fr');
    expect(templateProblemText(t, found[2]!)).toContain('de −3660 à +3660 jours');
  });

  it('is refused where it is not JSON, by line and column', () => {
    const read = readTemplate('{\n  "template": "x",\n  oops\n}');
    expect(read).toMatchObject({
      ok: false,
      error: { problems: [{ type: 'notJson', at: '3:3' }] },
    });
    expect(readTemplate('{"a": 1')).toMatchObject({
      error: { problems: [{ type: 'notJson', at: '1:8', detail: '{"a": 1' }] },
    });
  });

  it('is refused when it is too large', () => {
    expect(readTemplate(' '.repeat(MAX_TEMPLATE_LENGTH + 1))).toMatchObject({
      error: { problems: [{ type: 'tooLarge' }] },
    });
  });

  it('names a cycle on the way round', () => {
    const found = problems(({ actions }) => {
      actions[0]!['dependsOn'] = ['b'];
      actions[1]!['dependsOn'] = ['c'];
      actions[2]!['dependsOn'] = ['b'];
    });
    expect(found).toEqual([{ type: 'cycle', at: 'actions › b › dependsOn', detail: 'b → c → b' }]);
    const own = problems(({ actions }) => (actions[0]!['dependsOn'] = ['a']));
    expect(own).toEqual([{ type: 'cycle', at: 'actions › a › dependsOn', detail: 'a → a' }]);
  });

  it('follows a chain as long as a kit may be without tiring', () => {
    const found = problems((it) => {
      const [first] = it.actions;
      it.actions = Array.from({ length: 1_000 }, (_, index) => ({
        ...first,
        id: `a${index}`,
        dependsOn: [`a${(index + 1) % 1_000}`],
      }));
    });
    expect(found.map(({ type }) => type)).toEqual(['cycle']);
  });

  it.each([
    ['phaseUnknown', 'phase', 'q'],
    ['actorUnknown', 'actors', ['q']],
    ['actionUnknown', 'dependsOn', ['q']],
    ['variantUnknown', 'variant', 'q'],
    ['variantUnknown', 'dueOffsetVariants', { q: 1 }],
    ['levelUnknown', 'level', 'q'],
  ])('answers %s for %s that is not there', (type, field, value) => {
    const found = problems(({ actions }) => (actions[1]![field] = value));
    expect(found).toEqual([{ type, at: `actions › b › ${field}`, detail: 'q' }]);
  });

  it('answers for an id that is used twice, and one that is listed twice', () => {
    const twice = problems(({ actions }) => (actions[1]!['id'] = 'a'));
    expect(twice).toEqual([{ type: 'duplicateId', at: 'actions › a', detail: 'a' }]);
    const listed = problems(({ actions }) => (actions[1]!['actors'] = ['head', 'head']));
    expect(listed).toEqual([{ type: 'listedTwice', at: 'actions › b › actors', detail: 'head' }]);
  });

  it.each<[TemplateProblem['type'], string, (it: Draft) => unknown]>([
    ['missing', 'actions › b › title', ({ actions }) => delete actions[1]!['title']],
    ['missing', 'actions › 2 › id', ({ actions }) => delete actions[1]!['id']],
    ['wrongType', 'actions › b › phase', ({ actions }) => (actions[1]!['phase'] = 4)],
    ['tooLong', 'version', (it) => (it['version'] = 'x'.repeat(41))],
    ['tooFew', 'phases', (it) => (it['phases'] = [])],
    ['tooFew', 'actions', (it) => (it.actions = [])],
    ['notOneOf', 'actions › b › evidence', ({ actions }) => (actions[1]!['evidence'] = 'x')],
    ['badId', 'actions › é › id', ({ actions }) => (actions[1]!['id'] = 'é')],
    ['unknownField', 'actions › b', ({ actions }) => (actions[1]!['dueOfset'] = 1)],
    ['unknownField', 'extra', (it) => (it['extra'] = 1)],
  ])('answers %s at %s', (type, at, change) => {
    expect(problems(change)).toMatchObject([{ type, at }]);
  });

  it('is refused in words of the language alone, with a place', () => {
    const { t } = createMessages('fr');
    const texts = [
      readTemplate('[]'),
      readTemplate('{"a": 1'),
      checkTemplate({ ...draft(), actions: [{ id: 'a', title: 4, dueOffsetDays: 1.5 }] }),
    ].flatMap((read) =>
      read.ok ? [] : read.error.problems.map((problem) => templateProblemText(t, problem)),
    );
    expect(texts[0]).toContain('Le fichier');
    expect(texts.join('\n')).toContain('un texte');
    for (const text of texts) {
      expect(text).not.toMatch(/string|number|object|array|expected|invalid|unexpected|\(\)/i);
    }
  });

  it('has a sentence for every problem in every language', () => {
    for (const language of languages) {
      const { t } = createMessages(language);
      for (const type of templateProblemTypes) {
        const text = templateProblemText(t, { type, at: 'PLACE', detail: 'DETAIL' });
        expect([type, text]).toEqual([type, expect.stringContaining('PLACE')]);
        expect(text).toContain('DETAIL');
      }
    }
  });
});

describe('the templates of the product', () => {
  it.each(templateNames)('%s is sound, and in three languages where it matters', (name) => {
    const template = findTemplate(name)!;
    expect(template.template).toBe(name);
    const labels = [
      template.kitName,
      ...Object.values(template.vocabulary).flatMap(({ one, many }) => [one, many]),
      ...template.phases.map(({ label }) => label),
      ...template.actors.flatMap(({ label, short }) => [label, short]),
      ...template.levels.map(({ label }) => label),
      ...template.variants.map(({ label }) => label),
      ...template.services.map(({ label }) => label),
      ...template.serviceGroups.map(({ label }) => label),
      ...template.environments.map(({ label }) => label),
    ];
    const label = { fr: expect.any(String), en: expect.any(String), ar: expect.any(String) };
    for (const one of labels) expect(one).toEqual(label);
    expect(Object.keys(template.vocabulary)).toHaveLength(7);
  });

  it('are not found by other names', () => {
    expect(findTemplate('toString')).toBeUndefined();
  });
});
