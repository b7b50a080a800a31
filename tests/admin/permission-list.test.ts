import { permissionList } from '../../admin/src/features/permissions/roles/permission-list';
import type { Translate } from '../../admin/src/translations/use-translation';
import { en } from '../support/texts';
import type { PanelPermission, UserPermissions } from '../../shared/contracts/roles';

const t: Translate = (id, values = {}) =>
  en[id].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

const editor = { role: { id: 2, name: 'Editor' }, direct: true, groups: [] };
const author = { role: { id: 3, name: 'Author' }, direct: true, groups: [] };
const may = (permission: Partial<PanelPermission>): PanelPermission => ({
  action: 'plugin::content-manager.explorer.publish',
  name: 'Publish',
  section: 'contentTypes',
  group: 'Article',
  subject: 'api::article.article',
  fields: null,
  locales: null,
  conditions: [],
  through: [editor],
  ...permission,
});
const permissions: UserPermissions = {
  everything: false,
  isCut: false,
  panel: [
    may({}),
    may({
      action: 'plugin::content-manager.explorer.update',
      name: 'Update',
      fields: ['title'],
      conditions: ['Is creator'],
      through: [editor, author],
    }),
    may({
      action: 'admin::roles.read',
      name: 'Read',
      section: 'settings',
      group: 'api tokens',
      subject: null,
    }),
  ],
  api: [{ uid: 'api::article.article.find', owner: 'api::article.article', through: [author] }],
};
const listed = (search = '') =>
  permissionList(permissions, search, t).map(({ name, groups }) => [
    name,
    groups.flatMap((group) =>
      group.allowances.map(({ text, through, limits }) => [group.name, `${text} ${through}`, ...limits]),
    ),
  ]);

it('says what a user may do, and through which roles', () => {
  expect(listed()).toEqual([
    [
      'contentTypes',
      [
        ['Article', 'May publish Article: through Editor'],
        [
          'Article',
          'May change Article: through Editor, Author',
          'Only the fields: title',
          'Only if: Is creator',
        ],
      ],
    ],
    ['settings', [['Api tokens', 'Read: through Editor']]],
    ['api', [['Article', 'May find Article: through Author']]],
  ]);
});

it.each([
  ['publish article', 1],
  ['AUTHOR', 2],
  ['creator', 1],
  ['admin::roles', 1],
  ['article', 3],
  ['delete', 0],
])('is found by “%s”', (search, count) => {
  const found = permissionList(permissions, search, t).flatMap(({ groups }) => groups);

  expect(found.flatMap(({ allowances }) => allowances)).toHaveLength(count);
});

it.each([
  [
    { ...editor, direct: false, groups: [{ id: 1, name: 'Newsroom' }] },
    'through Editor, from group Newsroom',
  ],
  [
    {
      ...editor,
      direct: false,
      groups: [
        { id: 1, name: 'Newsroom' },
        { id: 2, name: 'Desk' },
      ],
    },
    'through Editor, from groups Newsroom, Desk',
  ],
  [{ ...editor, groups: [{ id: 1, name: 'Newsroom' }] }, 'through Editor, directly and from Newsroom'],
])('says from which group a role is', (source, text) => {
  const [section] = permissionList({ ...permissions, panel: [may({ through: [source] })], api: [] }, '', t);

  expect(section?.groups[0]?.allowances[0]?.through).toBe(text);
});

it('parts the roles from each other where one is from a group', () => {
  const fromGroup = { ...author, direct: false, groups: [{ id: 1, name: 'Newsroom' }] };
  const [section] = permissionList(
    { ...permissions, panel: [may({ through: [editor, fromGroup] })], api: [] },
    '',
    t,
  );

  expect(section?.groups[0]?.allowances[0]?.through).toBe('through Editor; Author, from group Newsroom');
});
