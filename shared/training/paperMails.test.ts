import { describe, expect, it } from 'vitest';
import { languages } from '../kernel/language.ts';
import { changeNoticeMail, summonsMail } from './paperMails.ts';
import { paperWords } from './paperWords.ts';
import type { ChangeNotice, PaperSession, SummonsList } from './papers.ts';

const session: PaperSession = {
  on: '2024-02-01',
  title: 'Dépense',
  hours: { morning: { from: '09:00', to: '12:00' }, afternoon: { from: '13:30', to: '16:30' } },
  mode: 'inPerson',
  place: { site: 'Lycée E. Branly', room: 'salle 204', address: '80098 Amiens' },
  link: null,
};
const remote: PaperSession = {
  ...session,
  on: '2024-03-01',
  title: 'Retour',
  hours: { afternoon: { from: '14:00', to: '15:30' } },
  mode: 'remote',
  place: null,
  link: 'https://visio.exemple.invalid/7',
};
const training = {
  programme: 'Op@le',
  wave: 'V6',
  organiser: 'EAFC d’Amiens',
  track: 'Parcours SG',
  group: 'Groupe 7',
};
const contact = {
  name: 'Clémence Frênaie',
  function: null,
  email: 'c@exemple.invalid',
  phone: '03 00',
};
const list: SummonsList = {
  ...training,
  sessions: [session, remote],
  changes: null,
  selfStudy: { title: 'M@gistère', minutes: 540, by: '2024-02-01', link: null },
  trainers: ['Solène Aulnaie', 'Yse Charmillon'],
  bring: ['Votre clé'],
  contact,
  town: 'Amiens',
  on: '2024-01-08',
  signatory: { name: 'Blandine Viorne', function: 'Directrice' },
  letters: [],
};

describe('the words of papers', () => {
  it('say days, hours and durations as each language does', () => {
    const [fr, en, ar] = (['fr', 'en', 'ar'] as const).map(paperWords);
    expect(fr!.day('2024-02-01')).toBe('jeudi 1er février 2024');
    expect(fr!.longDay('2024-02-11')).toBe('11 février 2024');
    expect(en!.day('2024-02-01')).toMatch(/^Thursday,? 1 February 2024$/);
    expect(ar!.day('2024-02-01')).toMatch(/^الخميس،? 1 فبراير 2024$/);
    expect(fr!.allHours(session)).toBe(
      'de 9\u00a0h\u00a000 à 12\u00a0h\u00a000 et de 13\u00a0h\u00a030 à 16\u00a0h\u00a030',
    );
    expect(en!.allHours(remote)).toBe('from 14:00 to 15:30');
    expect([0, 45, 60, 210].map((minutes) => fr!.duration(minutes))).toEqual([
      '0 h',
      '45 min',
      '1 h',
      '3 h 30 min',
    ]);
    expect(ar!.duration(210)).toBe('3 ساعات و30 دقيقة');
  });
});

describe('the mail of a summons', () => {
  it('says when, where, with whom and what to bring', () => {
    const { subject, body } = summonsMail(list, 'fr');
    expect(subject).toBe('Convocation – Op@le – Parcours SG – Groupe 7');
    expect(body.replaceAll('\u00a0', ' ')).toBe(`Bonjour,

Vous êtes convoqué(e) à la formation suivante : Parcours SG, Groupe 7, Op@le, V6.

– Jeudi 1er février 2024, de 9 h 00 à 12 h 00 et de 13 h 30 à 16 h 30
  Dépense (en présence)
  Lycée E. Branly, salle 204, 80098 Amiens

– Vendredi 1er mars 2024, de 14 h 00 à 15 h 30
  Retour (à distance)
  https://visio.exemple.invalid/7

En autoformation : M@gistère, 9 h, à suivre avant le 1er février 2024

Formateurs : Solène Aulnaie, Yse Charmillon

À apporter :
– Votre clé

En cas d’empêchement, merci de prévenir au plus tôt.
Pour toute question : Clémence Frênaie, c@exemple.invalid, 03 00

Merci, et à bientôt.
Blandine Viorne
EAFC d’Amiens
`);
  });

  it.each(languages)(
    'has no text that %s lacks, and no link that a sign belongs to',
    (language) => {
      const { subject, body } = summonsMail({ ...list, sessions: [remote] }, language);
      expect(`${subject}${body}`).not.toMatch(/papers:|{{|undefined/);
      expect(body.split('\n').map((line) => line.trim())).toContain(remote.link);
    },
  );

  it('says that there are no dates yet', () => {
    expect(summonsMail({ ...list, sessions: [] }, 'en').body).toContain('The dates will be told');
  });
});

describe('the mail of changes', () => {
  const notice: ChangeNotice = {
    ...training,
    contact,
    changes: [
      {
        kind: 'changed',
        before: session,
        after: { ...session, on: '2024-02-08', place: null, mode: 'remote', link: remote.link },
      },
      { kind: 'changed', before: remote, after: { ...remote } },
      { kind: 'cancelled', session: remote, reason: 'Formatrice souffrante' },
      { kind: 'new', session: { ...remote, on: '2024-03-15' } },
    ],
  };

  it('says of each session what was and what is, and of what is the same nothing', () => {
    const { subject, body } = changeNoticeMail(notice, 'fr');
    expect(subject).toBe('Changement – Op@le – Parcours SG – Groupe 7');
    expect(body.replaceAll('\u00a0', ' ')).toBe(`Bonjour,

Des séances de votre formation changent : Parcours SG, Groupe 7, Op@le, V6.

CHANGÉE – Dépense, jeudi 1er février 2024
  Jour : jeudi 1er février 2024 → jeudi 8 février 2024
  Forme : en présence → à distance
  Lieu : Lycée E. Branly, salle 204, 80098 Amiens → aucun
  Lien : aucun → https://visio.exemple.invalid/7

ANNULÉE – Retour, vendredi 1er mars 2024
  de 14 h 00 à 15 h 30
  Motif : Formatrice souffrante

NOUVELLE – Retour, vendredi 15 mars 2024
  de 14 h 00 à 15 h 30
  https://visio.exemple.invalid/7

Les autres séances ne changent pas.

Pour toute question : Clémence Frênaie, c@exemple.invalid, 03 00

Merci, et à bientôt.
EAFC d’Amiens
`);
  });

  it.each(languages)('says in %s that nothing has changed', (language) => {
    const same = { ...notice, changes: [notice.changes[1]!] };
    const { body } = changeNoticeMail(same, language);
    expect(body).not.toMatch(/papers:|{{|undefined|→/);
    expect(body.split('\n\n')).toHaveLength(4);
  });
});
