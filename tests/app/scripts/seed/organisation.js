'use strict';

/** What the company looks after: each account with those below it, and who belongs there. */
const tree = [
  {
    name: 'Northwind',
    below: [
      {
        name: 'Europe',
        admins: ['Hart'],
        below: [
          { name: 'Germany', admins: ['Weber'], viewers: ['Fischer', 'Krause'] },
          { name: 'Italy', viewers: ['Marchetti', 'Ricci'] },
          { name: 'United Kingdom', admins: ['Collins'], viewers: ['Bennett', 'Whitfield'] },
        ],
      },
      {
        name: 'Africa',
        admins: ['Mensah'],
        below: [{ name: 'Nigeria', viewers: ['Adeyemi', 'Sesay'] }],
      },
      { name: 'Asia', below: [{ name: 'Japan', admins: ['Watanabe'], viewers: ['Tanaka', 'Mori'] }] },
    ],
  },
  { name: 'Partners', below: [{ name: 'Auditors', admins: ['Ellis'], viewers: ['Conti', 'Ilic'] }] },
];

const delegations = [
  { user: 'Novotna', forUser: 'Costa', purpose: 'publish' },
  { user: 'Novotna', forUser: 'Ricci', purpose: 'approve-timesheets' },
  { user: 'Novotna', resource: 'campaign:spring', purpose: null },
];

/** Accounts, with who belongs to them, and who acts for whom. */
const createOrganisation = async (api, staff) => {
  const idOf = (lastname) => staff.find((person) => person.lastname === lastname)?.id;
  const memberships = new Map();
  const create = async ({ name, admins = [], viewers = [], below = [] }, parent) => {
    const account = await api.want('POST', '/gatehouse/accounts', { name, parent });
    if (!account) return;
    const join = (role) => (lastname) =>
      memberships.set(lastname, [...(memberships.get(lastname) ?? []), { account: account.id, role }]);
    admins.forEach(join('admin'));
    viewers.forEach(join('viewer'));
    for (const one of below) await create(one, account.id);
  };
  for (const account of tree) await create(account, null);
  for (const [lastname, accounts] of memberships) {
    const id = idOf(lastname);
    if (id) await api.want('PUT', `/gatehouse/users/${id}/accounts`, { accounts });
  }
  for (const { user, forUser, ...rest } of delegations) {
    const id = idOf(user);
    if (id)
      await api.want('POST', `/gatehouse/users/${id}/delegations`, {
        ...rest,
        ...(forUser && { forUser: idOf(forUser) }),
      });
  }
};

module.exports = { createOrganisation };
