import { useMemo } from 'react';
import type { ImportKind } from '../../shared/imports/fields.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** What is imported, in the words of the programme that it is imported into. */
export interface ImportWords {
  /** What a table holds: `Universités`. */
  readonly kind: (kind: ImportKind) => string;
  /** What a column says: `Code (université)`. */
  readonly field: (field: string) => string;
  /** What the programme was made from; null: not known. */
  readonly template: string | null;
  /** Values of texts that name what is imported. */
  readonly values: { readonly school: string; readonly schools: string };
}

export function useImportWords(programme?: string): ImportWords {
  const { t } = useLanguage();
  const { one, many, One, Many, programme: known } = useTerms(programme);
  const template = known?.template ?? null;
  return useMemo(() => {
    const values = { school: one('establishment'), schools: many('establishment') };
    return {
      values,
      template,
      kind: (kind) => t(`imports:kind.${kind}`, { schools: Many('establishment') }),
      field: (field) => (field === 'wave' ? One('wave') : t(`imports:field.${field}`, values)),
    };
  }, [t, template, one, many, One, Many]);
}
