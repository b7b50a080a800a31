'use strict';

const ARTICLE = 'api::article.article';

const groups = [
  { code: 'EMEA', name: 'Europe, Middle East and Africa', holders: ['Brandt', 'Benali', 'Whitfield'] },
  { code: 'AMER', name: 'The Americas', holders: ['Goldberg'] },
  { code: 'launch.2027', name: 'Launch 2027, not public yet', holders: ['Brandt'] },
];

const articles = [
  { title: 'Trade fairs in Hanover and Dubai', dacGroup: 'EMEA' },
  { title: 'Spring campaign, Nordics', dacGroup: 'EMEA' },
  { title: 'Spring campaign, Canada', dacGroup: 'AMER' },
  { title: 'What we announce in May 2027', dacGroup: 'launch.2027' },
  { title: 'How we write' },
];

/** Articles of DAC groups: Marketing reaches those of each one's own groups. */
const createContent = async (api, roles, staff) => {
  const held = new Map();
  for (const { holders, ...group } of groups) {
    const created = await api.want('POST', '/gatehouse/dac-groups', group);
    if (!created) continue;
    for (const name of holders) {
      held.set(name, [...(held.get(name) ?? []), created.id]);
    }
  }
  for (const [lastname, dacGroups] of held) {
    const { id } = staff.find((person) => person.lastname === lastname) ?? {};
    if (id) {
      await api.want('PUT', `/gatehouse/users/${id}/dac-groups`, { dacGroups });
    }
  }
  for (const article of articles) {
    await api.want('POST', `/content-manager/collection-types/${ARTICLE}`, article);
  }
  await api.want('PUT', `/admin/roles/${roles.get('Marketing')}/permissions`, {
    permissions: ['read', 'update'].map((action) => ({
      action: `plugin::content-manager.explorer.${action}`,
      subject: ARTICLE,
      properties: { fields: ['title', 'body', 'dacGroup'] },
      conditions: ['plugin::gatehouse.in-dac-group'],
    })),
  });
};

module.exports = { createContent };
