import { nameField } from './login-form';

/** The text of a label; its asterisk is in a separate element. */
const textOf = (input: HTMLInputElement) =>
  [...(input.labels?.[0]?.childNodes ?? [])].find((node): node is Text => node.nodeType === Node.TEXT_NODE);

let label: string | null = null;

/**
 * Shows that user names are accepted too: in the field's label, which React leaves alone while its own text
 * stays the same, and to password managers. Without such a field, does nothing.
 */
const rename = () => {
  const input = nameField()?.email;
  const text = input && textOf(input);
  if (!input || !text || label === null || text.data === label) return;
  text.data = label;
  input.autocomplete = 'username';
};

/** In the panel's language, which can be changed on the page. */
export const setLoginLabel = (text: string) => {
  label = text;
  rename();
};

/** Checks whenever the page changes. */
export const nameLoginField = () =>
  new MutationObserver(rename).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
  });
