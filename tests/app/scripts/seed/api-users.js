'use strict';

/** What the company's programs may do in the Content API. */
const apiActions = ['find', 'findOne'].map((action) => `api::article.article.${action}`);

const keys = [
  { lastname: 'Renderer', description: 'Web server' },
  { lastname: 'Renderer', description: 'Preview server' },
  { lastname: 'Export', description: 'Nightly export to the archive', days: 9 },
];
const client = { lastname: 'App', description: 'Backend of the mobile app' };

/** A role for programs, with the keys and the OAuth client that they come in with. */
const createApiUsers = async (api, staff) => {
  const role = await api.want('POST', '/admin/roles', {
    name: 'Reader of articles',
    description: 'Programs that read what is published.',
  });
  if (!role) return;
  await api.want('PUT', `/gatehouse/roles/${role.id}`, { apiActions, userTypes: ['api-only'] });
  const idOf = (lastname) => staff.find((person) => person.lastname === lastname)?.id;
  for (const { id, profile } of staff) {
    if (id && profile?.type === 'api-only')
      await api.want('PUT', `/gatehouse/users/${id}`, { roles: [role.id] });
  }
  for (const { lastname, description, days } of keys) {
    await api.want('POST', `/gatehouse/users/${idOf(lastname)}/api-keys`, {
      description,
      ...(days && { expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() }),
    });
  }
  await api.want('POST', `/gatehouse/users/${idOf(client.lastname)}/oauth-clients`, {
    description: client.description,
  });
};

module.exports = { createApiUsers };
