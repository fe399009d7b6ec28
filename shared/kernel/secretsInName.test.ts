import { expect, it } from 'vitest';
import { secretsInName } from './secretsInName.ts';

const kinds = (name: string) => secretsInName(name).map(({ kind }) => kind);

it.each([
  ['mdp_Lilas2024.txt', 'password'],
  ['mot-de-passe-Lilas2024!.docx', 'password'],
  ['Mot de passe = Lilas2024.txt', 'password'],
  ['login_eberg_mdp.Lilas2024.png', 'password'],
  ['INE 0890123456A.pdf', 'learnerCode'],
  ['fiche_0890123456A_v2.pdf', 'learnerCode'],
  ['FR7630006000011234567890189.pdf', 'iban'],
])('%s tells', (name, kind) => {
  expect(kinds(name)).toContain(kind);
});

it.each([
  'capture-ecran-2024-01-22.png',
  'mot_de_passe_oublie.png',
  'mot-de-passe.docx',
  'Réinitialiser le mot de passe.pdf',
  'Balance 0801234X 2023.xlsx',
  'IMG_20240122_091500.jpg',
  'Screenshot 2024-01-22 at 09.15.00.png',
  'op@le-v6.2.1-notes.pdf',
])('%s tells nothing', (name) => {
  expect(kinds(name)).toEqual([]);
});
