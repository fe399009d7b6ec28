import { describe, expect, it } from 'vitest';
import { accepted, BURSAR, ground, HEAD, refusals, stepsOf, write } from './support.ts';

describe('pitfall 2: chains of offline edits —', () => {
  const made = ground('sqlite');

  it('the second edit of one author has seen the first, and is no conflict', async () => {
    const bursar = await made.device(BURSAR);
    const [step] = stepsOf(bursar);
    const first = write(bursar, step!, { status: 'done', doneOn: '2024-01-20' });
    const second = write(bursar, step!, { status: 'todo', doneOn: null });
    expect(second.changes[0]!.seen!['status']).toBe(first.stamp);
    const answer = await accepted(bursar, [first, second]);
    expect(answer).toMatchObject({ refused: [], conflicts: 0 });
    expect((await made.row('kitStep', step!))?.values['status']).toBe('todo');
    expect(await made.conflicts(step!)).toEqual([]);
  });

  it('behind a refused edit the next is judged by what that one had seen', async () => {
    const bursar = await made.device(BURSAR);
    const step = stepsOf(bursar)[1]!;
    const refused = write(bursar, step, { status: 'blocked', doneOn: null, note: null });
    const next = write(bursar, step, { status: 'done', doneOn: '2024-01-21' });
    expect(next.changes[0]!.seen!['status']).toBe(refused.stamp);
    const answer = await accepted(bursar, [refused, next]);
    expect(refusals(answer)).toEqual(['RuleBroken']);
    expect(answer.conflicts).toBe(0);
    expect((await made.row('kitStep', step))?.values['status']).toBe('done');
  });

  it('behind a refused edit the next conflicts with what somebody wrote meanwhile', async () => {
    const bursar = await made.device(BURSAR);
    const head = await made.device(HEAD);
    const step = stepsOf(bursar)[2]!;
    const others = write(head, step, {
      status: 'notApplicable',
      doneOn: null,
      note: 'gérée ailleurs',
    });
    await accepted(head, [others]);
    const refused = write(bursar, step, { status: 'blocked', doneOn: null, note: null });
    const next = write(bursar, step, { status: 'done', doneOn: '2024-01-21' });
    const answer = await accepted(bursar, [refused, next]);
    expect(refusals(answer)).toEqual(['RuleBroken']);
    expect(answer.conflicts).toBe(1);
    const [conflict] = await made.conflicts(step);
    const versions = conflict!.values['versions'] as { value: string }[];
    expect(versions.map(({ value }) => value)).toEqual(['notApplicable', 'done']);
  });
});
