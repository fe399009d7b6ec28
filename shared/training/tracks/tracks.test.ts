import { describe, expect, it } from 'vitest';
import { PLAIN_ID_PATTERN } from '../../kernel/ids.ts';
import { findTemplate, templateNames } from '../../templates/templates.ts';
import { trainingTrack } from '../trainingTrack.entity.ts';
import { knownTrackRow, knownTracks, knownTrackValues } from './tracks.ts';

describe.each(templateNames)('the tracks that %s knows', (name) => {
  const template = findTemplate(name)!;
  const tracks = knownTracks(name);

  it('are for actors of its kit, and do actions of its kit', () => {
    const actors = template.actors.map(({ id }) => id);
    const actions = template.actions.map(({ id }) => id);
    expect(tracks.length).toBeGreaterThanOrEqual(3);
    for (const track of tracks) {
      expect([track.id, actors]).toEqual([track.id, expect.arrayContaining(track.actors)]);
      expect([track.id, actions]).toEqual([track.id, expect.arrayContaining(track.kitActions)]);
      expect(track.kitActions.length).toBeGreaterThan(0);
    }
  });

  it('have ids of their own and titles in three languages', () => {
    expect(new Set(tracks.map(({ id }) => id)).size).toBe(tracks.length);
    for (const { label, modules } of tracks) {
      expect(new Set(modules.map(({ id }) => id)).size).toBe(modules.length);
      for (const text of [label, ...modules.map(({ title }) => title)]) {
        expect(text).toEqual({
          fr: expect.any(String),
          en: expect.any(String),
          ar: expect.stringMatching(/\p{Script=Arabic}/u),
        });
      }
    }
  });

  it('are rows as they stand', () => {
    for (const [position, track] of tracks.entries()) {
      expect(knownTrackRow('p1', track.id)).toMatch(PLAIN_ID_PATTERN);
      const values = knownTrackValues(track, 'p1', position);
      for (const [field, value] of Object.entries(values)) {
        const read = trainingTrack.fields[field as 'label'].type.safeParse(value);
        expect([track.id, field, read.success]).toEqual([track.id, field, true]);
      }
      expect(track.groupMax).toBeGreaterThanOrEqual(track.groupAim);
    }
  });
});

describe('known tracks', () => {
  it('are none where a template knows none, or there is no template', () => {
    expect(knownTracks(null)).toEqual([]);
    expect(knownTracks('toString')).toEqual([]);
  });

  it('of Pégase have a training for each of its four versions a year', () => {
    const versions = knownTracks('pegase').find(({ id }) => id === 'versions')!;
    expect(versions.modules).toHaveLength(4);
    expect(versions.coveredByFee).toBe(false);
  });

  it('of Op@le last as long as the roll-out says', () => {
    const lasts = knownTracks('opale').map((track) => [
      track.id,
      track.modules.reduce((sum, { halfDays }) => sum + halfDays, 0) / 2,
      track.distanceHours,
    ]);
    expect(lasts).toEqual([
      ['ac', 4, 12],
      ['ac-ag', 3, 12],
      ['sc-fp', 4, 9],
      ['sg', 3, 9],
      ['ordonnateurs', 0.5, 0],
    ]);
  });
});
