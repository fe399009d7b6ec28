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
  /** Puts the table away, to begin with another one. */
  readonly close: () => void;
}

/** @param kind what is imported when the table does not say it */
export function useImport(kind: ImportKind): ImportState {
  const { client } = useBridge();
  const [opened, setOpened] = useState<OpenedImport | null>(null);
  const [choice, setChoice] = useState<ImportChoice>({ kind, createTerritories: true });
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [look, setLook] = useState(0);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [failure, setFailure] = useState<BridgeFailure | null>(null);
  const [busy, setBusy] = useState(false);
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
    setOpened(table);
    setChoice((now) => ({
      kind: table.kind ?? now.kind,
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

  const run = useCallback(async () => {
    if (id === null) return;
    setBusy(true);
    const answer = await client.call('imports.run', { id, ...choice });
    setBusy(false);
    if (answer.ok) setResult(answer.value);
    setFailure(answer.ok ? null : answer.error);
  }, [client, id, choice]);

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
    close,
  };
}
