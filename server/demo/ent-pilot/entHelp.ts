import type { DescribedHelp } from '../described/helps.ts';

const TEAM = 'Équipe ENT de la circonscription';

/** What schools ask about their portal, and what helps them: invented. */
export const entHelp: DescribedHelp = {
  tickets: [
    {
      id: 'ent-demande-1',
      establishment: 'ent-ecole-1',
      on: '2023-10-09',
      fields: {
        title: 'Une classe n’apparaît pas dans le cahier de textes',
        description:
          'La classe de CM1 est dans l’annuaire, et le cahier de textes ne la propose pas.',
        priority: 'major',
        requesterName: 'Judith Chanterel',
        requesterFunction: 'Utilisatrice clé',
        level: 'circonscription',
      },
      events: [
        { kind: 'moved', on: '2023-10-11', level: 'editeur', author: 'Émeline Roseval' },
        {
          kind: 'answered',
          on: '2023-10-17',
          text: 'L’alimentation de nuit avait échoué ; elle est relancée.',
          author: 'Brice Lanterne',
        },
        { kind: 'closed', on: '2023-10-18' },
      ],
    },
    {
      id: 'ent-demande-2',
      establishment: 'ent-ecole-2',
      on: '2023-10-16',
      fields: {
        title: 'Le réseau de l’école coupe l’après-midi',
        description:
          'Les tablettes perdent le réseau chaque jour vers 14 h dans les deux classes du haut.',
        priority: 'blocking',
        requesterName: 'Directrice de l’école',
        level: 'collectivite',
      },
      events: [
        {
          kind: 'answered',
          on: '2023-10-19',
          text: 'Une borne est à remplacer ; passage prévu après les vacances.',
          author: 'Maxence Pontrieu',
        },
      ],
    },
    {
      id: 'ent-demande-3',
      establishment: 'ent-ecole-4',
      on: '2023-10-30',
      fields: {
        title: 'Deux responsables pour un seul élève',
        description:
          'Les parents séparés doivent avoir chacun leur accès. Un seul courrier est arrivé.',
        priority: 'minor',
        requesterName: 'Directeur de l’école',
        level: 'circonscription',
      },
      events: [
        {
          kind: 'answered',
          on: '2023-10-31',
          text: 'Le second courrier s’imprime depuis l’annuaire. Est-ce que cela a marché ?',
          author: 'Émeline Roseval',
        },
        { kind: 'waiting', on: '2023-10-31' },
      ],
    },
    {
      id: 'ent-demande-4',
      establishment: 'ent-ecole-5',
      on: '2023-11-02',
      fields: {
        title: 'Publier les photos de la sortie',
        description: 'Quelle taille au plus, et qui les voit ?',
        priority: 'minor',
        requesterName: 'Un enseignant',
        level: 'utilisateur-cle',
      },
      events: [],
    },
  ],
  articles: [
    {
      id: 'ent-article-comptes',
      title: 'Remettre leurs accès aux familles',
      language: 'fr',
      moments: ['before', 'during'],
      keywords: ['compte', 'courrier', 'responsable'],
      author: TEAM,
      versions: [{ on: '2023-09-01' }],
      body: `Chaque responsable a un courrier à son nom, même quand ils sont deux.

1. Imprimer les courriers depuis l’annuaire, par classe.
2. Les remettre en main propre, contre émargement.
3. Noter ici les classes servies.`,
    },
    {
      id: 'ent-article-photos',
      title: 'Photos d’élèves : ce qu’il faut avant de publier',
      language: 'fr',
      moments: ['during', 'after'],
      keywords: ['photo', 'autorisation', 'blog'],
      author: TEAM,
      versions: [
        { on: '2023-09-15' },
        { on: '2023-10-20', changes: 'Le modèle d’autorisation a changé.' },
      ],
      body: `Une autorisation écrite **pour chaque élève**, gardée par l’école. Sans elle, la photo n’est pas publiée, même floutée.`,
    },
    {
      id: 'ent-article-qui-aide',
      title: 'Qui aide, et pour quoi',
      language: 'fr',
      moments: ['before', 'during', 'after'],
      keywords: ['assistance', 'utilisateur clé', 'collectivité'],
      author: TEAM,
      versions: [{ on: '2023-09-01' }],
      body: `- Usages et comptes : l’**utilisateur clé** de l’école, puis la circonscription.
- Réseau et équipement : la **collectivité**.
- Le portail lui-même : l’éditeur, que la circonscription saisit.`,
    },
  ],
  places: [
    {
      kind: 'learning',
      label: 'Capsules de prise en main',
      address: 'https://capsules.exemple.invalid/',
    },
    {
      kind: 'helpdesk',
      label: 'Assistance de la collectivité',
      address: 'https://aide.exemple.invalid/',
    },
  ],
};
