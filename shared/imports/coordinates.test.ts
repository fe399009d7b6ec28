import { describe, expect, it } from 'vitest';
import { plainText } from '../kernel/plainText.ts';
import { coordinatesOfCell, degreesOfCell } from './cells.ts';
import { importFields } from './fields.ts';

describe('degrees in a cell', () => {
  it.each([
    ['49.894', 90, 49.894],
    ['-6,8', 180, -6.8],
    ['95', 90, null],
    ['95', 180, 95],
    // Metres of a map, not degrees.
    ['648285', 180, null],
    ['Amiens', 90, null],
  ] as const)('%s, at most %d, are %s', (text, most, degrees) => {
    expect(degreesOfCell(text, most)).toBe(degrees);
  });

  it.each([
    ['49.89, 2.30', [49.89, 2.3]],
    ['49.89,2.30', [49.89, 2.3]],
    ['49,89 ; 2,30', [49.89, 2.3]],
    ['34,05 -6,8', [34.05, -6.8]],
    // Longitude first is out of bounds often enough to be seen.
    ['142.1, 11.3', null],
    ['49,89,2,30', null],
    ['49.89', null],
  ] as const)('%s are %s', (text, both) => {
    const found = coordinatesOfCell(text);
    expect(found && [found.latitude, found.longitude]).toEqual(both);
  });

  it('are found under the headings that lists of schools have', () => {
    const fields = importFields('establishments');
    const of = (heading: string) =>
      fields.find(({ headings }) => headings.includes(plainText(heading)))?.id;
    expect(
      ['Latitude', 'lat', 'Longitude', 'lon', 'Coordonnees', 'coordonnées GPS'].map(of),
    ).toEqual(['latitude', 'latitude', 'longitude', 'longitude', 'coordinates', 'coordinates']);
  });
});
