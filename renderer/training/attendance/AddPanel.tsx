import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type {
  attendanceContract,
  FoundPerson,
  SheetRow,
} from '../../../shared/training/attendance.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField, SelectField } from '../../ui/fields.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { WhichHalf } from './marks.ts';
import type { SheetDesk } from './useSheet.ts';
import styles from './Panels.module.css';

type Who = InputOf<(typeof attendanceContract)['attendance.walkIn']>['who'];

interface AddPanelProps {
  readonly desk: SheetDesk;
  readonly which: WhichHalf;
  /** Whoever was expected and sent somebody; null: nobody. */
  readonly replaces: SheetRow | null;
  readonly onAdded: (enrolment: string) => void;
}

/** Somebody who came without being expected: found in the wave, or written down. */
export function AddPanel({ desk, which, replaces, onAdded }: AddPanelProps) {
  const { sheet, take } = desk;
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const [text, setText] = useState('');
  const [absent, setAbsent] = useState(replaces?.enrolment ?? '');
  const { value: found } = useCall(
    'attendance.find',
    text.trim() === '' ? null : { wave: sheet.wave.id, text },
    ['trainingEnrolment', 'groupMember'],
  );
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const here = new Set(
    sheet.rows.filter((row) => row.status !== null || row.expected).map((row) => row.enrolment),
  );
  const away = sheet.rows.filter(({ expected }) => expected);
  const listed = text.trim() === '' ? [] : (found ?? []);

  async function add(who: Who): Promise<void> {
    const added = await run(
      'attendance.walkIn',
      {
        session: sheet.session.key,
        who,
        half: which,
        ...(absent === '' ? {} : { replaces: absent }),
      },
      ({ enrolment, sheet: next }) =>
        t('attendance:add.done', {
          name: next.rows.find((row) => row.enrolment === enrolment)?.name ?? '',
        }),
    );
    if (added === null) return;
    take(added.sheet);
    onAdded(added.enrolment);
  }

  return (
    <>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{t('attendance:add.title')}</h2>
        <p className={styles['quiet']}>{t('attendance:add.lead')}</p>
      </div>
      <SelectField
        label={t('attendance:add.inPlaceOf')}
        value={absent}
        options={[
          { value: '', label: t('attendance:add.nobody') },
          ...away.map(({ enrolment, name }) => ({ value: enrolment, label: name })),
        ]}
        onChange={setAbsent}
      />
      <div ref={box}>
        <SearchBox
          id="attendance-find"
          label={t('attendance:add.find')}
          value={text}
          onChange={setText}
          onLeave={() => document.querySelector<HTMLElement>('[data-found]')?.focus()}
        />
      </div>
      {listed.length > 0 && (
        <ul className={styles['found']}>
          {listed.map((person) => (
            <Found
              key={person.enrolment}
              person={person}
              here={here.has(person.enrolment)}
              busy={busy}
              onAdd={() => void add({ enrolment: person.enrolment })}
            />
          ))}
        </ul>
      )}
      {text.trim() !== '' && found !== null && listed.length === 0 && (
        <p className={styles['quiet']} role="status">
          {t('attendance:add.none')}
        </p>
      )}
      <NewPerson wave={sheet.wave.id} name={text} busy={busy} onAdd={(who) => void add(who)} />
    </>
  );
}

function Found({
  person,
  here,
  busy,
  onAdd,
}: {
  readonly person: FoundPerson;
  readonly here: boolean;
  readonly busy: boolean;
  readonly onAdd: () => void;
}) {
  const { t, format } = useLanguage();
  return (
    <li>
      <button
        type="button"
        data-found
        className={styles['foundOne']}
        disabled={here || busy}
        onClick={onAdd}
      >
        <strong>
          <bdi>{person.name}</bdi>
        </strong>
        <span className={styles['quiet']}>
          {here
            ? t('attendance:add.here')
            : format.line([person.schoolName, person.town, person.group?.label])}
        </span>
      </button>
    </li>
  );
}

interface NewPersonProps {
  readonly wave: string;
  /** What was looked for, as a first guess. */
  readonly name: string;
  readonly busy: boolean;
  readonly onAdd: (who: Who) => void;
}

/** Somebody whom the wave does not know. */
function NewPerson({ wave, name: typed, busy, onAdd }: NewPersonProps) {
  const { t, format } = useLanguage();
  const list = useId();
  const { value: schools } = useCall('attendance.schools', { wave }, ['trainingEnrolment']);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const [school, setSchool] = useState('');
  const [does, setDoes] = useState<string | null>(null);
  const told = (schools ?? []).map((one) => ({
    ...one,
    said: one.town === null ? one.name : `${one.name}, ${one.town}`,
  }));
  if (!open) {
    return (
      <Button
        variant="default"
        onClick={() => {
          setName(typed.trim() || null);
          setOpen(true);
        }}
      >
        {t('attendance:add.unknown')}
      </Button>
    );
  }
  const known = told.find(({ said }) => said === school);
  const fromTyped = school.trim() === '' ? {} : { schoolName: school.trim() };
  return (
    <section className={styles['section']} aria-label={t('attendance:add.unknown')}>
      <h3 className={styles['sub']}>{t('attendance:add.unknown')}</h3>
      <CommitField
        label={t('attendance:add.name')}
        value={name}
        maxLength={240}
        onCommit={setName}
      />
      <label className={styles['label']}>
        {t('attendance:add.school')}
        <input
          type="text"
          dir="auto"
          list={list}
          className={styles['input']}
          value={school}
          maxLength={240}
          onChange={(event) => setSchool(event.currentTarget.value)}
        />
        <datalist id={list}>
          {[...told]
            .sort((a, b) => format.compare(a.said, b.said))
            .map(({ id, said }) => (
              <option key={id}>{said}</option>
            ))}
        </datalist>
      </label>
      <CommitField
        label={t('attendance:add.function')}
        value={does}
        maxLength={200}
        onCommit={setDoes}
      />
      <div className={styles['buttons']}>
        <Button
          disabled={busy}
          onClick={() =>
            name !== null &&
            onAdd({
              name,
              ...(known === undefined ? fromTyped : { establishment: known.id }),
              ...(does === null ? {} : { function: does }),
            })
          }
        >
          {t('attendance:add.save')}
        </Button>
      </div>
    </section>
  );
}
