import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly label: string;
  readonly onClose: () => void;
  /** `top`: where a search box is looked for; `middle`: what is read. */
  readonly place: 'top' | 'middle';
  readonly children: ReactNode;
}

/**
 * What is called up over a page, by the browser's own dialog: it takes the keyboard in the same
 * moment (letters typed at once are not lost), keeps it, and gives it back where it was.
 */
export function Dialog({ label, onClose, place, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className={cx(styles['dialog'], styles[place])}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      // Keys of the page beneath are not those of the dialog.
      onKeyDown={(event) => event.stopPropagation()}
    >
      {/* The dialog itself has no padding, so that a click on it is one outside of its content. */}
      {children}
    </dialog>
  );
}
