import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../build/runtime/paths.ts';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { themes } from '../../shared/bridge/window.ts';
import { languages } from '../../shared/kernel/language.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, start, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, HEAD, PILOT, startAs, stepsWith } from './people.ts';

/** The devices try again at growing intervals; this is several of them. */
const ARRIVES_WITHIN_MS = 45_000;

/** The school of the bursar and the head. */
const SCHOOL = 'establishment:etab-v6-01';
const WAVE = 'op-v6';

let server: PracticeServer;
let serverData = '';
let bursar: Running;
let pilot: Running;
/** Has lost the right to tick while out of reach: what was ticked is refused. */
let head: Running;
let nobody: Running;

beforeAll(async () => {
  serverData = await temporaryFolder();
  server = await startServer(serverData);
  const { url } = server;
  bursar = await startAs({ data: await temporaryFolder(), server: url, login: BURSAR });
  pilot = await startAs({ data: await temporaryFolder(), server: url, login: PILOT });
  nobody = await start({ data: await temporaryFolder() });
  head = await startAs({ data: await temporaryFolder(), server: url, login: HEAD });
  await disagree(url);
});
afterAll(async () => {
  for (const running of [bursar, pilot, head, nobody]) await close(running);
  await end(server.child);
});

/**
 * The bursar and the head write two notes for one action without having seen each other; the head,
 * who is no longer one by then, has another tick refused.
 */
async function disagree(url: string): Promise<void> {
  for (const { window } of [bursar, head]) await window.locator('[data-sync="fresh"]').waitFor();
  await end(server.child);
  const [step, other] = await stepsWith(bursar, 'todo');
  const tick = (page: Page, change: unknown): Promise<unknown> =>
    page.evaluate((input) => window.bascule.call('kit.tick', input), change);
  for (const [{ window: page }, note] of [
    [bursar, 'La salle 12 est fermée jusqu’à lundi'],
    [head, 'La salle 14 est fermée jusqu’à jeudi'],
  ] as const) {
    await tick(page, { step, status: 'todo', note });
  }
  await tick(head.window, { step: other, status: 'done' });
  await administer('grant', HEAD, 'tutor', SCHOOL);
  await administer('ungrant', HEAD, 'authorisingOfficer', SCHOOL);
  server = await startServer(serverData, url);
  await goTo('/conflicts')(bursar.window);
  await bursar.window.locator('[data-conflict]').waitFor({ timeout: ARRIVES_WITHIN_MS });
  await goTo('/refused')(head.window);
  await head.window.locator('[data-refused]').waitFor({ timeout: ARRIVES_WITHIN_MS });
}

/** Runs the server's command on its data, while it is stopped. */
async function administer(...args: string[]): Promise<void> {
  const command = ['server/admin.ts', ...args, '--data', serverData];
  await promisify(execFile)(process.execPath, command, { cwd: projectRoot });
}

interface Screen {
  readonly name: string;
  readonly of: () => Running;
  /** What `data-ready` says once it is there. */
  readonly ready: string;
  /** From the page that the person begins with. */
  readonly go?: (page: Page) => Promise<unknown>;
}

const goTo = (hash: string) => (page: Page) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);
const press = (key: string) => async (page: Page) => {
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
};

/** Goes somewhere and waits until something stands there. */
const shown = (hash: string, what: string) => async (page: Page) => {
  await goTo(hash)(page);
  await page.locator(what).first().waitFor();
};
/** Goes to a list and waits until its first row is there. */
const listed = (hash: string, list: string) => shown(hash, `${list} [data-index="0"]`);

/** The address of a draft of the template, which begins as the kit runs. */
async function draftOf(page: Page): Promise<string> {
  const ask = async (name: 'templates.current' | 'templates.createDraft', input: object) => {
    const answer = await page.evaluate(([method, given]) => window.bascule.call(method, given), [
      name,
      input,
    ] as const);
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer.value;
  };
  const current = (await ask('templates.current', {})) as {
    programme: { id: string };
    versions: { version: string; state: string }[];
  };
  const programme = current.programme.id;
  const known = current.versions.find(({ state }) => state === 'draft');
  const { version } =
    known ?? ((await ask('templates.createDraft', { programme })) as { version: string });
  return `/template/draft/${programme}/${version}`;
}

const screens: readonly Screen[] = [
  { name: 'enrolment', of: () => nobody, ready: 'enrol' },
  { name: 'kit', of: () => bursar, ready: 'kit' },
  {
    name: 'kit, blocked step in the panel',
    of: () => bursar,
    ready: 'kit',
    go: (page) => page.locator('[data-step][data-status="blocked"]').first().click(),
  },
  {
    name: 'kit, nothing found',
    of: () => bursar,
    ready: 'kit',
    go: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('zzzz');
      await eventually(() => page.locator('[data-step]').count()).toBe(0);
    },
  },
  { name: 'palette', of: () => bursar, ready: 'kit', go: press('Control+k') },
  { name: 'help', of: () => bursar, ready: 'kit', go: press('F1') },
  { name: 'settings', of: () => bursar, ready: 'settings', go: goTo('/settings') },
  {
    name: 'settings, devices',
    of: () => bursar,
    ready: 'settings',
    go: async (page) => {
      await goTo('/settings/devices')(page);
      await page.locator('summary').click();
    },
  },
  {
    name: 'conflicts, a note in two versions',
    of: () => bursar,
    ready: 'conflicts',
    go: async (page) => {
      await goTo('/conflicts')(page);
      await page.locator('[data-third]').click();
      await page.getByRole('textbox').waitFor();
    },
  },
  {
    name: 'refused, put right before it is sent',
    of: () => head,
    ready: 'refused',
    go: async (page) => {
      await goTo('/refused')(page);
      // What can be amended is amended in place.
      await page.locator('[data-refused] button').nth(1).click();
      await page.locator('[data-refused] [aria-pressed="true"]').waitFor();
    },
  },
  {
    name: 'kit, a refused action in the panel',
    of: () => head,
    ready: 'kit',
    go: async (page) => {
      await page.locator('[data-mark="refused"]').first().click();
      await page.locator('aside [data-refused]').waitFor();
    },
  },
  {
    name: 'kit, an action to settle in the panel',
    of: () => bursar,
    ready: 'kit',
    go: async (page) => {
      await page.locator('[data-mark="conflict"]').first().click();
      await page.locator('aside [data-conflict]').waitFor();
    },
  },
  { name: 'schools', of: () => pilot, ready: 'establishments' },
  {
    name: 'a school to add',
    of: () => pilot,
    ready: 'establishments',
    go: async (page) => {
      await page.locator('header button').nth(1).click();
      // A code that is none is told beside its field.
      await page.locator('aside input').first().fill('080');
      await page.locator('aside [aria-invalid="true"]').waitFor();
    },
  },
  {
    name: 'territories',
    of: () => pilot,
    ready: 'establishments',
    go: async (page) => {
      await page.locator('header button').first().click();
      await page.locator('aside form').waitFor();
    },
  },
  {
    name: 'import, where it begins',
    of: () => pilot,
    ready: 'imports',
    go: async (page) => {
      await goTo('/import')(page);
      await page.locator('[data-takes-files]').waitFor();
    },
  },
  {
    name: 'import, a row to put right',
    of: () => pilot,
    ready: 'imports',
    go: async (page) => {
      await goTo('/import/establishments')(page);
      await page.locator('textarea').fill('UAI\tNom\tVille\n0801234G\tNeuf\tAmiens\n0801234G\t\t');
      await page.locator('main button').last().click();
      await page.locator('#import-rows [data-index="1"]').click();
      await page.locator('aside li').first().waitFor();
      await page.locator('summary').click();
    },
  },
  {
    name: 'people, one with a code to make',
    of: () => pilot,
    ready: 'people',
    go: async (page) => {
      await goTo('/people')(page);
      await page.locator('#people [data-index="1"]').click();
      await page.locator('aside button').last().click();
      await page.locator('aside h2').waitFor();
    },
  },
  { name: 'waves', of: () => pilot, ready: 'waves', go: listed('/waves', '#waves') },
  {
    name: 'a wave to make',
    of: () => pilot,
    ready: 'waves',
    go: async (page) => {
      await listed('/waves', '#waves')(page);
      await page.locator('header button').click();
      await page.locator('aside form').waitFor();
    },
  },
  { name: 'a wave', of: () => pilot, ready: 'waves', go: shown(`/waves/${WAVE}`, 'main section') },
  {
    name: 'a wave, its schools and one of them',
    of: () => pilot,
    ready: 'waves',
    go: async (page) => {
      await listed(`/waves/${WAVE}/members`, '#wave-members')(page);
      await page.locator('#wave-members [data-index="0"]').click();
      await page.locator('aside h2').waitFor();
    },
  },
  { name: 'steering', of: () => pilot, ready: 'pilot', go: goTo('/pilot') },
  { name: 'the week', of: () => bursar, ready: 'week', go: goTo('/week') },
  { name: 'services', of: () => pilot, ready: 'activation', go: goTo('/activation') },
  { name: 'the template', of: () => pilot, ready: 'template', go: goTo('/template') },
  {
    name: 'the template, an action to change',
    of: () => pilot,
    ready: 'template',
    go: async (page) => {
      await listed('/template', '#template-actions')(page);
      await page.locator('#template-actions [data-index="1"]').click();
      // The first is the cross that puts the panel away.
      await page.locator('aside button').nth(1).click();
      await page.locator('aside form').waitFor();
    },
  },
  { name: 'requests', of: () => pilot, ready: 'assistance', go: listed('/assistance', '#tickets') },
  {
    name: 'a request',
    of: () => pilot,
    ready: 'assistance',
    go: goTo('/assistance/tickets/R-230066'),
  },
  {
    name: 'a request that is written',
    of: () => bursar,
    ready: 'assistance',
    go: goTo('/assistance/tickets/new'),
  },
  {
    name: 'contacts beside requests',
    of: () => pilot,
    ready: 'assistance',
    go: listed('/assistance/contacts', '#contacts'),
  },
  {
    name: 'figures of requests',
    of: () => pilot,
    ready: 'assistance',
    go: goTo('/assistance/figures'),
  },
  {
    name: 'the calendar of trainings',
    of: () => pilot,
    ready: 'training',
    go: goTo('/training/calendar'),
  },
  {
    name: 'a session of a training',
    of: () => pilot,
    ready: 'training',
    go: goTo('/training/calendar/seance-016'),
  },
  { name: 'groups of trainings', of: () => pilot, ready: 'training', go: goTo('/training/groups') },
  {
    name: 'a group of a training',
    of: () => pilot,
    ready: 'training',
    go: goTo('/training/groups/groupe-01'),
  },
  {
    name: 'sheets of trainings',
    of: () => pilot,
    ready: 'training',
    go: goTo('/training/attendance'),
  },
  {
    name: 'who came to a session',
    of: () => pilot,
    ready: 'training',
    go: goTo('/training/attendance/seance-002'),
  },
  {
    name: 'sessions of tutoring',
    of: () => pilot,
    ready: 'tutoring',
    go: listed('/tutoring/sessions', '#tutoring-sessions'),
  },
  {
    name: 'a session of tutoring',
    of: () => pilot,
    ready: 'tutoring',
    go: shown('/tutoring/sessions/tutorat-1%3A2024-01-31', 'aside input'),
  },
  {
    name: 'a group of tutoring',
    of: () => pilot,
    ready: 'tutoring',
    go: shown('/tutoring/groups/tutorat-1', 'aside li'),
  },
  {
    name: 'who follows whom',
    of: () => pilot,
    ready: 'tutoring',
    go: shown('/tutoring/follow/etab-v6-41', 'aside li'),
  },
  { name: 'who is trained', of: () => pilot, ready: 'training', go: goTo('/training/coverage') },
  { name: 'articles', of: () => pilot, ready: 'knowledge', go: goTo('/knowledge') },
  {
    name: 'an article',
    of: () => pilot,
    ready: 'knowledge',
    go: goTo('/knowledge/articles/article-regisseur'),
  },
  {
    name: 'communications',
    of: () => pilot,
    ready: 'knowledge',
    go: goTo('/knowledge/communications/communication-1'),
  },
  {
    name: 'places that help',
    of: () => pilot,
    ready: 'knowledge',
    go: goTo('/knowledge/places/lieu-1'),
  },
  {
    name: 'the register of blockers',
    of: () => pilot,
    ready: 'tutoring',
    go: goTo('/tutoring/blockers/blocage-1'),
  },
  { name: 'visits', of: () => pilot, ready: 'tutoring', go: goTo('/tutoring/visits') },
  { name: 'a plan of trainings', of: () => pilot, ready: 'training', go: goTo('/training/plan') },
  { name: 'tracks of trainings', of: () => pilot, ready: 'training', go: goTo('/training/setup') },
  { name: 'trainers', of: () => pilot, ready: 'training', go: goTo('/training/setup/trainers') },
  {
    name: 'the log of a session of tutoring',
    of: () => pilot,
    ready: 'tutoring',
    go: async (page) => {
      await goTo('/tutoring/log/tutorat-1:2024-01-17')(page);
      await page.locator('[data-line]').first().waitFor();
    },
  },
  { name: 'proposals', of: () => pilot, ready: 'template', go: goTo('/template/proposals') },
  {
    name: 'a draft and one of its actions',
    of: () => pilot,
    ready: 'draft',
    go: async (page) => {
      await listed(await draftOf(page), '#draft-actions')(page);
      await page.locator('#draft-actions [data-index="1"]').click();
      await page.locator('aside h2').waitFor();
    },
  },
  { name: 'the programme', of: () => pilot, ready: 'programme', go: goTo('/programme') },
  ...['record', 'team', 'services', 'environments', 'accounts', 'agreement'].map(
    (part): Screen => ({
      name: `a school, ${part}`,
      of: () => pilot,
      ready: 'school',
      go: shown(`/school/etab-v6-01/${part}`, '#school-panel > *'),
    }),
  ),
  {
    name: 'coverage of trainings',
    of: () => pilot,
    ready: 'training',
    go: listed('/training/coverage', '#coverage-schools'),
  },
  {
    name: 'coverage of trainings, a school',
    of: () => pilot,
    ready: 'training',
    go: shown('/training/coverage/etab-v6-01', 'aside li'),
  },
];

/** Both themes that are drawn; `system` is one of them. */
const drawn = themes.filter((theme) => theme !== 'system');
const looks = languages.flatMap((language) => drawn.map((theme) => ({ language, theme })));

describe.each(looks)('in $language, $theme', ({ language, theme }) => {
  it.each(screens)('$name has no serious finding', async ({ name, of, ready, go }) => {
    const page = of().window;
    await page.evaluate((look) => window.bascule.preferences.write(look), { language, theme });
    await goTo('/')(page);
    await page.reload();
    await page.locator('html[data-ready]').waitFor();
    await go?.(page);
    await page.locator(`html[data-ready="${ready}"]`).waitFor();
    expect(
      await page.evaluate(() => {
        const { lang, dir } = document.documentElement;
        return { lang, dir };
      }),
    ).toEqual({ lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' });
    const file = `test-results/screens/${language}-${theme}-${name.replaceAll(/\W+/g, '-')}.png`;
    await screenshot(page, file);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
    expect(grave).toEqual([]);
  });
});
