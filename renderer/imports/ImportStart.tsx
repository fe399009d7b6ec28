import { Button, Textarea } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { useState } from 'react';
import { expectedFields, importKinds } from '../../shared/imports/fields.ts';
import { Choice } from '../ui/Choice.tsx';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useImportWords } from './useImportWords.ts';
import type { ImportState } from './useImport.ts';
import styles from './imports.module.css';

/** What is imported, and where it comes from: a file, or cells that were copied. */
export function ImportStart({ state }: { readonly state: ImportState }) {
  const { t, format } = useLanguage();
  const { choice, change, choose, paste } = state;
  const words = useImportWords(choice.programme);
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const names = (required: boolean) =>
    format.list(
      expectedFields(choice.kind, words.template)
        .filter((field) => field.required === required)
        .map(({ id }) => words.field(id)),
    );
  return (
    <div className={styles['start']}>
      <Choice
        label={t('imports:kind.label')}
        value={choice.kind}
        options={importKinds.map((value) => ({ value, label: words.kind(value) }))}
        onChange={(value) => change({ kind: value })}
      />
      <div className={styles['note']}>
        <p>
          <b>{t('imports:start.needs', { fields: names(true) })}</b>
        </p>
        <p>{t('imports:start.takes', { fields: names(false) })}</p>
        <p>{t(`imports:start.about.${choice.kind}`, words.values)}</p>
      </div>
      <div
        className={cx(styles['drop'], over && styles['over'])}
        data-takes-files
        onDragOver={(event) => setOver(event.dataTransfer.types.includes('Files'))}
        onDragLeave={() => setOver(false)}
        onDrop={() => {
          setOver(false);
          // The preload script tells the shell which files they are in the same turn, after this.
          setTimeout(() => void choose(true));
        }}
      >
        <Button
          leftSection={<IconTableImport size={18} aria-hidden="true" />}
          onClick={() => void choose(false)}
        >
          {t('imports:start.choose')}
        </Button>
        <p className={styles['note']}>{t('imports:start.drop')}</p>
      </div>
      <Textarea
        label={t('imports:start.paste')}
        description={t('imports:start.pasteHelp')}
        rows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <Button variant="default" disabled={text.trim() === ''} onClick={() => void paste(text)}>
          {t('imports:start.read')}
        </Button>
      </div>
    </div>
  );
}
