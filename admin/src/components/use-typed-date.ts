import { type RefObject, useEffect, useRef, useState } from 'react';

import { useCallbackRef } from '@strapi/design-system';

import { type Customs, type Edge, type Reading, readTyped, type Typed, typedOf } from './typed-date';

type Options = {
  value: string | null;
  /** On every keystroke: a moment, null, or the text if it is no date, which no server accepts. */
  onChange: (value: string | null, isWrong: boolean) => void;
  edge: Edge;
  hasTime: boolean;
  customs: Customs;
};

/** The text of a date's boxes. It stays as typed until the person leaves it with a valid date. */
export const useTypedDate = ({ value, onChange, edge, hasTime, customs }: Options) => {
  const [own, setOwn] = useState<Typed | null>(null);
  const told = useRef(value);
  // Changed from outside, such as when the form is reset.
  useEffect(() => {
    if (value !== told.current) setOwn(null);
    told.current = value;
  }, [value]);

  const shown = own ?? typedOf(value, edge, customs);
  const typed = hasTime ? shown : { ...shown, time: '' };
  const reading: Reading = own ? readTyped(own, edge, customs) : asGiven(value);
  return {
    typed,
    wrong: 'wrong' in reading ? reading.wrong : null,
    type: (change: Partial<Typed>) => {
      const next = { ...typed, ...change };
      const read = readTyped(next, edge, customs);
      setOwn(next);
      told.current = 'wrong' in read ? `${next.date} ${next.time}` : read.moment;
      onChange(told.current, 'wrong' in read);
    },
    /** Shows the date as it was understood. */
    settle: () => setOwn((now) => (now && 'wrong' in readTyped(now, edge, customs) ? now : null)),
  };
};

const asGiven = (value: string | null): Reading =>
  value === null || !Number.isNaN(Date.parse(value)) ? { moment: value } : { wrong: 'date' };

/**
 * Blocks the form's submission while the field is wrong, as a browser's own validation does: at the form
 * itself, before Strapi's Form handles the event, so that no form has to ask each of its fields.
 */
export const useFormHeldBack = (field: RefObject<HTMLElement>, isWrong: boolean, onHeldBack: () => void) => {
  const heldBack = useCallbackRef(onHeldBack);
  useEffect(() => {
    const form = field.current?.closest('form');
    if (!form || !isWrong) return undefined;
    const holdBack = (event: Event) => {
      event.stopPropagation();
      // The first wrong field gets the focus.
      if (!event.defaultPrevented) field.current?.querySelector<HTMLElement>('[data-wrong]')?.focus();
      event.preventDefault();
      heldBack();
    };
    form.addEventListener('submit', holdBack, { capture: true });
    return () => form.removeEventListener('submit', holdBack, { capture: true });
  }, [field, isWrong, heldBack]);
};
