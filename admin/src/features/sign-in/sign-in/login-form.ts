import { flushSync } from 'react-dom';

import { trimTyped } from '../../../../../shared/typed';

/** Reserved for what is nobody's (RFC 2606): no mail and no user of Strapi's is there. */
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
 * The field for an address on a page of Strapi's that names a user: to sign in, or for a new password (Login and
 * ForgotPassword in admin/src/pages/Auth/components, 5.54).
 */
export const nameField = () => {
  const email = document.querySelector<HTMLInputElement>('form input[name="email"]');
  const isThere = /\/auth\/(login|forgot-password)\/?$/.test(window.location.pathname);
  return isThere && email?.form ? { email, form: email.form } : null;
};

/** The fields of Strapi's login page, where they are as this was made for (admin/src/pages/Auth/components/Login, 5.54). */
export const loginFields = () => {
  const fields = nameField();
  const password = fields?.form.querySelector<HTMLInputElement>('input[name="password"]');
  return fields && password ? { ...fields, password } : null;
};

/** Some seconds of frames. */
const FRAMES = 300;

/** The fields of the login page as soon as they can be reached; null where they don't come. */
export const loginFieldsOnceThere = async () => {
  for (let frame = 0; frame < FRAMES; frame++) {
    await new Promise(requestAnimationFrame);
    const fields = loginFields();
    if (fields) return fields;
  }
  return null;
};

/** As if it were typed: React takes no notice of a value that is only set. */
export const fillIn = (input: HTMLInputElement, value: string) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
  flushSync(() => {
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
};

/**
 * Lets user names pass the login page and *Forgot your password?*, which take e-mail addresses only, and addresses with
 * blanks around them. For as long as the page looks at the form, and never on the screen, the name has the shape of an
 * address; `login-endpoint` takes it off. So the page itself sends, shows what went wrong and goes on. Where it is not as
 * it was, it says, as ever, that this is no address.
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
      // What an address is and what is none, the page says.
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

/** The password is typed anew. */
export const backToLogin = () => {
  const fields = loginFields();
  if (!fields) return;
  fillIn(fields.password, '');
  fields.password.focus();
};
