import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { DescribedHelp, DescribedTicket } from '../described/helps.ts';

const TEAM = 'Équipe projet PC-Scol';
const TOOL = 'JSM';
const SERVICE = 'pc-scol';

function filed(on: LocalDate): DescribedTicket['events'] {
  return [{ kind: 'filed', on, level: SERVICE }];
}

/** What correspondents ask, and what the project answers: invented. */
export const pegaseHelp: DescribedHelp = {
  tickets: [
    {
      id: 'pegase-demande-101',
      establishment: 'pegase-rive-claire',
      on: '2022-10-17',
      fields: {
        kind: 'anomaly',
        title: 'Inscription administrative bloquée au contrôle du paiement',
        description:
          'Le dossier passe au contrôle du paiement et y reste, quel que soit le mode choisi. Reproduit avec deux apprenants fictifs.',
        priority: 'blocking',
        module: 'Inscription',
        version: '24.0',
        pageUrl: 'https://pegase.exemple.invalid/ins/paiement',
        environment: 'test',
        impacted: 2,
        eventOn: '2022-10-14',
        requesterName: 'Mélisande Bruyère-Lys',
        level: SERVICE,
        tool: TOOL,
        number: 'PEG-101',
      },
      events: [
        ...filed('2022-10-17'),
        {
          kind: 'answered',
          on: '2022-10-20',
          text: 'Anomalie confirmée ; corrigée dans la version 24.1, attendue le 21 novembre.',
          author: TEAM,
        },
      ],
    },
    {
      id: 'pegase-demande-102',
      establishment: 'pegase-haut-plateau',
      on: '2022-11-03',
      fields: {
        kind: 'information',
        title: 'Modéliser un parcours avec deux mentions communes en L1',
        description:
          'Deux mentions partagent leur première année. Faut-il un tronc commun ou deux formations ?',
        priority: 'major',
        module: 'Offre de formation',
        requesterName: 'Octave Sablon',
        level: SERVICE,
        tool: TOOL,
        number: 'PEG-102',
      },
      events: [
        ...filed('2022-11-03'),
        {
          kind: 'answered',
          on: '2022-11-09',
          text: 'Un tronc commun : voir la fiche « Modéliser un tronc commun ». Dites si cela convient.',
          author: TEAM,
        },
        { kind: 'waiting', on: '2022-11-09' },
      ],
    },
    {
      id: 'pegase-demande-103',
      establishment: 'pegase-causses',
      on: '2022-10-24',
      fields: {
        kind: 'anomaly',
        title: 'Reprise de données : 214 adresses rejetées',
        description:
          'Le rapport de la deuxième recette à blanc refuse 214 adresses étrangères sans code postal.',
        priority: 'major',
        module: 'Reprise de données',
        version: '24.0',
        pageUrl: 'https://pegase.exemple.invalid/rdd/rapports/2',
        environment: 'rdd',
        impacted: 214,
        requesterName: 'Lazare Montroc',
        level: SERVICE,
        tool: TOOL,
        number: 'PEG-103',
      },
      events: filed('2022-10-24'),
    },
    {
      id: 'pegase-demande-104',
      establishment: 'pegase-trois-vallees',
      on: '2022-09-28',
      fields: {
        kind: 'information',
        title: 'Calendrier des corrections avant l’ouverture des inscriptions',
        description: 'Quelles versions sont prévues entre janvier et juin, et à quelles dates ?',
        priority: 'minor',
        requesterName: 'Apolline Verdance',
        level: SERVICE,
        tool: TOOL,
        number: 'PEG-104',
      },
      events: [
        ...filed('2022-09-28'),
        {
          kind: 'answered',
          on: '2022-09-30',
          text: 'La feuille de route est dans l’espace documentaire, mise à jour chaque mois.',
          author: TEAM,
        },
        { kind: 'closed', on: '2022-10-05' },
      ],
    },
    {
      id: 'pegase-demande-105',
      establishment: 'pegase-plaine',
      on: '2022-11-10',
      fields: {
        kind: 'anomaly',
        title: 'Export des diplômés : une colonne manque',
        description: 'Le fichier n’a plus la colonne du numéro de diplôme depuis la version 24.0.',
        priority: 'minor',
        module: 'Diplômes',
        version: '24.0',
        pageUrl: 'https://pegase.exemple.invalid/dip/exports',
        environment: 'bas',
        requesterName: 'Anselme Rocheline',
        level: 'correspondants',
      },
      events: [
        {
          kind: 'asked',
          on: '2022-11-10',
          text: 'Je regarde avec la scolarité avant de déposer la demande.',
          author: 'Anselme Rocheline',
        },
      ],
    },
  ],
  articles: [
    {
      id: 'pegase-article-tronc-commun',
      title: 'Modéliser un tronc commun',
      language: 'fr',
      moments: ['before'],
      keywords: ['offre de formation', 'tronc commun', 'mention'],
      productVersion: '24.0',
      author: TEAM,
      versions: [{ on: '2022-09-12' }],
      body: `Deux mentions qui partagent leur première année ont **un tronc commun**, et non deux formations.

1. Créer le tronc commun comme objet de formation.
2. L’attacher à chacune des mentions.
3. Contrôler les effectifs sur la base de test avant d’ouvrir.`,
    },
    {
      id: 'pegase-article-recette-a-blanc',
      title: 'Lire le rapport d’une recette à blanc',
      language: 'fr',
      moments: ['before', 'during'],
      keywords: ['reprise de données', 'rejets', 'rapport'],
      author: TEAM,
      versions: [
        { on: '2022-10-03' },
        { on: '2022-11-02', changes: 'Les rejets d’adresses ont leur partie.' },
      ],
      body: `Le rapport classe les rejets par objet.

- **Bloquant** : corriger dans l’ancien outil, puis reprendre.
- **Avertissement** : repris, à contrôler ensuite.

Les adresses étrangères sans code postal sont des avertissements à partir de la version 24.1.`,
    },
    {
      id: 'pegase-article-correspondants',
      title: 'Correspondants : qui demande, et comment',
      language: 'fr',
      moments: ['before', 'during', 'after'],
      keywords: ['correspondant', 'assistance', 'demande'],
      author: TEAM,
      versions: [{ on: '2022-09-05' }],
      body: `Deux correspondants fonctionnels et deux techniques font le premier niveau. Eux seuls déposent des demandes : chacun voit celles de son établissement.

> Aucune donnée personnelle d’apprenant dans une demande : un numéro suffit.`,
    },
  ],
  places: [
    {
      kind: 'helpdesk',
      label: 'Portail d’assistance PC-Scol',
      address: 'https://assistance.exemple.invalid/',
    },
    { kind: 'forum', label: 'Forum des correspondants', address: 'https://forum.exemple.invalid/' },
    {
      kind: 'documents',
      label: 'Espace documentaire du projet',
      address: 'https://documents.exemple.invalid/pegase',
    },
  ],
};
