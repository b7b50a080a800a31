import { type FocusEvent, type ReactNode, useId, useRef, useState } from 'react';

import { Field, Flex } from '@strapi/design-system';
import { Calendar as CalendarIcon, Clock as ClockIcon } from '@strapi/icons';

import { useTranslation } from '../translations/use-translation';
import { Calendar } from './Calendar';
import { PickerBox } from './PickerBox';
import { TimeList } from './TimeList';
import { clockFrom, clockText, dateCustoms, dateText, dayFrom, type Edge, type Typed } from './typed-date';
import { useDates } from './use-dates';
import { useFormHeldBack, useTypedDate } from './use-typed-date';
import { dayIn } from './zoned-time';

export type DateInputProps = {
  name: string;
  label: string;
  /** If something else labels the field. */
  isLabelHidden?: boolean;
  value: string | null;
  /** On every keystroke: a moment, null, or the text if it is no date. While wrong, the form is not sent. */
  onChange: (value: string | null, isWrong: boolean) => void;
  /** Which moment is meant by a day without a time. */
  edge: Edge;
  hasTime?: boolean;
  hint?: ReactNode;
  error?: string;
  disabled?: boolean;
  size?: 'S' | 'M';
};

/**
 * A day, with a time if it has one, in the person's own time zone and locale: typed or picked. The design
 * system's fields (2.2) use the browser's zone and report a date only on Enter or when they lose the focus:
 * too late for a click on the form's button.
 */
export const DateInput = (props: DateInputProps) => {
  const { name, label, isLabelHidden = false, edge, hasTime = true, hint, disabled, size = 'M' } = props;
  const t = useTranslation();
  const customs = useDates();
  const { locale, timeZone } = customs;
  const id = useId();
  const { typed, wrong, type, settle } = useTypedDate({ ...props, hasTime, customs });
  const [isLeft, setLeft] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  useFormHeldBack(field, wrong !== null, () => setLeft(true));

  const today = dayIn(new Date(), timeZone);
  const examples = {
    date: dateText({ year: today.year, month: 12, day: 31 }, locale),
    time: clockText({ hour: 14, minute: 30 }, locale),
  };
  const problem =
    wrong && isLeft
      ? t(`date.wrong.${wrong}`, { example: examples[wrong === 'time' ? 'time' : 'date'] })
      : undefined;
  const error = problem ?? (wrong ? undefined : props.error);
  const { order, between } = dateCustoms(locale);

  const write = (change: Partial<Typed>) => {
    setLeft(false);
    type(change);
  };
  const leave = (event: FocusEvent) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    setLeft(true);
    settle();
  };

  return (
    <Field.Root ref={field} id={id} name={name} error={error} hint={hint} width="100%" onBlur={leave}>
      {!isLabelHidden && <Field.Label>{label}</Field.Label>}
      <Flex gap={1} wrap="wrap">
        <PickerBox
          aria-label={isLabelHidden ? label : undefined}
          data-wrong={(wrong && wrong !== 'time') || undefined}
          size={size}
          disabled={disabled}
          placeholder={order.map((part) => t(`date.letters.${part}`)).join(between)}
          value={typed.date}
          onChange={(date) => write({ date })}
          pickLabel={t('date.calendar', { field: label })}
          icon={<CalendarIcon fill="neutral500" />}
        >
          {(close) => (
            <Calendar
              chosen={dayFrom(typed.date, locale)}
              today={today}
              locale={locale}
              onPick={(day) => {
                write({ date: dateText(day, locale) });
                close();
              }}
            />
          )}
        </PickerBox>
        {hasTime && (
          // A separate field, as it has its own name.
          <Field.Root name={`${name}-time`} flex="1">
            <PickerBox
              aria-label={t('date.time', { field: label })}
              aria-describedby={error ? `${id}-error` : undefined}
              data-wrong={wrong === 'time' || undefined}
              size={size}
              disabled={disabled}
              hasError={Boolean(error) && (wrong ?? 'time') === 'time'}
              placeholder={t(`date.${edge}`)}
              value={typed.time}
              onChange={(time) => write({ time })}
              pickLabel={t('date.times', { field: label })}
              icon={<ClockIcon fill="neutral500" />}
            >
              {(close) => (
                <TimeList
                  chosen={clockFrom(typed.time, locale)}
                  label={t('date.times', { field: label })}
                  locale={locale}
                  onPick={(clock) => {
                    write({ time: clockText(clock, locale) });
                    close();
                  }}
                />
              )}
            </PickerBox>
          </Field.Root>
        )}
      </Flex>
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};
