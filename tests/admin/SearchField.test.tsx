import { DesignSystemProvider } from '@strapi/design-system';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';

import { SearchField } from '../../admin/src/components/SearchField';
import { withPrefix } from '../../admin/src/translations/prefix';
import { en } from '../support/texts';

const search = jest.fn();

const ui = (value: string) => (
  <IntlProvider locale="en" messages={withPrefix(en)}>
    <DesignSystemProvider>
      <SearchField label="Search users" placeholder="" value={value} onChange={search} />
    </DesignSystemProvider>
  </IntlProvider>
);
const type = (text: string) =>
  fireEvent.change(screen.getByLabelText('Search users'), { target: { value: text } });
const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

beforeEach(() => {
  jest.useFakeTimers();
  search.mockReset();
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

it('searches once, when the fingers rest', () => {
  render(ui(''));

  for (const text of ['a', 'ad', 'ada']) {
    type(text);
    pass(100);
  }
  expect(search).not.toHaveBeenCalled();

  pass(250);
  expect(search.mock.calls).toEqual([['ada']]);
});

it('keeps what is typed on while the address catches up', () => {
  const { rerender } = render(ui(''));
  type('ad');
  pass(250);
  type('ada');

  rerender(ui('ad'));

  expect(screen.getByLabelText<HTMLInputElement>('Search users').value).toBe('ada');
  pass(250);
  expect(search.mock.calls).toEqual([['ad'], ['ada']]);
});

it("follows the browser's back button, and drops what was about to be searched", () => {
  const { rerender } = render(ui('ada'));
  type('adam');

  rerender(ui(''));
  pass(1000);

  expect(screen.getByLabelText<HTMLInputElement>('Search users').value).toBe('');
  expect(search).not.toHaveBeenCalled();
});

it('clears with Escape', () => {
  render(ui('ada'));

  fireEvent.keyDown(screen.getByLabelText('Search users'), { key: 'Escape' });
  pass(0);

  expect(screen.getByLabelText<HTMLInputElement>('Search users').value).toBe('');
  expect(search.mock.calls).toEqual([['']]);
});

it('clears at once', () => {
  render(ui('ada'));

  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  pass(0);

  expect(search.mock.calls).toEqual([['']]);
});
