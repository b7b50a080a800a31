import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';

import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { styled } from 'styled-components';

import { useTranslation } from '../translations/use-translation';
import { dayAt, dayOfWeek, isSameDay, monthsLater, weeksOf } from './calendar-month';
import type { Day } from './zoned-time';

type Props = { chosen: Day | null; today: Day; locale: string; onPick: (day: Day) => void };

/** A month to pick a day from, by mouse or with grid keys; Page Up and Page Down change the month. */
export const Calendar = ({ chosen, today, locale, onPick }: Props) => {
  const t = useTranslation();
  const [at, setAt] = useState(chosen ?? today);
  const cell = useRef<HTMLTableCellElement>(null);
  const isTurned = useRef(false);
  const words = useMemo(() => wordsIn(locale), [locale]);
  const weeks = weeksOf(at, locale);

  useEffect(() => {
    if (isTurned.current) cell.current?.focus();
  }, [at]);
  const turn = (day: Day) => {
    isTurned.current = true;
    setAt(day);
  };

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') onPick(at);
    else {
      const next = dayByKey(event, at, locale);
      if (!next) return;
      turn(next);
    }
    event.preventDefault();
  };

  return (
    <Box padding={3}>
      <Flex justifyContent="space-between" paddingBottom={2}>
        <IconButton
          variant="ghost"
          label={t('date.month.before')}
          tabIndex={-1}
          onClick={() => turn(monthsLater(at, -1))}
        >
          <ChevronLeft />
        </IconButton>
        <Typography fontWeight="bold" aria-live="polite">
          {words.month(at)}
        </Typography>
        <IconButton
          variant="ghost"
          label={t('date.month.after')}
          tabIndex={-1}
          onClick={() => turn(monthsLater(at, 1))}
        >
          <ChevronRight />
        </IconButton>
      </Flex>
      <table role="grid" aria-label={words.month(at)}>
        <thead aria-hidden>
          <tr>
            {weeks[0]?.map((day) => (
              <Cell key={day.day} as="th">
                <Typography variant="pi" fontWeight="bold">
                  {words.weekday(day).slice(0, 2)}
                </Typography>
              </Cell>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={press}>
          {weeks.map((week) => (
            <tr key={`${week[0]?.month}-${week[0]?.day}`}>
              {week.map((day) => (
                <Cell
                  key={`${day.month}-${day.day}`}
                  role="gridcell"
                  ref={isSameDay(at, day) ? cell : undefined}
                  tabIndex={isSameDay(at, day) ? 0 : -1}
                  aria-selected={isSameDay(chosen, day)}
                  aria-current={isSameDay(today, day) ? 'date' : undefined}
                  aria-label={words.day(day)}
                  onClick={() => onPick(day)}
                >
                  <Typography
                    variant="pi"
                    fontWeight={isSameDay(today, day) ? 'bold' : 'regular'}
                    textColor={colourOf(day)}
                  >
                    {day.day}
                  </Typography>
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );

  function colourOf(day: Day) {
    if (isSameDay(chosen, day) || isSameDay(today, day)) return 'primary600';
    return day.month === at.month ? 'neutral900' : 'neutral600';
  }
};

/** Formatters cost much more to make than to use, and every day of a month needs one. */
const wordsIn = (locale: string) => {
  const by = (options: Intl.DateTimeFormatOptions) => {
    const { format } = new Intl.DateTimeFormat(locale, { ...options, calendar: 'gregory', timeZone: 'UTC' });
    return (day: Day) => format(Date.UTC(day.year, day.month - 1, day.day));
  };
  return {
    month: by({ month: 'long', year: 'numeric' }),
    weekday: by({ weekday: 'short' }),
    day: by({ dateStyle: 'full' }),
  };
};

const dayByKey = ({ key, shiftKey }: KeyboardEvent, at: Day, locale: string): Day | null => {
  const later = (days: number) => dayAt({ ...at, day: at.day + days });
  switch (key) {
    case 'ArrowLeft':
      return later(-1);
    case 'ArrowRight':
      return later(1);
    case 'ArrowUp':
      return later(-7);
    case 'ArrowDown':
      return later(7);
    case 'Home':
      return later(-dayOfWeek(at, locale));
    case 'End':
      return later(6 - dayOfWeek(at, locale));
    case 'PageUp':
      return monthsLater(at, shiftKey ? -12 : -1);
    case 'PageDown':
      return monthsLater(at, shiftKey ? 12 : 1);
    default:
      return null;
  }
};

/** Like the calendar of Strapi's own date field (design-system 2.2). */
const Cell = styled.td`
  min-width: 3.2rem;
  padding: 0.7rem;
  text-align: center;
  text-transform: capitalize;
  border-radius: ${({ theme }) => theme.borderRadius};
  outline-offset: -2px !important;

  &[role='gridcell'] {
    cursor: pointer;
  }
  &[aria-selected='true'],
  &[role='gridcell']:hover {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;
