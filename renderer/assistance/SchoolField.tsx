import { useState } from 'react';
import type { AssistanceOverview } from '../../shared/assistance/tickets.contract.ts';
import { SelectField } from '../ui/fields.tsx';
import { matches, plain } from '../ui/plain.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { TextField } from './tickets/TextField.tsx';

/** Schools from which one narrows the list before one chooses. */
const MANY = 100;
/** Schools that a narrowed list offers. */
const OFFERED = 50;

interface SchoolFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  /** What stands for no school. */
  readonly none: string;
  readonly schools: AssistanceOverview['schools'];
  readonly value: string | null;
  readonly onChange: (school: string | null) => void;
}

/** A school of a list, which is narrowed by words first where it is long. */
export function SchoolField(props: SchoolFieldProps) {
  const { none, schools, value, onChange, ...said } = props;
  const { t, placed } = useLanguage();
  const [search, setSearch] = useState('');
  const isLong = schools.length > MANY;
  const words = search.trim();
  const offered = isLong
    ? schools
        .filter(
          (school) =>
            school.id === value ||
            (words !== '' &&
              matches(
                plain(`${school.code} ${school.name} ${school.nameAr} ${school.town}`),
                words,
              )),
        )
        .slice(0, OFFERED)
    : schools;
  return (
    <>
      {isLong && (
        <TextField label={t('assistance:form.findSchool')} value={search} onChange={setSearch} />
      )}
      <SelectField
        {...said}
        value={value ?? ''}
        options={[
          { value: '', label: none },
          ...offered.map((school) => ({
            value: school.id,
            label: placed(school),
          })),
        ]}
        onChange={(school) => onChange(school === '' ? null : school)}
      />
    </>
  );
}
