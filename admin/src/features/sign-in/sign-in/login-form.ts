import { flushSync } from 'react-dom';

import { trimTyped } from '../../../../../shared/typed';

/** Reserved, and so nobody's (RFC 2606): no mail goes there, and no user of Strapi has it. */
const NOBODYS_DOMAIN = 'user-name.invalid';

const toHex = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (hex: string) =>
  new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));

/** A user name in the shape of an e-mail address. */
export const disguise = (userName: string) => `${toHex(userName)}@${NOBODYS_DOMAIN}`;

/** What was typed: the user name behind the disguise, or the address as it is. */
export const undisguise = (email: unknown): unknown => {
  const [, hex] = new RegExp(`^([0-9a-f]+)@${NOBODYS_DOMAIN}$`).exec(String(email)) ?? [];
  return hex ? fromHex(hex) : email;
};

/**
 * The e-mail field of Strapi's pages that ask for a user: sign-in and forgotten password (Login and
 * ForgotPassword in admin/src/pages/Auth/components, 5.54).
 */
export const nameField = () => {
  const email = document.querySelector<HTMLInputElement>('form input[name="email"]');
  const isThere = /\/auth\/(login|forgot-password)\/?$/.test(window.location.pathname);
  return isThere && email?.form ? { email, form: email.form } : null;
};

/** The fields of Strapi's login page, if still as in 5.54 (admin/src/pages/Auth/components/Login). */
export const loginFields = () => {
  const fields = nameField();
  const password = fields?.form.querySelector<HTMLInputElement>('input[name="password"]');
  return fields && password ? { ...fields, password } : null;
};

/** A few seconds' worth of frames. */
const FRAMES = 300;

/** The fields of the login page as soon as they exist; null if they never appear. */
export const loginFieldsOnceThere = async () => {
  for (let frame = 0; frame < FRAMES; frame++) {
    await new Promise(requestAnimationFrame);
    const fields = loginFields();
    if (fields) return fields;
  }
  return null;
};

/** As if it were typed: React ignores a value that is only set. */
export const fillIn = (input: HTMLInputElement, value: string) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
  flushSync(() => {
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
};

/**
 * Lets the login page and *Forgot your password?*, which take only e-mail addresses, accept user names, and
 * addresses with blanks around them. While the page validates the form, and never on the screen, the name
 * looks like an address; `login-endpoint` turns it back. So the page itself sends, shows errors and goes on.
 * If the page has changed, it says as usual that this is no address.
 */
export const letUserNamesPass = () =>
  document.addEventListener(
    'submit',
    (event) => {
      const fields = nameField();
      if (!event.isTrusted || !fields || event.target !== fields.form) return;
      const { email, form } = fields;
      const typed = email.value;
      const name = trimTyped(typed);
      // The page itself decides what a valid address is.
      const passing = name.includes('@') ? name : disguise(name);
      if (name === '' || passing === typed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      fillIn(email, passing);
      form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      fillIn(email, typed);
    },
    { capture: true },
  );

/** The password must be typed again. */
export const backToLogin = () => {
  const fields = loginFields();
  if (!fields) return;
  fillIn(fields.password, '');
  fields.password.focus();
};
