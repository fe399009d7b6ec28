import { diffIndices } from 'node-diff3';

/** A piece of a text, and whether the other text has it not. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/**
 * Cuts a text into pieces that another one has too and pieces that only this one has, by words.
 * What is only missing here is not marked: it is marked in the other.
 */
export function wordMarks(text: string, other: string): Piece[] {
  const own = words(text);
  const theirs = words(other);
  const pieces: Piece[] = [];
  let at = 0;
  const push = (to: number, differs: boolean): void => {
    const piece = own.slice(at, to).join('');
    if (piece !== '') pieces.push({ text: piece, differs: differs && piece.trim() !== '' });
    at = to;
  };
  for (const { buffer1 } of diffIndices(own, theirs)) {
    const [from, length] = buffer1;
    push(from, false);
    push(from + length, true);
  }
  push(own.length, false);
  return pieces;
}

/** Words and the white space between them: joined, they are the text again. */
function words(text: string): string[] {
  return text.match(/\s+|\S+/gu) ?? [];
}
