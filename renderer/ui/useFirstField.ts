import { useEffect, useRef, type RefObject } from 'react';

/** Leads the keyboard to the first field of a form when it comes. */
export function useFirstField<E extends HTMLElement>(): RefObject<E | null> {
  const form = useRef<E>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, []);
  return form;
}
