import { TextEncoder } from 'node:util';

import { DesignSystemProvider } from '@strapi/design-system';
import { cleanup, render, screen, within } from '@testing-library/react';
import { IntlProvider } from 'react-intl';

import { newPasswordProblems } from '../../admin/src/components/new-password';
import { PasswordCriteria } from '../../admin/src/components/PasswordCriteria';
import { withPrefix } from '../../admin/src/translations/prefix';
import { de, en } from '../support/texts';
import type { PasswordRules } from '../../shared/contracts/me';
import { DEFAULT_POLICY } from '../../shared/contracts/policy';
import { PASSWORD_CRITERIA } from '../../shared/password-criteria';

// jsdom has none, every browser does.
globalThis.TextEncoder ??= TextEncoder as typeof globalThis.TextEncoder;

const { maxAgeDays: _, ...policy } = DEFAULT_POLICY.password;
const rules: PasswordRules = { policy: { ...policy, digit: true }, ownWords: ['lovelace'] };

const ui = (password: string) => (
  <IntlProvider locale="en" messages={withPrefix(en)}>
    <DesignSystemProvider>
      <PasswordCriteria rules={rules} password={password} />
    </DesignSystemProvider>
  </IntlProvider>
);
/** Each as a screen reader has it. */
const shown = () =>
  within(screen.getByRole('list', { name: 'What the password needs' }))
    .getAllByRole('listitem')
    .map((item) => `${item.querySelector('svg')?.getAttribute('aria-label')} ${item.textContent}`);

afterEach(cleanup);

describe('what the password needs', () => {
  it('is ticked off while it is typed, in words and not by colour alone', () => {
    const { rerender } = render(ui('short'));
    expect(shown()).toEqual([
      'Missing: At least 12 characters',
      'Met: No more than 72 bytes',
      'Missing: A digit',
      "Met: No names, no part of the e-mail address, and not the project's name",
      'Not known yet: No common password (checked when you save)',
      'Not known yet: None of the latest 5 passwords (checked when you save)',
    ]);

    rerender(ui('Ada-Lovelace-1815'));
    expect(shown().slice(0, 4)).toEqual([
      'Met: At least 12 characters',
      'Met: No more than 72 bytes',
      'Met: A digit',
      "Missing: No names, no part of the e-mail address, and not the project's name",
    ]);
  });

  it('is not met by a password that is not there yet', () => {
    render(ui(''));

    expect(shown().filter((text) => text.startsWith('Met:'))).toEqual([]);
  });

  it('is summed up for who listens', () => {
    render(ui('short'));

    expect(screen.getByText('2 of 4 met').getAttribute('aria-live')).toBe('polite');
  });

  it.each([
    ['English', en],
    ['German', de],
  ])('has its words in %s, and so has what is wrong', (_language, texts) => {
    for (const [name, code] of Object.entries(PASSWORD_CRITERIA))
      expect(
        [`password.criterion.${name}`, `password.problem.${code}`].filter((id) => !(id in texts)),
      ).toEqual([]);
  });
});

describe('before anything is sent', () => {
  const problems = (password: string | null, again: string | null) =>
    newPasswordProblems({ password, again }, rules, (id) => en[id]);

  it.each([
    ['nothing at all', null, null],
    ['one that misses something', 'too-short-1', 'too-short-1'],
  ])('%s is told at the password', (_name, password, again) =>
    expect(Object.keys(problems(password, again))).toEqual(['password']),
  );

  it('two that differ are told at the second', () => {
    expect(problems('violet-anchor-41', 'violet-anchor-42')).toEqual({ again: 'The two are not the same' });
  });

  it('nothing is told where it fits, or where the rules are not known', () => {
    expect(problems('violet-anchor-41', 'violet-anchor-41')).toEqual({});
    expect(newPasswordProblems({ password: 'x', again: 'x' }, undefined, (id) => en[id])).toEqual({});
  });
});
