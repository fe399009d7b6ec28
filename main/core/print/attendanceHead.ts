import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { SheetSetting } from './attendanceSetting.ts';
import { drawnSignature } from './drawnSignature.ts';
import { INK_2 } from './paper.ts';
import { rule } from './rule.ts';

const TIGHT = 1.25;
const SIDES = ['left', 'right', 'top', 'bottom'] as const;
const FRAME = 0.5;
const SIGNATURE_BOX = { width: 112, height: 30 };

/** What the sheet is of: in full on the first page, in short on the others. */
export function sheetHead(setting: SheetSetting, isFirst: boolean): ReactElement {
  const { sheet, parts, words } = setting;
  const { t } = words;
  const { session } = sheet;
  if (!isFirst) {
    return h(
      View,
      { key: 'head', style: { marginBottom: 8 } },
      parts.row(
        [
          parts.text(
            t('papers:sheet.title'),
            { fontSize: 11, fontWeight: 700, lineHeight: TIGHT },
            'title',
          ),
          parts.line([sheet.programme, sheet.wave], { color: INK_2, lineHeight: TIGHT }, 'wave'),
        ],
        { justifyContent: 'space-between', gap: 12 },
      ),
      parts.text(
        session.title,
        { fontSize: 9.5, fontWeight: 700, lineHeight: TIGHT, marginTop: 2 },
        'session',
      ),
      parts.line(
        [words.heading(words.day(session.on)), words.allHours(session), sheet.group],
        { lineHeight: TIGHT },
        'when',
      ),
      sheet.trainers.length === 0 ? null : trainerNames(setting),
      extract(setting),
    );
  }
  return h(
    View,
    { key: 'head', style: { marginBottom: 8 } },
    parts.row(
      [
        parts.line([sheet.programme, sheet.wave], { color: INK_2, lineHeight: TIGHT }, 'programme'),
        parts.text(
          sheet.organiser,
          { color: INK_2, lineHeight: TIGHT, textAlign: parts.end },
          'by',
        ),
      ],
      { justifyContent: 'space-between', gap: 12 },
    ),
    parts.text(t('papers:sheet.title'), {
      fontSize: 15,
      fontWeight: 700,
      lineHeight: TIGHT,
      marginTop: 6,
    }),
    parts.text(session.title, { fontSize: 10.5, fontWeight: 700, lineHeight: TIGHT, marginTop: 2 }),
    parts.line([sheet.track, sheet.group], { fontSize: 9.5, lineHeight: TIGHT }),
    extract(setting),
    parts.row(
      [
        h(
          View,
          { key: 'facts', style: { flex: 1, gap: 2 } },
          fact(setting, t('papers:when'), [
            words.heading(words.day(session.on)),
            words.allHours(session),
          ]),
          where(setting),
          sheet.isExtract === true && sheet.trainers.length > 0 ? trainerNames(setting) : null,
          ...(session.link === null ? [] : [fact(setting, t('papers:link'), [session.link])]),
        ),
        // An extract is not the paper that trainers vouch for.
        ...(sheet.isExtract === true
          ? []
          : sheet.trainers.map((trainer, index) => trainerBox(setting, trainer, index))),
      ],
      { gap: 8, marginTop: 7 },
    ),
  );
}

function trainerNames({ sheet, parts, words }: SheetSetting): ReactElement {
  return parts.line(
    [words.t('papers:trainers'), ...sheet.trainers.map(({ name }) => name)],
    { lineHeight: TIGHT, color: INK_2 },
    'trainers',
  );
}

/** Says of a sheet that others are on another one. */
function extract({ sheet, parts, words }: SheetSetting): ReactElement | null {
  if (sheet.isExtract !== true) return null;
  return parts.text(
    words.t('papers:sheet.extract'),
    { fontSize: 9, fontWeight: 700, lineHeight: TIGHT, marginTop: 2 },
    'extract',
  );
}

function fact({ parts }: SheetSetting, name: string, what: readonly string[]): ReactElement {
  const style = { fontSize: 9, lineHeight: TIGHT };
  return h(
    View,
    { key: name },
    parts.text(name, { fontSize: 7.5, lineHeight: TIGHT, color: INK_2 }),
    parts.line(what, { ...style, fontWeight: 700 }),
  );
}

function where({ sheet, parts, words }: SheetSetting): ReactElement {
  const { place, mode } = sheet.session;
  const isRemote = mode === 'remote' ? words.heading(words.t('papers:mode.remote')) : null;
  const style = { fontSize: 9, lineHeight: TIGHT };
  return h(
    View,
    { key: 'place' },
    parts.text(words.t('papers:place'), { fontSize: 7.5, lineHeight: TIGHT, color: INK_2 }),
    parts.line([isRemote, place?.site, place?.room], { ...style, fontWeight: 700 }),
    place?.address ? parts.text(place.address, style) : null,
  );
}

function trainerBox(
  { parts, words, sheet }: SheetSetting,
  trainer: SheetSetting['sheet']['trainers'][number],
  index: number,
): ReactElement {
  const { width, height } = SIGNATURE_BOX;
  const drawn =
    sheet.variant === 'blank'
      ? null
      : drawnSignature(trainer.signature, { width: width - 12, height: height - 6 });
  return h(
    View,
    { key: `trainer ${String(index)}`, style: { width, justifyContent: 'space-between' } },
    h(
      View,
      {},
      parts.text(words.t('papers:sheet.trainer'), {
        fontSize: 7.5,
        lineHeight: TIGHT,
        color: INK_2,
      }),
      parts.text(trainer.name, {
        fontSize: 8.5,
        fontWeight: 700,
        lineHeight: TIGHT,
        marginBottom: 2,
      }),
    ),
    h(
      View,
      {
        style: {
          height,
          alignItems: 'center',
          justifyContent: 'center',
        },
      },
      drawn,
      ...SIDES.map((side) => rule(side, FRAME, INK_2)),
    ),
  );
}
