import { type ComponentProps, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';

import { Box, Field, Popover, TextInput } from '@strapi/design-system';
import { flushSync } from 'react-dom';

type Props = Omit<ComponentProps<typeof TextInput>, 'onChange' | 'value' | 'children' | 'ref'> & {
  value: string;
  onChange: (text: string) => void;
  pickLabel: string;
  icon: ReactNode;
  /** The choices; they call `close` once something is picked. */
  children: (close: () => void) => ReactNode;
};

/**
 * A text field with a button that opens a picker. Strapi's own date and time fields (design-system 2.2) open
 * theirs while typing, and then keep hold of the text and of the Tab key.
 */
export const PickerBox = ({ value, onChange, pickLabel, icon, children, ...input }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const picks = useRef<HTMLDivElement>(null);

  const focusPick = () => picks.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();

  const leaveWithTab = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    // The browser goes on from the text field; the picker would trap the focus.
    event.stopPropagation();
    box.current?.focus();
    setOpen(false);
  };

  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        <Box flex="1" minWidth="14rem">
          <TextInput
            {...input}
            ref={box}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' || input.disabled) return;
              event.preventDefault();
              // At once, so that the next key is not lost, however soon it comes.
              flushSync(() => setOpen(true));
              focusPick();
            }}
            endAction={
              <Popover.Trigger>
                <Field.Action label={pickLabel} disabled={input.disabled}>
                  {icon}
                </Field.Action>
              </Popover.Trigger>
            }
          />
        </Box>
      </Popover.Anchor>
      <Popover.Content
        aria-label={pickLabel}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          focusPick();
        }}
        onEscapeKeyDown={() => box.current?.focus()}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          // After a click elsewhere or the Tab key, the focus has already moved.
          if (document.activeElement === document.body) box.current?.focus();
        }}
      >
        <div ref={picks} onKeyDown={leaveWithTab}>
          {children(() => {
            box.current?.focus();
            setOpen(false);
          })}
        </div>
      </Popover.Content>
    </Popover.Root>
  );
};
