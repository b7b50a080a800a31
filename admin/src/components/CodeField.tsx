import { InputRenderer } from '@strapi/strapi/admin';

type Props = { label: string; hint?: string; isNumber?: boolean };

/** One field for the code of a second factor: autofilled, pasted or typed. */
export const CodeField = ({ label, hint, isNumber = true }: Props) => (
  <InputRenderer
    type="string"
    name="code"
    label={label}
    hint={hint}
    autoComplete={isNumber ? 'one-time-code' : 'off'}
    {...(isNumber && { inputMode: 'numeric' })}
    required
  />
);
