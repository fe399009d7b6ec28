import { IconUsb } from '@tabler/icons-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useExchange } from './useExchange.ts';
import styles from './ExchangeListener.module.css';

/**
 * Says that a file may be let go while one is dragged over the window, takes in what was dropped,
 * and says what is being done while the core works on a file.
 */
export function ExchangeListener() {
  const { t } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const { takeDropped } = useExchange();
  const takenElsewhere = useRef(false);
  const over = useFilesOver(takenElsewhere);

  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.type === 'exchangeBegun') {
          notices.say({ tone: 'busy', text: t(`exchange.busy.${event.what}`) });
        } else if (event.type === 'dropped') {
          // What a part of the page took for itself (a step's files) is none of ours to complain of.
          if (event.files > 0 || !takenElsewhere.current) void takeDropped(event.files);
        }
      }),
    [client, notices, t, takeDropped],
  );

  if (!over) return null;
  return (
    <div className={styles['over']}>
      <p className={styles['text']}>
        <IconUsb size={22} aria-hidden="true" />
        {t('exchange.dropHere')}
      </p>
    </div>
  );
}

/**
 * Whether files are being dragged over the window.
 * @param takenElsewhere told at each drop whether it was on a part of the page that takes files
 */
function useFilesOver(takenElsewhere: RefObject<boolean>): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // A part of the page that takes files says so itself, and must be seen.
    const move = ({ dataTransfer, target }: DragEvent): void =>
      setOver(dataTransfer?.types.includes('Files') === true && !takesFiles(target));
    const leave = (event: DragEvent): void => {
      // Between two elements of the page there is one that is entered; at the window's edge none.
      if (event.relatedTarget === null) setOver(false);
    };
    const end = ({ target }: DragEvent): void => {
      takenElsewhere.current = takesFiles(target);
      setOver(false);
    };
    window.addEventListener('dragover', move);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', end);
    return () => {
      window.removeEventListener('dragover', move);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', end);
    };
  }, [takenElsewhere]);
  return over;
}

function takesFiles(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-takes-files]') !== null;
}
