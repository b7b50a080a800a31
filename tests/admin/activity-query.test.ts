import { activityQuery } from '../../admin/src/features/activity/activity/activity-query';
import { targetFilter, targetPath } from '../../admin/src/features/activity/activity/target-path';
import type { Condition } from '../../admin/src/components/list-query';
import { listActivity } from '../../shared/contracts/log';
import { TARGET_KINDS } from '../../shared/log/actions';

const asked = (...$and: Condition[]) => activityQuery({ filters: { $and } }, 'Europe/Berlin');

it('asks for everything, the first page of it, unless the address says more', () => {
  expect(activityQuery({}, 'UTC')).toMatchObject({ page: '1', pageSize: '20' });
  expect(listActivity.query.safeParse(activityQuery({}, 'UTC')).success).toBe(true);
});

it('asks for what the filters of the page say', () => {
  const query = asked(
    { actor: { $eq: '7' } },
    { action: { $eq: 'locked' } },
    { action: { $eq: 'unlocked' } },
    { about: { $eq: 'account' } },
    { target: { $eq: '12' } },
    { user: { $eq: '3' } },
    { kind: { $eq: 'change' } },
  );

  expect(query.filters).toEqual({
    actor: { $eq: '7' },
    action: { $in: ['locked', 'unlocked'] },
    about: { $in: ['account'] },
    target: { $eq: '12' },
    user: { $eq: '3' },
    kind: { $eq: 'change' },
  });
  expect(listActivity.query.safeParse(query).success).toBe(true);
});

it('means a day of one’s own time zone', () => {
  const { filters } = asked({ createdAt: { $gte: '2026-03-01T00:00:00.000Z' } });

  expect(filters?.createdAt).toEqual({ $gte: '2026-03-01T00:00:00.000Z', $lt: undefined });
});

it.each<[string, Condition[]]>([
  ['an unknown action', [{ action: { $eq: 'made-up' } }]],
  ['no number of a user', [{ actor: { $eq: 'x' } }, { user: { $eq: '0' } }]],
  ['one thing of no kind', [{ target: { $eq: '1' } }]],
  [
    'one thing of two kinds',
    [{ about: { $eq: 'user' } }, { about: { $eq: 'role' } }, { target: { $eq: '1' } }],
  ],
  ['a template there is not', [{ about: { $eq: 'mail-template' } }, { target: { $eq: 'poem' } }]],
  ['one of the environment', [{ about: { $eq: 'environment' } }, { target: { $eq: '1' } }]],
  ['no date', [{ createdAt: { $gte: 'soon' } }]],
])('leaves out what makes no sense: %s', (_, conditions) => {
  const query = asked(...conditions);

  expect(query.filters).not.toHaveProperty('target');
  expect(listActivity.query.safeParse(query).success).toBe(true);
});

describe('what an entry is about', () => {
  const there = { id: 3, name: 'x', isThere: true };

  it.each(TARGET_KINDS)('leads to its page while it is there and one may see it: %s', (kind) => {
    const about = { kind, ...there, ...(kind === 'mail-template' && { name: 'locked' }) };

    expect(targetPath(about, () => true)).toMatch(/^\/plugins\/gatehouse\//);
    expect(targetPath(about, () => false)).toBeNull();
    expect(targetPath({ ...about, isThere: false }, () => true)).toBeNull();
  });

  it('is what the list is narrowed to by its id, or a template by its name', () => {
    expect(targetFilter({ kind: 'user', ...there })).toBe('3');
    expect(targetFilter({ kind: 'mail-template', id: null, name: 'locked', isThere: true })).toBe('locked');
    expect(targetFilter({ kind: 'environment', id: null, name: null, isThere: true })).toBeNull();
  });
});
