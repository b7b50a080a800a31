import { useEffect, useRef, useState } from 'react';

import { Box, Searchbar, useCallbackRef } from '@strapi/design-system';

import { MAX_SEARCH_LENGTH } from './list-query';
import { useTranslation } from '../translations/use-translation';

type Props = { label: string; placeholder: string; value: string; onChange: (value: string) => void };

const TYPING_PAUSE_MS = 250;

/** Searches while the person types, after a short pause. */
export const SearchField = ({ label, placeholder, value, onChange }: Props) => {
  const t = useTranslation();
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const pause = useRef<number>();
  // The latest callback: what else changed during the pause must not be lost.
  const send = useCallbackRef(onChange);

  const type = (text: string, pauseMs: number) => {
    setTyped(text);
    window.clearTimeout(pause.current);
    pause.current = window.setTimeout(() => {
      sent.current = text;
      send(text);
    }, pauseMs);
  };

  // Changed from outside, such as by the browser's back button.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    window.clearTimeout(pause.current);
    setTyped(value);
  }, [value]);

  useEffect(() => () => window.clearTimeout(pause.current), []);

  return (
    <Box width={{ initial: '100%', medium: '28rem' }}>
      <form onSubmit={(event) => event.preventDefault()}>
        <Searchbar
          name="search"
          size="S"
          value={typed}
          maxLength={MAX_SEARCH_LENGTH}
          placeholder={placeholder}
          clearLabel={t('clear')}
          onChange={(event) => type(event.target.value, TYPING_PAUSE_MS)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && typed) type('', 0);
          }}
          onClear={() => type('', 0)}
        >
          {label}
        </Searchbar>
      </form>
    </Box>
  );
};
