import { describe, expect, it } from 'vitest';
import { languages } from '../../../shared/kernel/language.ts';
import { certificatePdf } from './certificatePdf.ts';
import { summonsPdf } from './summonsPdf.ts';
import { ARABIC_NAME, certificate, LONG_NAME, SESSIONS, summons } from './testing/paperSamples.ts';
import { mirrored, pdfPages } from './testing/pdfText.ts';

const bare = (text: string): string => text.replaceAll(/\s/g, '');
const written = (bytes: Buffer): string[] =>
  pdfPages(bytes).map(({ texts }) => bare(texts.join('')));

describe('letters of summons', () => {
  it.each(languages)('have a page each, in %s', async (language) => {
    const { bytes, pages } = await summonsPdf(summons(), language);
    expect(pages).toBe(2);
    for (const text of written(bytes)) {
      expect(text).toContain(bare(LONG_NAME));
      expect(text).toContain(bare(SESSIONS[1]!.title));
      expect(text).toContain(SESSIONS[2]!.link);
      expect(text).toContain('clemence.frenaie@exemple.invalid');
      expect(text).toContain(bare('03 00 00 00 00'));
      expect(text).not.toMatch(/papers:|{{/);
    }
  });

  it('are to a person, and to a head about those who are called', async () => {
    const [person = '', head = ''] = written((await summonsPdf(summons(), 'fr')).bytes);
    for (const part of [
      'Secrétaire générale Collège H. Matisse 1 rue du Stade 02110 Bohain-en-Vermandois',
      'Amiens, le 8 janvier 2024',
      'Objet : convocation à une formation',
      'J’ai l’honneur de vous convoquer aux 3 séances',
      'Jeudi 1er février 2024 de 9 h 00 à 12 h 00 de 13 h 30 à 16 h 30',
      'M@gistère « Gestionnaire » · 9 h, à suivre avant le 1er février 2024',
      'Votre clé de sécurité',
      'Directrice de l’EAFC Blandine Viorne',
    ]) {
      expect(person).toContain(bare(part));
    }
    expect(person).not.toContain('Personnesconvoquées');
    expect(head).toContain(bare('les 2 personnes ci-dessous sont convoquées'));
    expect(head).toContain(bare(mirrored(ARABIC_NAME)));
    expect(head).toContain('HermineSourdevalPrincipale');
  });

  it('become smaller where there are many sessions', async () => {
    const sessions = [...SESSIONS, ...SESSIONS];
    const { bytes, pages } = await summonsPdf(summons({ sessions }), 'fr');
    expect(pages).toBe(2);
    expect(written(bytes)[1]!.split(bare(SESSIONS[1]!.title))).toHaveLength(3);
  });

  it('say on a second page whom they are to, and which page it is', async () => {
    const [letter] = summons().letters;
    const people = Array.from({ length: 30 }, () => ({
      name: LONG_NAME,
      function: 'Gestionnaire',
    }));
    const letters = [{ ...letter!, people }, letter!];
    const pages = written((await summonsPdf(summons({ letters }), 'fr')).bytes);
    expect(pages).toHaveLength(3);
    expect(pages[0]).not.toContain('page1');
    expect(pages[1]).toContain(bare(`${letter!.recipient.name} Convocation page 2 sur 2`));
    expect(pages[2]).not.toContain('page');
  });

  it('say that there are no dates yet', async () => {
    const [text = ''] = written((await summonsPdf(summons({ sessions: [] }), 'fr')).bytes);
    expect(text).toContain(bare('Les dates seront communiquées plus tard.'));
  });
});

describe('letters about changes', () => {
  it.each(languages)('say what became of each session, in %s', async (language) => {
    const [first, second] = SESSIONS;
    const changes = [
      { kind: 'changed', before: first!, after: { ...first!, on: '2024-02-12' } },
      { kind: 'cancelled', session: second!, reason: LONG_NAME },
    ] as const;
    const { bytes, pages } = await summonsPdf(summons({ changes }), language);
    expect(pages).toBe(2);
    for (const text of written(bytes)) {
      expect(text).toContain(bare(second!.title));
      expect(text).toContain(bare(LONG_NAME));
      expect(text).not.toMatch(/papers:|{{/);
    }
    if (language === 'fr') {
      expect(written(bytes)[0]).toContain(bare('Objet : changement de séances de formation'));
      expect(written(bytes)[0]).toContain(bare('> lundi 12 février 2024'));
    }
  });
});

describe('certificates', () => {
  it.each(languages)('have a page each, in %s', async (language) => {
    const { bytes, pages } = await certificatePdf([certificate(), certificate()], language);
    expect(pages).toBe(2);
    for (const text of written(bytes)) {
      expect(text).toContain(bare(LONG_NAME));
      expect(text).not.toMatch(/papers:|{{/);
    }
  });

  it('say what was attended, and add it up', async () => {
    const [text = ''] = written((await certificatePdf([certificate()], 'fr')).bytes);
    expect(text).toContain(bare('1er mars 2024 Retour d’expérience à distance 1 h 30 min'));
    expect(text).toContain(
      bare('En présence 6 h 30 min À distance 10 h 30 min dont autoformation 9 h Total 17 h'),
    );
    expect(text).toContain(bare('Fait à Amiens, le 8 mars 2024'));
  });

  it('are of self-study alone', async () => {
    const [text = ''] = written(
      (await certificatePdf([certificate({ sessions: [] })], 'fr')).bytes,
    );
    expect(text).toContain('asuivienautoformation');
    expect(text).toContain('Total9h');
  });
});
