import { describe, expect, it } from 'vitest';
import { findTemplate } from '../templates/templates.ts';
import { readTicketRules } from './ticketRules.ts';
import { ticketChoices, withIds } from './ticketLabels.ts';

const opale = readTicketRules(findTemplate('opale')!.ticketRules);

describe('values that people call by their labels', () => {
  it('are those of the lists, accents and capitals aside, in any language', () => {
    for (const { field, choices } of ticketChoices(opale)) {
      for (const { id, label } of choices) {
        for (const said of [id, id.toUpperCase(), ...Object.values(label)]) {
          expect(withIds(opale, { [field]: said }).values, `${field} ${said}`).toEqual({
            [field]: id,
          });
        }
      }
    }
  });

  it('stay as they are said where no list has them', () => {
    const said = { environment: 'Lune', title: 'Production', level: 3 };
    expect(withIds(opale, said)).toEqual({ values: said, unknown: null });
  });
});

describe('a service', () => {
  it('is the programme’s own, or a level', () => {
    expect(withIds(opale, { service: 'op@LE' })).toEqual({ values: {}, unknown: null });
    expect(withIds(opale, { service: 'si2c' }).values).toEqual({ level: 'si2c' });
    expect(withIds(opale, { service: 'SI2C', level: 'drasi' }).values).toEqual({ level: 'drasi' });
  });

  it('that nobody has is told with those that there are', () => {
    const { unknown } = withIds(opale, { service: 'Pégase' });
    expect(unknown).toMatchObject({ service: 'Pégase' });
    expect(unknown!.known).toEqual(expect.arrayContaining(['Op@le', 'SI2C', 'DRASI']));
  });
});
