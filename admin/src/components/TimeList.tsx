import { type KeyboardEvent, useMemo } from 'react';

import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import { clockText } from './typed-date';
import type { Clock } from './zoned-time';

const STEP_MINUTES = 30;
const CLOCKS: Clock[] = Array.from({ length: (24 * 60) / STEP_MINUTES }, (_, index) => ({
  hour: Math.floor((index * STEP_MINUTES) / 60),
  minute: (index * STEP_MINUTES) % 60,
}));
/** Where the list starts while nothing is chosen. */
const MORNING: Clock = { hour: 8, minute: 0 };

const minutesOf = ({ hour, minute }: Clock) => hour * 60 + minute;

type Props = { chosen: Clock | null; label: string; locale: string; onPick: (clock: Clock) => void };

/** Every half hour of the day, as the locale writes it. */
export const TimeList = ({ chosen, label, locale, onPick }: Props) => {
  const texts = useMemo(() => CLOCKS.map((clock) => clockText(clock, locale)), [locale]);
  const at = Math.floor(minutesOf(chosen ?? MORNING) / STEP_MINUTES);

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const option = event.target as HTMLElement;
    const next = neighbourOf(option, event.key);
    if (event.key === 'Enter' || event.key === ' ') option.click();
    else if (next) (next as HTMLElement).focus();
    else return;
    event.preventDefault();
  };

  return (
    <Box role="listbox" aria-label={label} padding={1} maxHeight="24rem" overflow="auto" onKeyDown={press}>
      {CLOCKS.map((clock, index) => (
        <Option
          key={texts[index]}
          role="option"
          tabIndex={index === at ? 0 : -1}
          aria-selected={chosen !== null && minutesOf(chosen) === minutesOf(clock)}
          onClick={() => onPick(clock)}
        >
          <Typography>{texts[index]}</Typography>
        </Option>
      ))}
    </Box>
  );
};

const neighbourOf = (option: HTMLElement, key: string) => {
  switch (key) {
    case 'ArrowUp':
      return option.previousElementSibling;
    case 'ArrowDown':
      return option.nextElementSibling;
    case 'Home':
      return option.parentElement?.firstElementChild;
    case 'End':
      return option.parentElement?.lastElementChild;
    default:
      return null;
  }
};

const Option = styled.div`
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[4]}`};
  border-radius: ${({ theme }) => theme.borderRadius};
  outline-offset: -2px !important;
  cursor: pointer;

  &[aria-selected='true'],
  &:hover {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;
