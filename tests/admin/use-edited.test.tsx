import { act, renderHook } from '@testing-library/react';

import { useEdited } from '../../admin/src/components/edited-form/use-edited';

type Named = { name: string; updatedAt: string | null };
const opened: Named = { name: 'Ada', updatedAt: '2026-01-01T00:00:01Z' };
const byOthers: Named = { name: 'Eve', updatedAt: '2026-01-01T00:00:02Z' };
const saved: Named = { name: 'Bob', updatedAt: '2026-01-01T00:00:03Z' };

const render = (newest = opened) =>
  renderHook((record: Named) => useEdited(record, ({ name }) => ({ name })), { initialProps: newest });

it('begins with the record as it was opened, and knows what others have changed since', () => {
  const { result, rerender } = render();
  rerender(byOthers);

  expect(result.current).toMatchObject({
    initialValues: { name: 'Ada' },
    isBehind: true,
    theirs: { name: { before: 'Ada', after: 'Eve' } },
    ifUpdatedAt: opened.updatedAt,
  });
});

it('overwrites what others have changed where it does not show in the form', () => {
  const { result, rerender } = render();
  rerender({ ...opened, updatedAt: byOthers.updatedAt });

  expect(result.current).toMatchObject({ theirs: {}, ifUpdatedAt: byOthers.updatedAt });
});

it.each([
  ['the same record', opened],
  ['one that was asked before', byOthers],
])('takes %s for no news after what was saved here', (_what, older) => {
  const { result, rerender } = render();
  act(() => result.current.startFrom(saved));
  rerender(older);

  expect(result.current).toMatchObject({
    initialValues: { name: 'Bob' },
    isBehind: false,
    theirs: {},
    ifUpdatedAt: saved.updatedAt,
  });
});

it('takes a record without a date for no news until there is another', () => {
  const undated = { name: 'Ada', updatedAt: null };
  const { result, rerender } = render(undated);
  act(() => result.current.startFrom({ ...undated, name: 'Bob' }));
  expect(result.current.isBehind).toBe(false);

  rerender(byOthers);

  expect(result.current.isBehind).toBe(true);
});

it('is in conflict once it was refused, until somebody goes on over what others have saved', () => {
  const { result, rerender } = render();
  act(() => result.current.refuse());
  expect(result.current.isInConflict).toBe(false);
  rerender(byOthers);
  expect(result.current.isInConflict).toBe(true);

  act(() => result.current.keepEditing());

  expect(result.current).toMatchObject({
    initialValues: { name: 'Ada' },
    isInConflict: false,
    isBehind: true,
    ifUpdatedAt: byOthers.updatedAt,
  });
});
