import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../shared/sync/sync.contract.ts';
import { createPageTexts } from '../app/i18n.ts';
import { UP_TO_DATE } from '../testing/memoryBridge.ts';
import { formatOf } from '../ui/format.ts';
import { syncWords } from './syncWords.ts';

const NOW = new Date(2024, 0, 22, 10, 58).getTime();
const THIS_MORNING = new Date(2024, 0, 22, 9, 12).getTime();
const YESTERDAY = new Date(2024, 0, 21, 17, 5).getTime();
const LOST = new Date(2024, 0, 22, 10, 42).getTime();
const { t } = createPageTexts();

function say(change: Partial<SyncStatus>) {
  const words = syncWords(t, formatOf('fr'), { ...UP_TO_DATE, ...change }, NOW);
  // Spaces that do not break read like others here.
  return JSON.parse(JSON.stringify(words).replaceAll(/[\u00a0\u202f]/g, ' ')) as typeof words;
}

describe('the sync in words', () => {
  it('is up to date', () => {
    expect(say({ lastSyncAt: THIS_MORNING })).toEqual({
      tone: 'fresh',
      headline: 'À jour · reçu à 9 h 12',
      facts: ['Rien à envoyer', 'Tout est enregistré sur ce poste'],
      refused: null,
      carrying: null,
      notice: null,
      clock: null,
    });
  });

  it('has actions to send and no network', () => {
    expect(
      say({ pending: 3, reachable: false, unreachableSince: LOST, lastSyncAt: YESTERDAY }),
    ).toMatchObject({
      tone: 'waiting',
      headline: '3 actions à envoyer',
      facts: [
        'Pas de réseau depuis 10 h 42',
        'Tout est enregistré sur ce poste',
        'Reçu hier à 17 h 05',
      ],
    });
  });

  it('has one action to send', () => {
    expect(say({ pending: 1, lastSyncAt: THIS_MORNING })).toMatchObject({
      headline: '1 action à envoyer',
      facts: ['Tout est enregistré sur ce poste', 'Reçu à 9 h 12'],
    });
  });

  it('has nothing to send and no network', () => {
    expect(
      say({ reachable: false, unreachableSince: LOST, lastSyncAt: THIS_MORNING }),
    ).toMatchObject({
      headline: 'Pas de réseau depuis 10 h 42',
      facts: ['Rien à envoyer', 'Tout est enregistré sur ce poste', 'Reçu à 9 h 12'],
    });
  });

  it('is syncing', () => {
    expect(say({ phase: 'syncing', pending: 2 })).toMatchObject({
      tone: 'busy',
      headline: 'Synchronisation en cours…',
      facts: ['2 actions à envoyer', 'Tout est enregistré sur ce poste'],
    });
  });

  it('was never synced', () => {
    expect(say({ lastSyncAt: null })).toMatchObject({ headline: 'Jamais synchronisé' });
  });

  it('was refused changes', () => {
    expect(say({ rejected: 2 }).refused).toBe('2 changements refusés');
    expect(say({ rejected: 1 }).refused).toBe('1 changement refusé');
  });

  it('has something to pass on, and to say', () => {
    expect(say({ carrying: 1, notice: { type: 'serverRestored', at: LOST } })).toMatchObject({
      carrying: '1 fichier d’un autre poste à transmettre',
      notice: 'Le serveur a été restauré',
    });
  });

  it('speaks of a clock that is off by more than ten minutes', () => {
    const minute = 60_000;
    expect(say({ clockOffsetMs: 10 * minute }).clock).toBeNull();
    expect(say({ clockOffsetMs: 25 * minute }).clock).toBe(
      'L’horloge de ce poste avance de 25 minutes sur celle du serveur : vérifiez laquelle est à l’heure.',
    );
    expect(say({ clockOffsetMs: -180 * minute }).clock).toBe(
      'L’horloge de ce poste retarde de 3 heures sur celle du serveur : vérifiez laquelle est à l’heure.',
    );
  });
});
