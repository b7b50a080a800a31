import { act, renderHook } from '@testing-library/react';

import { useSelection } from '../../admin/src/features/people/users/bulk/use-selection';
import { aUser } from './a-user';

const [one, two, three, four] = [1, 2, 3, 4].map((id) => aUser({ id })) as [
  ReturnType<typeof aUser>,
  ReturnType<typeof aUser>,
  ReturnType<typeof aUser>,
  ReturnType<typeof aUser>,
];
const first = { page: [one, two], source: { _q: 'a' } };
const second = { page: [three, four], source: { _q: 'a' } };

const render = () =>
  renderHook(({ page, source }: typeof first) => useSelection(source, page, 4), { initialProps: first });

describe('what is ticked in the list', () => {
  it('stays while pages are turned', () => {
    const { result, rerender } = render();
    act(() => result.current.setOnPage([two]));
    rerender(second);
    act(() => result.current.setOnPage([three]));

    expect(result.current.asked).toEqual({ ids: [2, 3] });
    expect(result.current.onPage).toEqual([three]);
    rerender(first);
    expect(result.current.onPage).toEqual([two]);
    act(() => result.current.setOnPage([]));
    expect(result.current.asked).toEqual({ ids: [3] });
  });

  it('can be all that match, once a page is ticked whole', () => {
    const { result } = render();
    act(() => result.current.setOnPage([one]));
    expect(result.current.canChooseAll).toBe(false);
    act(() => result.current.setOnPage([one, two]));
    expect(result.current.canChooseAll).toBe(true);

    act(() => result.current.chooseAll());

    expect(result.current.asked).toEqual({ filters: {}, _q: 'a' });
    expect(result.current.count).toBe(4);
    act(() => result.current.setOnPage([two]));
    expect(result.current.asked).toEqual({ ids: [2] });
  });

  it('is gone with another search, as nobody would see it any more', () => {
    const { result, rerender } = render();
    act(() => result.current.chooseAll());

    rerender({ page: first.page, source: { _q: 'b' } });

    expect(result.current.count).toBe(0);
  });
});
