/** What every dialog gets: where the focus returns to, and how it closes. */
export type DialogProps = { opener: HTMLElement | null; onClose: () => void };

/**
 * For a dialog's `onCloseAutoFocus`: back to what opened it, or to the page if that is gone. Radix does this
 * only for a dialog with its own trigger.
 */
export const returnFocusTo = (opener: HTMLElement | null) => (event: Event) => {
  event.preventDefault();
  const target = opener?.isConnected ? opener : document.querySelector('main');
  target?.focus();
};

/** For a modal's `onOpenAutoFocus`: into the form instead of onto the close button. */
export const focusFirstField = (event: Event) =>
  focusOn(event, 'form input, form textarea, form [role="combobox"]');

/** The same, into the field with that name. */
export const focusField = (name: string) => (event: Event) => focusOn(event, `form [name="${name}"]`);

const focusOn = (event: Event, selector: string) => {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>(selector);
  if (!field) return;
  event.preventDefault();
  field.focus();
};
