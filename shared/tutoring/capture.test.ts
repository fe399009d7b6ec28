import { describe, expect, it } from 'vitest';
import { readDay } from './capture.days.ts';
import {
  completionAt,
  isUnsure,
  readCapture,
  writtenAs,
  type Capture,
  type CaptureGround,
} from './capture.ts';

const ground: CaptureGround = {
  schools: [
    {
      id: 'e1',
      code: '0800001A',
      name: 'Lycée Boucher-de-Perthes',
      nameAr: null,
      town: 'Abbeville',
    },
    { id: 'e2', code: '0020002B', name: 'Collège Élan', nameAr: null, town: 'Laon' },
    { id: 'e3', code: '0020003C', name: 'Lycée Paul-Claudel', nameAr: null, town: 'Laon' },
    { id: 'e4', code: null, name: 'ثانوية الأطلس', nameAr: null, town: 'خنيفرة' },
  ],
  themes: ['Budget', 'Habilitations', 'Régie de recettes'],
  people: ['Claire Ormeval', 'Jean-Pierre Laonnois'],
  // A Wednesday.
  today: '2024-01-24',
};
const read = (line: string): Capture => readCapture(line, ground);
const words = {
  kind: (kind: string) => kind,
  day: (day: string) => day,
  school: ({ name }: { name: string }) => name,
  script: (name: string) => name,
};
const complete = (line: string) => completionAt(line, line.length, ground, words);

describe('a line', () => {
  it('is a difficulty unless a stroke says otherwise, in three languages', () => {
    expect(read('le budget ne passe pas')).toMatchObject({
      kind: 'difficulty',
      text: 'le budget ne passe pas',
    });
    for (const [line, kind] of [
      ['/r voir la fiche', 'answer'],
      ['/réponse voir', 'answer'],
      ['/a see the sheet', 'answer'],
      ['/s rappeler', 'followUp'],
      ['/f call again', 'followUp'],
      ['/n entendu', 'note'],
      ['/ج انظروا', 'answer'],
      ['/متابعة اتصال', 'followUp'],
      ['/ص مشكلة', 'difficulty'],
    ] as const) {
      expect(read(line), line).toMatchObject({ kind });
      expect(read(line).text, line).not.toContain('/');
    }
    expect(read('/x reste du texte').text).toBe('/x reste du texte');
  });

  it('names a school by a few letters of its name, town or code, wherever it stands', () => {
    expect(read('@abb budget refusé').school?.id).toBe('e1');
    expect(read('budget refusé @bouch').school?.id).toBe('e1');
    expect(read('@0020003 x').school?.id).toBe('e3');
    expect(read('@Laon_claudel x').school?.id).toBe('e3');
    expect(read('@elan x')).toMatchObject({ text: 'x', school: { id: 'e2' } });
    expect(read('@خنيفرة مشكلة').school?.id).toBe('e4');
  });

  it('keeps in its text what names no school, or several, and says so', () => {
    expect(read('@laon x')).toMatchObject({ school: null, unknownSchool: 'laon', text: '@laon x' });
    expect(read('écrire à a@b.fr').unknownSchool).toBeNull();
  });

  it('names theme, who and until when', () => {
    expect(read('/s rappeler la DRASI #hab >Claire !ven')).toEqual({
      kind: 'followUp',
      text: 'rappeler la DRASI',
      school: null,
      unknownSchool: null,
      unknownDay: null,
      theme: 'Habilitations',
      who: 'Claire Ormeval',
      by: '2024-01-26',
    });
    expect(read('x #paie_des_AED >"la DSI" ').theme).toBe('paie des AED');
    expect(read('x #régie').theme).toBe('Régie de recettes');
    expect(read('x >"la DSI"').who).toBe('la DSI');
  });

  it('says nothing with a sign alone', () => {
    for (const line of ['@', '#', '/', ' / ', '@ #', '!', '/r @']) expect(read(line).text).toBe('');
  });

  it('tells a day that there is not, and takes no other word for one', () => {
    expect(read('rappeler !31/02')).toMatchObject({
      by: null,
      unknownDay: '31/02',
      text: 'rappeler !31/02',
    });
    expect(isUnsure(read('rappeler !31/02'))).toBe(true);
    expect(isUnsure(read('budget @zzzz'))).toBe(true);
    for (const line of ['x !ven', 'x !important', 'x !+3', 'x @abb']) {
      expect(isUnsure(read(line)), line).toBe(false);
    }
  });

  it('leaves signs of ordinary writing alone', () => {
    for (const text of ['urgent !', 'plus > 10 et #3', 'prix >10 !important', 'a > b']) {
      expect(read(text)).toMatchObject({ text, theme: null, who: null, by: null });
    }
  });

  it('is the same once it is written out to be changed', () => {
    const said = read('/s @claudel rappeler #hab >"la DSI" !+14');
    const again = read(writtenAs(said, said.school ?? undefined, ground));
    expect(again).toEqual(said);
  });
});

describe('a day', () => {
  it.each([
    ['ven', '2024-01-26'],
    ['me', '2024-01-31'],
    ['friday', '2024-01-26'],
    ['الجمعة', '2024-01-26'],
    ['جمعة', '2024-01-26'],
    ['15/03', '2024-03-15'],
    ['15/01', '2025-01-15'],
    ['15/03/25', '2025-03-15'],
    ['١٥/٠٣', '2024-03-15'],
    ['+14', '2024-02-07'],
    ['dem', '2024-01-25'],
    ['2024-02-29', '2024-02-29'],
    ['30/02', null],
    ['x', null],
    ['important', null],
  ])('%s', (written, day) => {
    expect(readDay(written, ground.today)).toBe(day);
  });
});

describe('what may be put where the caret is', () => {
  it('is asked for by a sign', () => {
    expect(complete('/')?.options.map(({ insert }) => insert)).toEqual(['/d', '/r', '/s', '/n']);
    expect(complete('/r')).toBeNull();
    expect(complete('x @la')?.options.map(({ insert }) => insert)).toEqual([
      '@Laon_Collège_Élan',
      '@Laon_Lycée_Paul-Claudel',
    ]);
    expect(complete('x @la')?.settled).toBe(false);
    expect(complete('x @abb')).toMatchObject({ from: 2, to: 6, settled: true });
    expect(complete('x #rec')?.options[0]).toMatchObject({ insert: '#Régie_de_recettes' });
    expect(complete('x !ve')?.options[0]).toMatchObject({ label: '2024-01-26' });
    expect(complete('x @')?.options).toHaveLength(4);
    expect(complete('x a@b')).toBeNull();
    expect(completionAt('@abb mot', 8, ground, words)).toBeNull();
  });

  it('names one school, once it is taken', () => {
    for (const { insert } of complete('@')!.options) expect(read(`${insert} x`).text).toBe('x');
  });
});
