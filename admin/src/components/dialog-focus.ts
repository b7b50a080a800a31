/** What every dialog is given: where the focus goes back to, and how it ends. */
export type DialogProps = { opener: HTMLElement | null; onClose: () => void };

/**
 * For a dialog's `onCloseAutoFocus`: back to what opened it, or to the page where that is gone. Radix does so by
 * itself only for a dialog with a trigger of its own.
 */
export const returnFocusTo = (opener: HTMLElement | null) => (event: Event) => {
  event.preventDefault();
  const target = opener?.isConnected ? opener : document.querySelector('main');
  target?.focus();
};

/** For a modal's `onOpenAutoFocus`: into the form rather than on to the button that closes it. */
export const focusFirstField = (event: Event) =>
  focusOn(event, 'form input, form textarea, form [role="combobox"]');

/** The same, into the field of that name. */
export const focusField = (name: string) => (event: Event) => focusOn(event, `form [name="${name}"]`);

const focusOn = (event: Event, selector: string) => {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>(selector);
  if (!field) return;
  event.preventDefault();
  field.focus();
};
