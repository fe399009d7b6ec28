import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { Unreadable } from './table.ts';
import type { Zip } from './zip.ts';

type Attributes = Readonly<Record<string, string>>;

/** What is done at each element; names come without their prefix. */
export interface XmlVisitor {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Thrown by a visitor that has seen enough. */
export class Enough extends Error {}

/**
 * Reads a part of a workbook as XML, piece by piece. Entities that a document declares are not
 * expanded, and nothing outside of it is fetched.
 * @returns false when there is no such part
 * @throws Unreadable TableDamaged when it is not XML
 */
export async function readXml(
  zip: Zip,
  part: string,
  file: string,
  visitor: XmlVisitor,
): Promise<boolean> {
  const parser = new SaxesParser();
  const decoder = new StringDecoder('utf8');
  let depth = 0;
  parser.on('error', () => {
    throw new Unreadable({ type: 'TableDamaged', file });
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > 100) throw new Unreadable({ type: 'TableDamaged', file });
    visitor.open?.(local(name), attributes);
  });
  parser.on('text', (text) => visitor.text?.(text));
  parser.on('cdata', (text) => visitor.text?.(text));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    visitor.close?.(local(name));
  });
  try {
    const found = await zip.read(part, (bytes) => parser.write(decoder.write(bytes)));
    if (!found) return false;
    parser.write(decoder.end()).close();
    return true;
  } catch (error) {
    if (error instanceof Enough) return true;
    throw error;
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
