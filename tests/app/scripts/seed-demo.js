'use strict';

/**
 * Fills a running, empty app with a company of 60 and two weeks of its life.
 * Usage: node seed-demo.js URL EMAIL PASSWORD, where the last two are the super admin's.
 * Where the app runs with its test hooks the history lies in the past; without them it all happens now.
 */
const { createApi } = require('./seed/api');
const { createApiUsers } = require('./seed/api-users');
const { createContent } = require('./seed/content');
const { BEGIN, historyOf } = require('./seed/history');
const { createLicences } = require('./seed/licences');
const { createOrganisation } = require('./seed/organisation');
const { people } = require('./seed/people');
const { createRoleGroups, createRoles } = require('./seed/roles');
const { createTimeMachine } = require('./seed/time-machine');

const [url, email, password] = process.argv.slice(2);
const theirPassword = 'Distant-Shore-71';

const main = async () => {
  const api = createApi(url);
  const clock = createTimeMachine(api);
  await clock.goTo(BEGIN);
  await api.asSuperAdmin({ email, password });

  const roles = await createRoles(api);
  const staff = await createPeople(api, roles);
  await createRoleGroups(api, roles, staff);
  await createIpRules(api, roles, staff);
  await createContacts(api, staff);
  await createContent(api, roles, staff);
  await createLicences(api, staff);
  await createOrganisation(api, staff);
  await clock.dateBack('plugin::gatehouse.user', BEGIN);
  await relive(api, clock, historyOf(staff));
  await api.asSuperAdmin({ email, password });
  await act(api, staff);
  await createApiUsers(api, staff);
  await clock.sendMails();

  console.log(`Filled with ${staff.filter(({ id }) => id).length} people.`);
  for (const refusal of api.refusals()) {
    console.warn(`  passed over: ${refusal}`);
  }
};

const createPeople = async (api, roles) => {
  const staff = [];
  for (const person of people) {
    const { firstname, lastname } = person;
    const created = await api.want('POST', '/gatehouse/users', {
      firstname,
      lastname,
      email: person.email,
      userName: person.email.split('@')[0],
      roles: person.roles.map((name) => roles.get(name)).filter(Boolean),
      ...person.profile,
    });
    if (created && person.is !== 'new') {
      await api.want('POST', `/gatehouse/users/${created.id}/set-password`, { password: theirPassword });
    }
    staff.push({ ...person, id: created?.id });
  }
  return staff;
};

const createIpRules = async (api, roles, staff) => {
  const idOf = (lastname) => staff.find((person) => person.lastname === lastname)?.id;
  const rules = [
    { scope: 'role', role: roles.get('Auditor'), range: '198.51.100.0/24', note: 'Auditors work on site' },
    { scope: 'user', user: idOf('Okafor'), range: '10.20.*', note: 'Company network only' },
    { scope: 'user', user: idOf('Okafor'), range: '198.51.100.24', note: 'Jump host' },
    { scope: 'user', user: idOf('Laurent'), range: '10.20.0.0/16' },
  ];
  for (const rule of rules) {
    await api.want('POST', '/gatehouse/ip-rules', rule);
  }
};

const createContacts = async (api, staff) => {
  const { id } = staff.find(({ lastname }) => lastname === 'Okafor') ?? {};
  if (!id) return;
  await api.want('PUT', `/gatehouse/users/${id}/contact`, {
    street: '12 Marina Road',
    postalCode: '101241',
    city: 'Lagos',
    country: 'NG',
    phones: [
      { kind: 'work', number: '+234 201 555 0102' },
      { kind: 'mobile', number: '+234 802 555 0102' },
    ],
    emails: ['marcus.okafor@example.com'],
  });
};

/** Lets everybody come at their time; at the end it is now again. */
const relive = async (api, clock, history) => {
  for (const { ago, tries } of history) {
    await clock.goTo(ago);
    for (const { person, password: which, from } of tries) {
      await api.signIn(person.email, which === 'right' ? theirPassword : 'Not-The-Password-1', from);
    }
  }
  await clock.goTo(0);
};

const actions = {
  locked: (reason) => ['lock', { reason }],
  blocked: (reason) => ['block-access', { reason }],
  suspended: (reason, until) => ['suspend', { reason, ...(until && { until }) }],
  disabled: (reason) => ['disable', { reason }],
};

/** What admins have done to people, and noted about them. */
const act = async (api, staff) => {
  for (const { id, is, reason, until } of staff.filter((person) => person.id && actions[person.is])) {
    const [action, body] = actions[is](reason, until);
    await api.want('POST', `/gatehouse/users/${id}/${action}`, body);
  }
  const notes = {
    Nowak: 'Stolen at the station on the way home. New laptop ordered; unlock when it has arrived.',
    Okafor: 'Travels a lot: asked twice for an exception to the company network, refused twice.',
    Costa: 'Back in three months. Anna Novotna looks after her pages.',
    Morales: 'Legal will say by the end of the month.',
    Ellis: 'External. Her firm renews the assignment every year in January.',
  };
  for (const [lastname, text] of Object.entries(notes)) {
    const person = staff.find((one) => one.lastname === lastname);
    if (person?.id) {
      await api.want('POST', `/gatehouse/users/${person.id}/notes`, { text });
    }
  }
};

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
