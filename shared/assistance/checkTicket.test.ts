import { describe, expect, it } from 'vitest';
import opaleTemplate from '../templates/opale.json' with { type: 'json' };
import pegaseTemplate from '../templates/pegase.json' with { type: 'json' };
import { blankTicket, checkTicket, type TicketDraft, type TicketGround } from './checkTicket.ts';
import { freeTextsOf } from '../schema/freeTexts.ts';
import { ticket } from './ticket.entity.ts';
import { ticketValuesSchema } from './tickets.contract.ts';
import { readTicketRules } from './ticketRules.ts';

const opale = readTicketRules(opaleTemplate.ticketRules);
const pegase = readTicketRules(pegaseTemplate.ticketRules);

const information: TicketDraft = {
  ...blankTicket,
  kind: 'information',
  establishment: 'u1',
  title: 'Calendrier des campagnes de bourses',
  priority: 'minor',
  description: 'Quand la campagne ouvre-t-elle ?',
};
const anomaly: TicketDraft = {
  ...information,
  kind: 'anomaly',
  title: 'Inscription impossible en double licence',
  module: 'INS',
  pageUrl: 'https://pegase.example/ins',
  version: '24.1',
};
const si2c: TicketDraft = {
  ...blankTicket,
  establishment: 'e1',
  requesterName: 'Edgar Bergenia',
  requesterFunction: 'Secrétaire général',
  title: 'SI2C – Rejet d’un mandat de vacations',
  environment: 'production',
  sphere: 'ordonnateur',
  operations: 'Mandatement, puis validation.',
  errorMessage: 'Erreur 12',
  files: 1,
};

const said = (rules: typeof opale, draft: TicketDraft, ground?: TicketGround): string[] =>
  checkTicket(rules, draft, ground).map(({ field, type, level }) => `${level} ${field} ${type}`);
const errors = (rules: typeof opale, draft: TicketDraft): string[] =>
  said(rules, draft).filter((text) => text.startsWith('error'));

describe('a request for Pégase', () => {
  it('is accepted as the form asks', () => {
    expect(said(pegase, information)).toEqual([]);
    expect(said(pegase, anomaly)).toEqual([]);
    expect(said(pegase, { ...anomaly, impacted: 12, environment: 'test' })).toEqual([]);
    expect(
      said(pegase, { ...information, module: 'INS', pageUrl: 'https://a.fr', version: '24.1' }),
    ).toEqual([]);
  });

  it.each(['title', 'priority', 'description', 'establishment'] as const)(
    'needs %s in both kinds',
    (field) => {
      for (const draft of [information, anomaly]) {
        expect(said(pegase, { ...draft, [field]: null })).toEqual([`error ${field} missing`]);
        expect(said(pegase, { ...draft, [field]: null })).toEqual([`error ${field} missing`]);
      }
    },
  );

  it.each(['module', 'pageUrl', 'version'] as const)('needs %s of an anomaly only', (field) => {
    expect(said(pegase, { ...anomaly, [field]: null })).toEqual([`error ${field} missing`]);
    expect(said(pegase, { ...information, [field]: null })).toEqual([]);
  });

  it.each([
    ['impacted', 3],
    ['environment', 'test'],
  ] as const)('has %s in an anomaly only', (field, value) => {
    expect(said(pegase, { ...information, [field]: value })).toEqual([`error ${field} notForKind`]);
    expect(said(pegase, { ...anomaly, [field]: value })).toEqual([]);
  });

  it('takes "none" for a module, and no unknown kind, priority or environment', () => {
    expect(said(pegase, { ...anomaly, module: 'none' })).toEqual([]);
    expect(said(pegase, { ...information, kind: null })).toEqual(['error kind kindMissing']);
    expect(said(pegase, { ...information, kind: 'wish' })).toEqual(['error kind kindUnknown']);
    expect(said(pegase, { ...anomaly, priority: 'urgent' })).toEqual([
      'error priority choiceUnknown',
    ]);
    expect(said(pegase, { ...anomaly, environment: 'moon' })).toEqual([
      'error environment choiceUnknown',
    ]);
  });

  it.each(['http://a.fr', 'a.fr', 'ftp://a.fr', 'https://', 'HTTPS//a', 'javascript:1'])(
    'refuses the address %s',
    (pageUrl) => {
      expect(said(pegase, { ...anomaly, pageUrl })).toEqual(['error pageUrl urlNotHttps']);
    },
  );

  it('warns of a version that is older than N-1', () => {
    const ground = { versions: ['25.1', '24.9', '24.1'] };
    expect(said(pegase, anomaly, ground)).toEqual(['warning version versionOld']);
    expect(said(pegase, { ...anomaly, version: '24.9' }, ground)).toEqual([]);
    expect(said(pegase, { ...anomaly, version: '25.1' }, ground)).toEqual([]);
  });

  it('takes a school from the list alone', () => {
    expect(said(pegase, information, { knowsSchool: (id) => id !== 'u1' })).toEqual([
      'error establishment schoolUnknown',
    ]);
  });
});

describe('a request for Op@le', () => {
  it('is accepted as the rule asks', () => {
    expect(said(opale, si2c)).toEqual([]);
    expect(said(opale, { ...si2c, level: 'si2c' })).toEqual([]);
  });

  it.each([
    'requesterName',
    'requesterFunction',
    'establishment',
    'environment',
    'sphere',
    'operations',
  ] as const)('needs %s', (field) => {
    expect(said(opale, { ...si2c, [field]: ' ' })).toEqual([`error ${field} missing`]);
  });

  it('advises screenshots and the message of an error', () => {
    expect(said(opale, { ...si2c, files: 0, errorMessage: null })).toEqual([
      'warning errorMessage advised',
      'warning files advised',
    ]);
  });

  it('begins its title with the level that it is addressed to', () => {
    expect(errors(opale, { ...si2c, title: 'Rejet d’un mandat de vacations' })).toEqual([
      'error title prefixMissing',
    ]);
    expect(errors(opale, { ...si2c, level: 'drasi' })).toEqual(['error title prefixOtherLevel']);
    for (const title of ['DRASI / SI2C Rejet d’un mandat', 'drasi - si2c : Rejet d’un mandat']) {
      expect(errors(opale, { ...si2c, title, level: null })).toEqual(['error title prefixTwice']);
    }
    const named = { ...si2c, title: 'DRASI – Rejet que SI2C a vu', level: null };
    expect(errors(opale, named)).toEqual([]);
    expect(
      errors(opale, { ...si2c, title: 'DRASI : poste sans certificat', level: 'drasi' }),
    ).toEqual([]);
  });

  it.each(['SI2C – Problème', 'SI2C urgent', 'SI2C – Op@le ne marche pas', 'DRASI'])(
    'has a precise title, unlike %s',
    (title) => {
      expect(errors(opale, { ...si2c, title })).toEqual(['error title titleVague']);
    },
  );

  it('has more than a word in its title', () => {
    expect(errors(opale, { ...si2c, title: 'SI2C – Mandat' })).toEqual(['error title titleShort']);
  });
});

it('names the place of what looks like a secret, as a warning', () => {
  const description = 'Je me connecte, mot de passe : Lilas2024! puis rien.';
  const [found] = checkTicket(pegase, { ...information, description });
  expect(found).toMatchObject({ field: 'description', type: 'secret', level: 'warning' });
  expect(description.slice(found!.from, found!.to)).toBe('mot de passe : Lilas2024!');
});

describe('a secret', () => {
  const written = freeTextsOf(ticket).filter((name) => name in ticketValuesSchema.shape);

  it.each(written)('is noticed in %s', (field) => {
    const draft = { ...information, [field]: 'mot de passe : Lilas2024' };
    const found = checkTicket(pegase, draft).filter(({ type }) => type === 'secret');
    expect(found.map((one) => [one.field, one.secret])).toEqual([[field, 'password']]);
  });
});

describe('what means nothing', () => {
  it('is refused, each with its reason', () => {
    expect(errors(opale, { ...si2c, level: 'lune' })).toEqual(['error level levelUnknown']);
    // Op@le's programme has neither kinds nor priorities.
    expect(errors({ ...opale, kinds: [] }, { ...si2c, kind: 'wish' })).toEqual([
      'error kind kindNone',
    ]);
    const none = { ...opale, priorities: [] };
    expect(errors(none, { ...si2c, priority: 'huge' })).toEqual(['error priority priorityNone']);
    const today = '2024-01-22';
    expect(said(opale, { ...si2c, eventOn: '2099-01-01' }, { today })).toContain(
      'error eventOn dayAhead',
    );
    expect(said(opale, { ...si2c, eventOn: today }, { today }).join()).not.toContain('dayAhead');
  });

  it.each(['\u200b\u200d\ufeff', '\u00a0 \u2003', '\u3164\u2800', '\u2060\u00ad'])(
    'is an empty field, be it written with signs that nobody sees',
    (blank) => {
      for (const field of ['title', 'operations', 'sphere', 'requesterFunction'] as const) {
        expect(errors(opale, { ...si2c, [field]: blank })).toContain(`error ${field} missing`);
      }
    },
  );

  it('is a title of several lines, or one that is turned around', () => {
    const { title } = si2c;
    for (const line of ['\n', '\r', '\u2028']) {
      expect(errors(opale, { ...si2c, title: `${title}${line}Suite` })).toEqual([
        'error title titleLines',
      ]);
    }
    for (const mark of ['\u202e', '\u2067', '\u202b']) {
      expect(errors(opale, { ...si2c, title: `${title} ${mark}abc` })).toEqual([
        'error title hiddenMarks',
      ]);
    }
    // Marks of one letter's direction are how Arabic is typed.
    expect(errors(opale, { ...si2c, title: `${title} \u200fمرحبا` })).toEqual([]);
  });

  it('is an address with blanks, and none that begins with HTTPS in capitals', () => {
    for (const pageUrl of ['HTTPS://pegase.example/INS', 'Https://a.fr']) {
      expect(said(pegase, { ...anomaly, pageUrl })).toEqual([]);
    }
    for (const pageUrl of ['https://a b', 'https://a.fr/x y', 'https://a.fr/\u202ex']) {
      expect(said(pegase, { ...anomaly, pageUrl })).toEqual(['error pageUrl urlNotOne']);
    }
  });
});

describe('what is no answer', () => {
  it.each(['...', '?', '—', 'xxxx xxxx', 'aaa'])(
    '%s is none where a field must be filled',
    (text) => {
      expect(said(opale, { ...si2c, operations: text })).toEqual(['error operations saysNothing']);
      expect(said(opale, { ...si2c, requesterFunction: text })).toEqual([
        'error requesterFunction saysNothing',
      ]);
      expect(said(pegase, { ...anomaly, module: text, description: text })).toEqual([
        'error module saysNothing',
        'error description saysNothing',
      ]);
      // Where nothing has to stand, signs say that there is nothing.
      expect(said(pegase, { ...information, module: text })).toEqual([]);
    },
  );

  it('vague words alone tell nothing of what happened, and are a name all the same', () => {
    expect(said(pegase, { ...information, description: 'Urgent, bug' })).toEqual([
      'error description saysNothing',
    ]);
    expect(said(opale, { ...si2c, requesterFunction: 'SG' })).toEqual([]);
    expect(said(pegase, { ...anomaly, version: '9' })).toEqual([]);
  });

  it('one letter over and over is no title', () => {
    expect(said(opale, { ...si2c, title: 'SI2C – xxxxxxx xxxxxxx' })).toEqual([
      'error title titleVague',
    ]);
  });

  it('nobody impacted is as good as nothing', () => {
    expect(said(pegase, { ...information, impacted: 0 })).toEqual([]);
    expect(said(pegase, { ...anomaly, impacted: 0 })).toEqual([]);
  });

  it.each(['https://...', 'https://?x', 'https://-a.fr', 'https://a..fr'])(
    '%s is no page, whatever the programme asks',
    (pageUrl) => {
      expect(said(pegase, { ...anomaly, pageUrl })).toEqual(['error pageUrl urlNotOne']);
      expect(said(opale, { ...si2c, pageUrl })).toEqual(['error pageUrl urlNotOne']);
    },
  );
  it.each(['https://a', 'https://a.fr:8443/x?y=1#z', 'https://10.0.0.1/', 'https://é.fr/%20'])(
    '%s is one',
    (pageUrl) => {
      expect(said(pegase, { ...anomaly, pageUrl })).toEqual([]);
    },
  );

  it('an action is one of the kit', () => {
    const ground = { knowsAction: (id: string) => id === 'A1' };
    expect(said(opale, { ...si2c, action: 'A1' }, ground)).toEqual([]);
    expect(said(opale, { ...si2c, action: 'A9' }, ground)).toEqual(['error action actionUnknown']);
  });

  it('a version that nobody knows is doubted', () => {
    expect(said(pegase, anomaly, { versions: ['25.1'] })).toEqual([
      'warning version versionUnknown',
    ]);
    expect(said(pegase, anomaly, { versions: [] })).toEqual([]);
  });
});

it('a text that is too long is told with its length, and never cut', () => {
  const description = 'mot '.repeat(5_001);
  const [problem] = checkTicket(pegase, { ...information, description });
  expect(problem).toMatchObject({
    field: 'description',
    type: 'tooLong',
    level: 'error',
    values: { limit: 20_000, length: 20_004 },
  });
  expect(said(pegase, { ...information, description: 'mot '.repeat(5_000) })).toEqual([]);
});
