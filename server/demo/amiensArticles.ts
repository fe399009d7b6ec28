import { scopeId } from '../../shared/schema/scope.ts';
import { articleRows, type DemoArticle } from './articleRows.ts';
import { seedRow, stampOf, type SeedRow } from './seedRows.ts';

const TEAM = 'Équipe Op@le';
const MONEY = ['bursar', 'accountingOfficer', 'deputyAccountingOfficer'] as const;

/** What the accompaniment knows by now: invented, in the manner of a team's procedure sheets. */
const articles: readonly DemoArticle[] = [
  {
    id: 'article-regisseur',
    title: 'Nommer un régisseur et ouvrir sa régie',
    language: 'fr',
    moments: ['before', 'during'],
    roles: ['authorisingOfficer', ...MONEY],
    keywords: ['régie', 'régisseur', 'arrêté'],
    author: TEAM,
    versions: [
      { on: '2023-10-12' },
      { on: '2024-01-15', changes: 'Le modèle d’arrêté a changé : voir l’étape 2.' },
    ],
    body: `La régie se prépare **avant** la bascule, pour que les encaissements continuent le premier jour.

## Étapes
1. Vérifier l’acte constitutif de la régie et l’avis de l’agent comptable.
2. Faire signer l’arrêté de nomination par l’ordonnateur.
3. Créer le régisseur comme *tiers interne*, puis lui donner le profil « régisseur ».
4. Contrôler le montant de l’avance et celui du fonds de caisse.

> Sans arrêté signé, le profil est refusé par l’assistance.`,
  },
  {
    id: 'article-budget-refuse',
    title: 'Budget refusé au chargement : que vérifier ?',
    language: 'fr',
    moments: ['during'],
    roles: MONEY,
    keywords: ['budget', 'chargement', 'rejet'],
    author: TEAM,
    versions: [
      { on: '2023-11-20' },
      { on: '2024-01-11', changes: 'Ajout du contrôle des services à caractère spécifique.' },
    ],
    body: `Un budget est refusé quand les totaux des services ne s’équilibrent pas, ou quand un compte n’existe plus.

- Relire le message : il nomme le **service** et le **compte**.
- Comparer les totaux avec la délibération du conseil d’administration.
- Contrôler les services à caractère spécifique, souvent oubliés.
- Corriger, puis charger de nouveau ; l’ancien chargement est remplacé.

Si le message ne nomme aucun compte, ouvrir une demande avec la copie du message.`,
  },
  {
    id: 'article-suppleant',
    title: 'Donner un profil à l’ordonnateur suppléant',
    language: 'fr',
    moments: ['before'],
    roles: ['authorisingOfficer', 'bursar'],
    keywords: ['habilitation', 'profil', 'suppléant', 'délégation'],
    author: TEAM,
    versions: [{ on: '2023-12-04' }],
    body: `Le suppléant ne reçoit un profil que s’il est nommé dans l’**arrêté de délégation**.

1. Ajouter le suppléant à l’arrêté.
2. Joindre l’arrêté à la demande de profil.
3. Le profil apparaît le lendemain matin.`,
  },
  {
    id: 'article-premiere-connexion',
    title: 'Première connexion à Op@le',
    language: 'fr',
    moments: ['during'],
    keywords: ['connexion', 'navigateur', 'certificat'],
    author: TEAM,
    versions: [{ on: '2023-10-02' }],
    body: `À la première connexion, utiliser le navigateur conseillé et vider son cache.

- Une page blanche : ouvrir une fenêtre de navigation privée.
- Un profil absent : attendre le lendemain, puis signaler.
- Un établissement absent : vérifier le numéro UAI de l’arrêté.`,
  },
  {
    id: 'article-tiers',
    title: 'Reprendre les fournisseurs sans doublons',
    language: 'fr',
    moments: ['before'],
    roles: MONEY,
    keywords: ['fournisseur', 'tiers', 'doublon', 'SIRET'],
    author: TEAM,
    versions: [{ on: '2023-10-23' }],
    body: `Chaque fournisseur est cherché par son **SIRET** avant d’être créé.

| Cas | Que faire |
|---|---|
| SIRET connu | rattacher le tiers existant |
| SIRET inconnu | le créer, avec ses coordonnées bancaires |
| Sans SIRET | le créer comme particulier |`,
  },
  {
    id: 'article-bourses',
    title: 'Bourses et remises : l’ordre des opérations',
    language: 'fr',
    moments: ['after'],
    roles: MONEY,
    keywords: ['bourse', 'élève', 'remise', 'trimestre'],
    author: TEAM,
    versions: [{ on: '2024-01-08' }],
    body: `1. Importer les élèves et leurs responsables.
2. Contrôler les droits de l’élève boursier.
3. Calculer les remises, puis les bourses.
4. Éditer l’état par élève avant de valider.`,
  },
  {
    id: 'article-cloture',
    title: 'Clore l’exercice dans l’ancien outil',
    language: 'fr',
    moments: ['before'],
    roles: MONEY,
    keywords: ['clôture', 'exercice', 'GFC', 'balance'],
    author: TEAM,
    versions: [{ on: '2023-11-06' }],
    body: `La balance de sortie de l’ancien outil est la balance d’entrée d’Op@le : rien ne se reprend deux fois.

- Vider les comptes d’attente.
- Rapprocher le compte au Trésor.
- Éditer et **conserver** la balance définitive.`,
  },
  {
    id: 'article-mandats',
    title: 'Suivre un mandat rejeté par l’agent comptable',
    language: 'fr',
    moments: ['during', 'after'],
    keywords: ['mandat', 'rejet', 'demande de paiement'],
    author: TEAM,
    versions: [{ on: '2024-01-16' }],
    body: `Le motif du rejet se lit dans l’historique de la demande de paiement. Corriger la pièce, puis la représenter : un nouveau numéro est donné.`,
  },
  {
    id: 'article-sauvegarde',
    title: 'Sauvegarder les documents avant la bascule',
    language: 'fr',
    moments: ['before'],
    roles: ['bursar', 'technician'],
    keywords: ['sauvegarde', 'archive'],
    author: TEAM,
    versions: [{ on: '2023-10-16' }],
    body: `Copier les dossiers partagés, les éditions et les pièces justificatives sur un support de l’établissement. Faire un essai de lecture sur un autre poste.`,
  },
  {
    id: 'article-charte',
    title: 'Charte d’assistance : à qui s’adresser, et quand',
    language: 'fr',
    moments: ['before', 'during', 'after'],
    keywords: ['assistance', 'charte', 'priorité', 'escalade'],
    author: TEAM,
    productVersion: 'Charte 2024',
    versions: [
      { on: '2023-09-18' },
      { on: '2023-11-27', changes: 'Nouveaux horaires de la plate-forme.' },
      { on: '2024-01-10', changes: 'Le tuteur répond d’abord sur les procédures.' },
    ],
    body: `1. **Le guide et ces articles** d’abord.
2. **Le tuteur** pour une procédure.
3. **La plate-forme d’assistance** pour une anomalie, avec les opérations pas à pas.

Une demande bloquante est traitée dans la journée.`,
  },
  {
    id: 'article-tribu',
    title: 'Trouver une fiche dans Tribu',
    language: 'fr',
    moments: ['before'],
    keywords: ['Tribu', 'fiche', 'capsule'],
    author: TEAM,
    versions: [{ on: '2023-10-09' }],
    body: `Les fiches sont rangées par moment : *anticiper la bascule*, *le jour même*, *après*. Les capsules vidéo portent le numéro de leur fiche.`,
  },
  {
    id: 'article-retours',
    title: 'Ce que les premières vagues ont appris',
    language: 'fr',
    moments: ['before'],
    keywords: ['retour d’expérience', 'bonnes pratiques'],
    author: TEAM,
    versions: [{ on: '2023-12-11' }],
    body: `- Bloquer deux demi-journées sans public la première semaine.
- Faire les habilitations trois semaines plus tôt que prévu.
- Préparer un **binôme** : celui qui saisit, celui qui relit.
- Montrer l’outil aux établissements de la vague suivante : ils viennent voir.`,
  },
];

/** Articles of the programme, and what is announced on the day of the practice data. */
export function amiensArticles(programme: string, wave: string): SeedRow[] {
  return [
    ...articleRows(scopeId('programme', programme), articles),
    seedRow(
      'communication',
      'annonce-webinaire',
      scopeId('wave', wave),
      {
        kind: 'announcement',
        on: '2024-01-18',
        until: '2024-01-26',
        title: 'Webinaire « Questions de la première semaine » vendredi à 14 h',
        body: 'Les tuteurs répondent en direct. L’enregistrement sera déposé dans Tribu.',
        target: 'Établissements de la vague 6',
        author: TEAM,
      },
      stampOf('2024-01-18', null),
    ),
  ];
}
