import { nameOfOwner } from '../../admin/src/components/action-names';
import {
  groupActions,
  matching,
  stateOf,
  withActions,
} from '../../admin/src/features/permissions/roles/api-actions';

const FIND = 'api::article.article.find';
const CREATE = 'api::article.article.create';
const POST = 'api::blog-post.blog-post.find';
const UPLOAD = 'plugin::upload.content-api.find';
const groups = groupActions([UPLOAD, POST, FIND, CREATE, FIND]);
const named = (found: typeof groups) =>
  found.map(({ name, actions }) => [name, actions.map((action) => action.name)]);

it('are grouped by content type, those of the project first, each once', () => {
  expect(named(groups)).toEqual([
    ['Article', ['find', 'create']],
    ['Blog post', ['find']],
    ['Upload (content api)', ['find']],
  ]);
  expect(nameOfOwner('plugin::users-permissions.user')).toBe('Users permissions (user)');
});

it.each([
  ['', ['Article', 'Blog post', 'Upload (content api)']],
  ['article', ['Article']],
  ['CREATE', ['Article']],
  ['blog find', ['Blog post']],
  ['plugin::upload', ['Upload (content api)']],
  ['nothing', []],
])('are found by “%s”', (search, names) => {
  expect(matching(groups, search).map(({ name }) => name)).toEqual(names);
});

it('are narrowed down to those that match, or left whole where their type does', () => {
  expect(named(matching(groups, 'article create'))).toEqual([['Article', ['create']]]);
  expect(named(matching(groups, 'article'))).toEqual([['Article', ['find', 'create']]]);
});

it('are all, some or none of them chosen', () => {
  const [article] = groups as [(typeof groups)[number]];

  expect(stateOf(article, [])).toBe(false);
  expect(stateOf(article, [FIND, POST])).toBe('indeterminate');
  expect(stateOf(article, [FIND, CREATE])).toBe(true);
});

it('are added and taken away, and what is put back is as it was', () => {
  const before = [CREATE, POST];

  const without = withActions(before, [FIND, CREATE], false);
  expect(without).toEqual([POST]);
  expect(withActions(without, [CREATE], true)).toEqual(before);
  expect(withActions(before, [FIND, CREATE], true)).toEqual([CREATE, FIND, POST]);
});
