import { describe, expect, it } from 'vitest';
import { languages } from '../../../shared/kernel/language.ts';
import { attendanceSheetPdf } from './attendanceSheetPdf.ts';
import {
  ARABIC_NAME,
  arabicSheet,
  lines,
  LONG_NAME,
  SESSION,
  sheet,
} from './testing/paperSamples.ts';
import { mirrored, pdfPages } from './testing/pdfText.ts';

const bare = (text: string): string => text.replaceAll(/\s/g, '');

/** All that is written on each page, without blanks: lines end where they end. */
async function written(...of: Parameters<typeof attendanceSheetPdf>): Promise<string[]> {
  const { bytes } = await attendanceSheetPdf(...of);
  return pdfPages(bytes).map(({ texts }) => bare(texts.join('')));
}

async function strokes(...of: Parameters<typeof attendanceSheetPdf>): Promise<number> {
  const { bytes } = await attendanceSheetPdf(...of);
  const commands = pdfPages(bytes).map((page) => page.commands);
  return commands.join('\n').match(/^[\d.-]+ [\d.-]+ l$/gm)?.length ?? 0;
}

function times(text: string, part: string): number {
  return text.split(bare(part)).length - 1;
}

describe('an attendance sheet', () => {
  it.each(languages)('holds twenty-five people on one page, in %s', async (language) => {
    const made = await attendanceSheetPdf(sheet(25), language);
    expect(made.pages).toBe(1);
    const [text = ''] = pdfPages(made.bytes).map(({ texts }) => bare(texts.join('')));
    expect(times(text, LONG_NAME)).toBe(3);
    expect(times(text, mirrored(ARABIC_NAME))).toBe(3);
    expect(times(text, 'Jean-Christophe Vandenbroucke-Delattre')).toBe(3);
    expect(text).toContain(bare('Lycée E. Branly'));
    expect(text).toContain(bare('70 boulevard de Saint-Quentin, 80098 Amiens'));
    expect(text).not.toMatch(/papers:|{{|\?/);
  });

  it.each([
    ['fr', 'Extrait : votre établissement.', 'Formateur'],
    ['en', 'Extract: your establishment.', 'Trainer'],
  ] as const)('of a part says so on each page, and is not to be signed, in %s', async (...of) => {
    const [language, said, box] = of;
    const part = { isExtract: true, returnTo: null };
    const [whole = ''] = await written(sheet(30), language);
    const pages = await written(sheet(30, part), language);
    expect(pages).toHaveLength(2);
    for (const text of pages) expect(text).toContain(bare(said));
    expect(times(pages[0]!, box)).toBe(1);
    expect(times(whole, box)).toBe(2);
    expect(pages[0]).toContain(bare('Solène Aulnaie'));
    // Nor has it lines for who comes unannounced.
    const [none = ''] = await written(sheet(0, { ...part, variant: 'blank' }), language);
    expect(none).toContain(bare(language === 'fr' ? 'Personne de votre' : 'Nobody of your'));
    expect(pages.join('') + none).not.toMatch(/papers:/);
  });

  it('says what it is of, and where it goes', async () => {
    const [text = ''] = await written(sheet(4), 'fr');
    for (const part of [
      'Feuille d’émargement',
      'Module 2 : dépense, prise en charge et paiement',
      'Parcours SG (secrétaires généraux) · Groupe 7 – SG',
      'Jeudi 1er février 2024 · de 9 h 00 à 12 h 00 et de 13 h 30 à 16 h 30',
      'Solène Aulnaie',
      'Établissement',
      'Collège H. Matisse – Bohain-en-Vermandois',
      'remplace Apolline Verdance',
      'retourner à : EAFC d’Amiens, 20 boulevard d’Alsace-Lorraine, 80063 Amiens',
      'Imprimé le 22 janvier 2024',
      'page 1 sur 1',
    ]) {
      expect(text).toContain(bare(part));
    }
    const university = { establishmentTerm: 'université' };
    const [other = ''] = await written(sheet(4, university), 'fr');
    expect(other).toContain('UniversitéMatin');
    expect(other).not.toContain('Établissement');
  });

  it('goes on where there are more, with its names of columns, and counts at the end', async () => {
    const [first = '', second = '', third] = await written(sheet(27), 'fr');
    expect(third).toBeUndefined();
    expect(first).toContain('page1sur2');
    expect(second).toContain('page2sur2');
    expect([first, second].map((text) => times(text, 'NomFonctionÉtablissement'))).toEqual([1, 1]);
    expect(first).not.toContain('Présents');
    expect(second).toContain(bare('26 Maëlle Pervenche'));
    expect(second).toContain('27Marie-Bénédicte');
    expect(second).toContain(bare('Matin 27 19 7 4 4 0 Après-midi 27 19 0 4 0 4'));
  });

  it('cuts nothing where every text is long, and says on which page it is', async () => {
    const establishment = 'Lycée polyvalent Jean-Charles Athanase Peltier';
    const long = lines(25).map((line) => ({ ...line, name: LONG_NAME, establishment, town: 'Y' }));
    const all = (await written(sheet(25, { lines: long }), 'fr')).join('');
    expect(times(all, LONG_NAME)).toBe(25);
    expect(times(all, establishment)).toBe(25);
  });

  it.each(languages)(
    'gives names of three lines their room, and each page its head, in %s',
    async (language) => {
      const names = [
        'Jean-Christophe Vandenbroucke-Delattre de Villeneuve-lès-Avignon du Bois-Guillaume',
        'عبد الرحمن بن محمد بن عبد الكريم الأزرق الإدريسي الحسني العلوي السلاوي الرباطي',
      ];
      const long = lines(25).map((line, at) => ({ ...line, name: names[at % 2]! }));
      const of = sheet(25, { lines: long, organiser: '' });
      const [first = '', second = '', third] = await written(of, language);
      expect(third).toBeUndefined();
      for (const page of [first, second]) {
        expect(times(page, of.session.title)).toBe(1);
        expect(times(page, of.programme)).toBe(2);
        expect(page).toContain('2024');
        for (const { name } of of.trainers) expect(page).toContain(bare(name));
      }
      expect(times(first, names[0]!) + times(second, names[0]!)).toBe(13);
    },
  );

  it('keeps what is in one script together in the other', async () => {
    const { bytes } = await attendanceSheetPdf(sheet(1), 'ar');
    const [page] = pdfPages(bytes);
    expect(page!.texts.join('\n')).toContain('Op@le · V6');
  });

  it('draws a signature as its lines, for those who were there', async () => {
    const one = (index: number): Promise<number> =>
      strokes(sheet(1, { lines: [lines(25)[index]!], trainers: [] }), 'fr');
    const none = await one(2);
    // Seven and one of the lines, one of the dot, four of the frame that it is drawn in.
    const SEGMENTS = 13;
    // Both halves; late in one; excused in one; nothing known of one; present without a signature.
    expect(await Promise.all([0, 1, 3, 4, 5].map(one))).toEqual(
      [2, 2, 1, 1, 1].map((count) => none + count * SEGMENTS),
    );
  });

  it('says who was not there, and who was late, in words', async () => {
    const [text = ''] = await written(sheet(7), 'fr');
    expect(times(text, 'absent(e)')).toBe(2);
    expect(times(text, 'excusé(e)')).toBe(1);
    expect(times(text, 'présent(e)')).toBe(1);
    expect(times(text, 'retard, arrivée à 9 h 20')).toBe(1);
    expect(times(text, 'retard arrivée à 10 h 05')).toBe(1);
    expect(text).toContain('venu(e)sansinscription');
    expect(text).toContain(bare('Matin 7 5 2 1 1 0 Après-midi 7 5 0 1 0 1'));
  });

  it('is empty to be signed by hand', async () => {
    const blank = sheet(7, { variant: 'blank' });
    const [text = ''] = await written(blank, 'fr');
    expect(text).not.toMatch(/absent\(e\)|excusé|arrivée/);
    expect(text).toContain(bare('Matin 7 Après-midi 7'));
    // Lines for who comes unannounced.
    expect(text).toContain('8910Personnes');
    const unmarked = lines(7).map((line) => ({ ...line, marks: {} }));
    expect(await strokes(blank, 'fr')).toBe(
      await strokes({ ...blank, lines: unmarked, trainers: [{ name: 'A' }, { name: 'B' }] }, 'fr'),
    );
  });

  it('has a column for the half that there is, and lines where nobody is enrolled', async () => {
    const { morning } = SESSION.hours;
    const half = { ...SESSION, hours: { morning: morning! } };
    const [text = ''] = await written(sheet(0, { session: half, variant: 'blank' }), 'fr');
    expect(text).toContain('Matin');
    expect(text).not.toContain('Après-midi');
    expect(text).toContain(bare('Personne n’est inscrit dans ce groupe. 1 2 3'));
  });

  it.each(languages)('rules each column of signatures off as a stroke, in %s', async (language) => {
    const PEOPLE = 3;
    const { bytes } = await attendanceSheetPdf(sheet(PEOPLE, { trainers: [] }), language);
    const [page] = pdfPages(bytes);
    // Two columns, and both ends of the table, of each line and of the names above.
    expect(page!.commands.match(/^2 0 m\n2 100 l$/gm)).toHaveLength(4 * (PEOPLE + 1));
  });

  it('has whole words in Arabic, also after other papers of the same program', async () => {
    await attendanceSheetPdf(arabicSheet(3), 'fr');
    for (const [text = ''] of [
      await written(arabicSheet(3), 'ar'),
      await written(arabicSheet(3), 'ar'),
    ]) {
      for (const words of ['لائحة الحضور', 'الاسم الكامل', 'إعدادية العرفان', ARABIC_NAME]) {
        expect(text).toContain(bare(mirrored(words)));
      }
      expect(text).toContain('09:20');
      // A hyphen that nobody wrote.
      expect(text).not.toMatch(/[\u0600-\u06ff]-|-[\u0600-\u06ff]/);
    }
  });
});
