import { nameField } from './login-form';

/** The text of a label, whose star stands in an element of its own. */
const textOf = (input: HTMLInputElement) =>
  [...(input.labels?.[0]?.childNodes ?? [])].find((node): node is Text => node.nodeType === Node.TEXT_NODE);

let label: string | null = null;

/**
 * The pages say that user names are taken too: by its label, which React leaves alone while its own text stays the
 * same, and by what password managers go by. Where there is no such field, nothing is said.
 */
const rename = () => {
  const input = nameField()?.email;
  const text = input && textOf(input);
  if (!input || !text || label === null || text.data === label) return;
  text.data = label;
  input.autocomplete = 'username';
};

/** In the language of the panel, which the person may change on the page. */
export const setLoginLabel = (text: string) => {
  label = text;
  rename();
};

/** Looks whenever the page changes. */
export const nameLoginField = () =>
  new MutationObserver(rename).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
  });
