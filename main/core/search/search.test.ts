import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ticketReference } from '../../../shared/assistance/ticketReference.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { SearchHit, SearchKind } from '../../../shared/search/search.contract.ts';
import { DATABASE_FILE } from '../store/database.ts';
import { purge } from '../store/purge.ts';
import { openTestStore, SCOPE, type TestStore } from '../store/testing.ts';
import { undoLast } from '../store/undo.ts';
import { createSearch, type Search } from './search.ts';

let folder: string;
let test: TestStore;
let search: Search;
let roles: ReadonlySet<Role>;
const PROGRAMME: ScopeId = 'programme:p';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule search é '));
  test = openTestStore(folder);
  test.cursors.set(PROGRAMME, 0);
  roles = new Set();
  search = make();
});
afterEach(() => {
  search.close();
  test.store.close();
  rmSync(folder, { recursive: true, force: true });
});

function make(): Search {
  return createSearch({
    db: test.store.db,
    writable: true,
    me: () => ({ person: 'p', name: 'P' }),
    rolesOver: () => roles,
  });
}

function write(
  entity: string,
  row: string,
  set: Readonly<Record<string, JsonValue>>,
  scope: ScopeId = PROGRAMME,
): void {
  test.outbox.added();
  test.store.db.transaction(() => test.recorder.record([{ entity, row, scope, set }]))();
}

const article = (id: string, title: string, body = ''): void =>
  write('article', id, { title, body, state: 'published' });

function find(text: string, kinds?: SearchKind[]): SearchHit[] {
  const found = search.handlers['search.find']({ text, ...(kinds !== undefined && { kinds }) });
  if (!('ok' in found) || !found.ok) throw new Error('search.find failed');
  return found.value;
}
const ids = (text: string, kinds?: SearchKind[]): string[] => find(text, kinds).map(({ id }) => id);

describe('a word is found', () => {
  it.each([
    ['regisseurs', 'Nommer un régisseur'],
    ['régisseur', 'Les REGISSEURS de recettes'],
    ['budgets', 'Le budget est refusé'],
    ['budget', 'Charger les budgets'],
    ['eleve', 'Le compte de l’élève'],
    ['l’élève', 'Un eleve boursier'],
    ["d'élèves", 'L’élève'],
    ['journaux', 'Tenir un journal'],
    ['travail', 'Les travaux de l’été'],
    ['oeuvre', 'Mise en œuvre'],
    ['opale', 'Se connecter à Op@le'],
    ['Op@le', 'Premiers pas dans opale'],
    ['الميزانية', 'إعداد ميزانية المؤسسة'],
    ['ميزانية', 'مصادقة على الميزانية'],
    ['ميزانيه', 'والميزانية الجديدة'],
    ['المؤسسات', 'تسجيل تلميذ بالمؤسسة'],
    ['مؤسسة', 'للمؤسسة قن'],
    ['اسماء', 'لائحة الأسماء'],
    ['مُحَمَّد', 'ملف محمـــد'],
    ['2013', 'دخول ٢٠١٣'],
    ['٢٠١٣', 'Rentrée 2013'],
  ])('%s in "%s"', (typed, title) => {
    article('a', title);
    article('other', 'Sans rapport aucun');
    expect(ids(`${typed} `)).toEqual(['a']);
  });

  it('by its beginning while it is being typed, and not once a space follows', () => {
    article('a', 'Les habilitations');
    expect(ids('habil')).toEqual(['a']);
    expect(ids('ميز')).toEqual([]);
    article('b', 'الميزانية');
    expect(ids('ميز')).toEqual(['b']);
    expect(ids('habi ')).toEqual([]);
  });

  it('only where all the others are as well, wherever they stand', () => {
    article('a', 'Budget refusé', 'Le chargement échoue');
    article('b', 'Budget', 'Le vote');
    expect(ids('chargement budget')).toEqual(['a']);
    expect(ids('chargement du budget voté')).toEqual([]);
  });

  it('with one mistake, only when nothing is found without', () => {
    article('a', 'Nommer un régisseur');
    expect(ids('regiseur')).toEqual(['a']);
    expect(ids('rgisseur ')).toEqual(['a']);
    expect(ids('reigsseur ')).toEqual(['a']);
    article('b', 'Le mot regiseur mal écrit');
    expect(ids('regiseur')).toEqual(['b']);
    expect(ids('zrgiseux')).toEqual([]);
  });
});

describe('what is of a school', () => {
  const school = (set: Readonly<Record<string, JsonValue>>): void =>
    write('establishment', 'e1', set, SCOPE);
  const ticket = (): void =>
    write('ticket', 't', { title: 'Rejet', establishment: 'e1', shared: true }, SCOPE);

  beforeEach(() => {
    roles = new Set(['support']);
  });

  it.each([
    ['l’alouette'],
    ["l'alouette"],
    ['LP alouette lulu'],
    ['amiens'],
    ['القبرة'],
    ['rejet alouette'],
  ])('is found by %s, in whatever order the rows came', (text) => {
    const names = { name: 'LP de l’Alouette Lulu', nameAr: 'ثانوية القبرة', town: 'Amiens' };
    ticket();
    expect(ids(text)).toEqual([]);
    school(names);
    expect(ids(text)).toEqual(['t']);
    write('contact', 'c', { subject: 'Rejet', establishment: 'e1' }, SCOPE);
    write('logEntry', 'l', { text: 'Rejet', establishment: 'e1' }, SCOPE);
    expect(ids(text).toSorted()).toEqual(['c', 'l', 't']);
  });

  it('is found by its new name, and no more by the old one', () => {
    school({ name: 'LP de l’Alouette Lulu' });
    ticket();
    expect(ids('alouette')).toEqual(['t']);
    school({ name: 'LP du Pipit' });
    expect(ids('alouette')).toEqual([]);
    expect(ids('pipit')).toEqual(['t']);
  });
});

it('says in words that too much is searched for', () => {
  expect(search.handlers['search.find']({ text: 'a'.repeat(400) })).toMatchObject({ ok: true });
  expect(search.handlers['search.find']({ text: 'a'.repeat(14_000) })).toMatchObject({
    ok: false,
    error: { type: 'SearchTooLong', letters: 14_000, limit: 400 },
  });
});

describe('an answer', () => {
  it('has titles first', () => {
    article('text', 'Autre chose', 'Le mandat et le mandat encore, avec un mandat');
    article('title', 'Le mandat', 'Rien');
    expect(ids('mandat')).toEqual(['title', 'text']);
  });

  it('shows where the words stand, as ranges of a text', () => {
    article(
      'a',
      'Régie',
      `${'Rien à voir ici. '.repeat(30)}Demander **les régisseurs** <b>absents</b>.`,
    );
    const [hit] = find('regisseur');
    const { text, marks } = hit!.excerpt;
    expect(text.length).toBeLessThan(200);
    expect(text).toContain('<b>absents</b>');
    expect(marks.map(({ from, to }) => text.slice(from, to))).toEqual(['régisseurs']);
    expect(find('regie')[0]!.title).toEqual({ text: 'Régie', marks: [{ from: 0, to: 5 }] });
  });

  it('is of the kinds that were asked for, and not more than wanted', () => {
    article('a', 'Budget');
    write('communication', 'c', { title: 'Budget', kind: 'mail' });
    expect(ids('budget').sort()).toEqual(['a', 'c']);
    expect(ids('budget', ['communication'])).toEqual(['c']);
    expect(ids('"budget" OR * ) AND -', ['article'])).toEqual([]);
  });
});

describe('the index', () => {
  it('follows what is written, taken back and removed', () => {
    article('a', 'Ancien titre');
    expect(ids('ancien')).toEqual(['a']);
    write('article', 'a', { title: 'Nouveau titre' });
    expect([ids('ancien '), ids('nouveau')]).toEqual([[], ['a']]);
    const undone = test.store.db.transaction(() =>
      undoLast({ outbox: test.outbox, rows: test.rows, recorder: test.recorder, after: 0 }),
    )();
    expect(undone.ok).toBe(true);
    expect([ids('ancien'), ids('nouveau ')]).toEqual([['a'], []]);
    write('article', 'a', { deleted: true });
    expect(ids('ancien')).toEqual([]);
  });

  it('is not written by what is rolled back', () => {
    const { db } = test.store;
    expect(() =>
      db.transaction(() => {
        article('a', 'Titre perdu');
        throw new Error('cut');
      })(),
    ).toThrow('cut');
    expect(ids('perdu')).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM search_stale').pluck().get()).toBe(0);
  });

  it('holds no word of a place that has left the device', () => {
    write('contact', 'c', { subject: 'Xylophonie', channel: 'phone' }, SCOPE);
    expect(ids('xylophonie')).toEqual(['c']);
    test.inbox.removeScopes([SCOPE]);
    expect(ids('xylophonie')).toEqual([]);
    const word = 'xylophoni';
    const { db } = test.store;
    expect(
      db
        .prepare('SELECT count(*) FROM search_vocabulary WHERE term LIKE ?')
        .pluck()
        .get(`${word}%`),
    ).toBe(0);
    db.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(join(folder, DATABASE_FILE)).includes(word)).toBe(false);
  });

  it('holds nothing once the store was emptied', () => {
    article('a', 'Xylophonie');
    search.readMore();
    purge(test.store.db, 'null');
    test.forget();
    expect(ids('xylophonie')).toEqual([]);
    expect(readFileSync(join(folder, DATABASE_FILE)).includes('xylophoni')).toBe(false);
  });

  it('is made anew where words were folded otherwise', () => {
    article('a', 'Régisseur');
    expect(ids('regisseur')).toEqual(['a']);
    test.store.db.exec(`UPDATE search_state SET version = 0;
      DELETE FROM search_word; INSERT INTO search_word (rowid, title) VALUES (1, 'alt')`);
    search.close();
    search = make();
    expect([ids('regisseur'), ids('alt')]).toEqual([['a'], []]);
  });
});

describe('a request for help', () => {
  const ticket = (set: Readonly<Record<string, JsonValue>>): void =>
    write(
      'ticket',
      't',
      { title: 'Mandat rejeté', requester: 'q', establishment: 'e1', ...set },
      SCOPE,
    );

  it('that is being written is found by its author alone', () => {
    ticket({ draft: true, shared: true, participants: ['p'] });
    roles = new Set<Role>(['support']);
    expect(ids('mandat')).toEqual([]);
    ticket({ requester: 'p' });
    expect(ids('mandat')).toEqual(['t']);
  });

  it('that is not shared is found by those in it and by those who help', () => {
    ticket({ shared: false });
    roles = new Set<Role>(['bursar']);
    expect(ids('mandat')).toEqual([]);
    ticket({ participants: ['p'] });
    expect(ids('mandat')).toEqual(['t']);
    ticket({ participants: [] });
    roles = new Set<Role>(['tutor']);
    expect(ids('mandat')).toEqual(['t']);
  });

  it('is found by what was answered, and by its number', () => {
    roles = new Set<Role>(['bursar']);
    ticket({ shared: true, number: 'R-1234' });
    write('ticketEvent', 'e', { ticket: 't', kind: 'answered', text: 'Vider le cache' }, SCOPE);
    expect(ids('cache')).toEqual(['t']);
    expect(ids('r-1234')).toEqual(['t']);
  });

  it('is found by its own reference', () => {
    roles = new Set<Role>(['bursar']);
    ticket({ shared: true });
    const reference = ticketReference('t');
    expect(ids(reference)).toEqual(['t']);
    expect(ids(reference.toLowerCase())).toEqual(['t']);
    expect(ids('B-000000')).toEqual([]);
  });

  it('is found by the code of its school, with other words or alone', () => {
    roles = new Set<Role>(['bursar']);
    ticket({ shared: true });
    write('contact', 'c', { subject: 'Rappel', establishment: 'e1', channel: 'phone' }, SCOPE);
    expect(ids('0029001Y')).toEqual([]);
    write('establishment', 'e1', { code: '0029001Y', name: 'Collège A' }, SCOPE);
    expect(ids('0029001y').toSorted()).toEqual(['c', 't']);
    expect(ids('0029001Y', ['ticket'])).toEqual(['t']);
    expect(ids('mandats 0029001Y')).toEqual(['t']);
    expect(ids('bordereau 0029001Y')).toEqual([]);
    ticket({ shared: false });
    expect(ids('0029001Y', ['ticket'])).toEqual([]);
  });
});

it('names blockers that are like a text, some of its words being enough', () => {
  write('blocker', 'b1', { title: 'Budget refusé au chargement' }, 'waveSupport:w');
  write('blocker', 'b2', { title: 'Profil absent' }, 'waveSupport:w');
  const like = search.like('blocker', 'le chargement de budgets échoue', 5);
  expect(like.map(({ id }) => id)).toEqual(['b1']);
});

it('answers by what it has read on a disk without room, and reads the rest once there is some', () => {
  const { db } = test.store;
  article('a', 'Budget refusé');
  expect(ids('budget ')).toEqual(['a']);
  const body = Array.from({ length: 4_000 }, (_, n) => `mot${n}`).join(' ');
  article('b', 'Budget voté', body);
  const pages = db.pragma('page_count', { simple: true }) as number;
  db.pragma(`max_page_count = ${pages}`);
  expect(ids('budget ')).toEqual(['a']);
  expect(search.readMore()).toBe(false);
  db.pragma('max_page_count = 1000000');
  expect(ids('budget ').toSorted()).toEqual(['a', 'b']);
});
