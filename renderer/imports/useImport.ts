import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  ImportPreview,
  ImportResult,
  ImportSettings,
  OpenedImport,
} from '../../shared/imports/imports.contract.ts';
import type { ImportKind } from '../../shared/imports/fields.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import type { BridgeFailure } from '../bridge/client.ts';

/** Characters of what is pasted that one call takes. */
const PIECE = 50_000;

export type ImportChoice = Omit<ImportSettings, 'id'>;

/** A table on its way: opened, looked at as often as one likes, then written. */
export interface ImportState {
  readonly opened: OpenedImport | null;
  readonly choice: ImportChoice;
  readonly preview: ImportPreview | null;
  /** Counts the previews: rows of an older one are not this one's. */
  readonly look: number;
  readonly result: ImportResult | null;
  readonly failure: BridgeFailure | null;
  readonly busy: boolean;
  readonly change: (change: Partial<ImportChoice>) => void;
  readonly choose: (dropped: boolean) => Promise<void>;
  readonly paste: (text: string) => Promise<void>;
  readonly run: () => Promise<void>;
  /** Sheets of the workbook that hold something which was not brought in yet. */
  readonly remaining: readonly {
    readonly at: number;
    readonly name: string;
    readonly kind: ImportKind;
  }[];
  /** Goes on with another sheet of the workbook. */
  readonly goOn: (sheet: number, kind: ImportKind) => void;
  /** What was written has been taken back: the table is looked at again. */
  readonly takenBack: () => void;
  /** Puts the table away, to begin with another one. */
  readonly close: () => void;
}

/**
 * @param kind what is imported when the table does not say it
 * @param wave the wave that it goes into, until another is chosen
 */
export function useImport(kind: ImportKind, wave?: string): ImportState {
  const { client } = useBridge();
  const [opened, setOpened] = useState<OpenedImport | null>(null);
  const [choice, setChoice] = useState<ImportChoice>({
    kind,
    createTerritories: true,
    ...(wave !== undefined && { wave }),
  });
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [look, setLook] = useState(0);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [failure, setFailure] = useState<BridgeFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const [sheetsDone, setSheetsDone] = useState<ReadonlySet<number>>(new Set());
  const latest = useRef(0);
  const id = opened?.id ?? null;

  useEffect(() => {
    if (id === null || result !== null) return;
    const mine = ++latest.current;
    setBusy(true);
    void client.call('imports.preview', { id, ...choice }).then((answer) => {
      if (mine !== latest.current) return;
      setBusy(false);
      setFailure(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      setPreview(answer.value);
      setLook(mine);
    });
  }, [client, id, choice, result]);

  // What is open in the core is closed with the page.
  useEffect(() => {
    if (id === null) return;
    return () => void client.call('imports.close', { id });
  }, [client, id]);

  const take = useCallback((table: OpenedImport) => {
    setFailure(null);
    setResult(null);
    setPreview(null);
    setSheetsDone(new Set());
    setOpened(table);
    setChoice((now) => ({
      // A workbook of several sheets begins with what was asked for.
      kind: table.sheets.some((sheet) => sheet.kind === now.kind)
        ? now.kind
        : (table.kind ?? now.kind),
      createTerritories: true,
      ...(now.programme !== undefined && { programme: now.programme }),
      ...(now.wave !== undefined && { wave: now.wave }),
    }));
  }, []);

  const choose = useCallback(
    async (dropped: boolean) => {
      const answer = await client.tables('imports.choose', { dropped });
      if (!answer.ok) setFailure(answer.error);
      else if (answer.value !== null) take(answer.value);
    },
    [client, take],
  );

  const paste = useCallback(
    async (text: string) => {
      let known: { id?: string } = {};
      for (let at = 0; at < text.length; at += PIECE) {
        const piece = text.slice(at, at + PIECE);
        const done = at + PIECE >= text.length;
        const answer = await client.call('imports.paste', { ...known, text: piece, done });
        if (!answer.ok) return setFailure(answer.error);
        known = { id: answer.value.id };
        if (answer.value.opened !== null) take(answer.value.opened);
      }
    },
    [client, take],
  );

  const sheet = preview?.sheet ?? null;
  const run = useCallback(async () => {
    if (id === null) return;
    setBusy(true);
    const answer = await client.call('imports.run', { id, ...choice });
    setBusy(false);
    if (answer.ok) {
      setResult(answer.value);
      if (sheet !== null) setSheetsDone((now) => new Set(now).add(sheet));
    }
    setFailure(answer.ok ? null : answer.error);
  }, [client, id, choice, sheet]);

  const goOn = useCallback((next: number, nextKind: ImportKind) => {
    setResult(null);
    setPreview(null);
    setChoice(({ programme }) => ({
      kind: nextKind,
      sheet: next,
      createTerritories: true,
      ...(programme !== undefined && { programme }),
    }));
  }, []);
  const takenBack = useCallback(() => {
    setResult(null);
    if (sheet === null) return;
    setSheetsDone((now) => new Set([...now].filter((one) => one !== sheet)));
  }, [sheet]);

  const change = useCallback(
    (changed: Partial<ImportChoice>) => setChoice((now) => ({ ...now, ...changed })),
    [],
  );
  const close = useCallback(() => {
    latest.current += 1;
    setOpened(null);
    setPreview(null);
    setResult(null);
    setFailure(null);
    setBusy(false);
  }, []);

  const remaining = (opened?.sheets ?? []).flatMap(({ name, rows, kind: holds }, at) =>
    holds === null || rows === 0 || sheetsDone.has(at) ? [] : [{ at, name, kind: holds }],
  );

  return {
    opened,
    choice,
    preview,
    look,
    result,
    failure,
    busy,
    change,
    choose,
    paste,
    run,
    remaining,
    goOn,
    takenBack,
    close,
  };
}
