'use strict';

// Role names are Strapi's own, or those that ./roles.js creates. Everyone is at a company that can't exist.
const at = (firstname, lastname, roles, more = {}) => ({
  firstname,
  lastname,
  email: `${firstname}.${lastname}@northwind.example`.toLowerCase().replace(/[^a-z.@-]/g, ''),
  roles,
  ...more,
});

const daysFromNow = (days) => new Date(Date.now() + days * 86_400_000).toISOString();

const berlin = { timeZone: 'Europe/Berlin', locale: 'de' };
const london = { timeZone: 'Europe/London', locale: 'en-GB' };
const newYork = { timeZone: 'America/New_York', locale: 'en-US' };
const lagos = { timeZone: 'Africa/Lagos', locale: 'en' };
const tokyo = { timeZone: 'Asia/Tokyo', locale: 'ja' };

/**
 * `profile` goes to POST /gatehouse/users with the names. `is` says what becomes of somebody:
 * locked, blocked, suspended, disabled, guessed (locked by wrong passwords), forgetful, remote (comes from a wrong
 * address), new (never given a password).
 */
const people = [
  at('Ingrid', 'Solberg', ['Super Admin'], { profile: { ...berlin, mobile: '+49 30 5550 1001' } }),
  at('Marcus', 'Okafor', ['Super Admin'], { profile: { ...lagos, mobile: '+234 201 555 0102' } }),

  at('Amelia', 'Hart', ['Editor'], { profile: { ...london, mobile: '+44 20 7946 0110' } }),
  at('Jonas', 'Weber', ['Editor'], { profile: berlin }),
  at('Sofia', 'Marchetti', ['Editor', 'Marketing'], { profile: { displayName: 'Sofia (Campaigns)' } }),
  at('Daniel', 'Price', ['Editor'], { profile: newYork }),
  at('Hana', 'Watanabe', ['Editor'], { profile: tokyo }),
  at('Noah', 'Lindqvist', ['Editor']),
  at('Claire', 'Dubois', ['Editor'], { is: 'forgetful' }),
  at('Tomasz', 'Nowak', ['Editor'], { is: 'locked', reason: 'Laptop reported stolen' }),
  at('Rachel', 'Stein', ['Editor'], { profile: newYork }),
  at('Kwame', 'Mensah', ['Editor'], { profile: lagos }),
  at('Elif', 'Kaya', ['Editor']),
  at('Patrick', 'Doyle', ['Editor'], { is: 'guessed' }),
  at('Yuki', 'Tanaka', ['Editor'], { profile: tokyo }),
  at('Beatriz', 'Costa', ['Editor'], { is: 'suspended', reason: 'Parental leave', until: daysFromNow(90) }),

  at('Leo', 'Fischer', ['Author'], { profile: berlin }),
  at('Grace', 'Adeyemi', ['Author'], { profile: lagos }),
  at('Oliver', 'Bennett', ['Author'], { profile: london }),
  at('Priya', 'Raman', ['Author']),
  at('Mateo', 'Garcia', ['Author']),
  at('Nora', 'Jensen', ['Author']),
  at('Ahmed', 'Farouk', ['Author'], { is: 'forgetful' }),
  at('Lucy', 'Chen', ['Author']),
  at('Viktor', 'Petrov', ['Author'], { is: 'disabled', reason: 'Left the company' }),
  at('Emma', 'Sjoberg', ['Author']),
  at('Samuel', 'Wright', ['Author'], { profile: newYork }),
  at('Zoe', 'Papadaki', ['Author'], { is: 'guessed' }),
  at('Ryan', 'Murphy', ['Author']),
  at('Isabel', 'Fernandes', ['Author'], { profile: { validTo: daysFromNow(-3) } }),
  at('Theo', 'Laurent', ['Author'], {
    profile: { validFrom: daysFromNow(12), validTo: daysFromNow(190) },
    is: 'remote',
  }),
  at('Maja', 'Kovac', ['Author']),
  at('Chidi', 'Eze', ['Author'], { is: 'new' }),

  at('Hannah', 'Brandt', ['Marketing'], { profile: berlin }),
  at('Luca', 'Ricci', ['Marketing']),
  at('Fatima', 'Benali', ['Marketing']),
  at('George', 'Whitfield', ['Marketing'], { profile: london }),
  at('Anna', 'Novotna', ['Marketing'], { is: 'forgetful' }),
  at('Diego', 'Morales', ['Marketing'], { is: 'blocked', reason: 'Contract under review' }),
  at('Chloe', 'Martin', ['Marketing']),
  at('Kenji', 'Mori', ['Marketing'], { profile: tokyo }),
  at('Ruth', 'Goldberg', ['Marketing'], { profile: newYork }),
  at('Pavel', 'Horak', ['Marketing'], { is: 'new' }),

  at('Sarah', 'Collins', ['Support'], { profile: london }),
  at('Ibrahim', 'Sesay', ['Support'], { profile: lagos }),
  at('Julia', 'Krause', ['Support'], { profile: berlin }),
  at('Ben', 'Foster', ['Support'], { is: 'suspended', reason: 'Training not completed' }),
  at('Mei', 'Lin', ['Support']),
  at('Oscar', 'Nilsson', ['Support'], { is: 'guessed' }),
  at('Aisha', 'Khan', ['Support']),
  at('Frank', 'Vogel', ['Support'], { is: 'disabled', reason: 'Account replaced' }),
  at('Nina', 'Popescu', ['Support'], { is: 'new' }),
  at('Victor', 'Santos', ['Support']),

  at('Margaret', 'Ellis', ['Auditor'], { profile: { ...london, displayName: 'M. Ellis (External audit)' } }),
  at('Heinrich', 'Adler', ['Auditor'], { is: 'remote', profile: berlin }),
  at('Laura', 'Conti', ['Auditor'], { profile: { validFrom: daysFromNow(-30), validTo: daysFromNow(5) } }),
  at('Stefan', 'Ilic', ['Auditor'], { profile: { validFrom: daysFromNow(20) } }),

  at('Website', 'Renderer', [], {
    profile: { type: 'api-only', displayName: 'Website renderer' },
    is: 'new',
  }),
  at('Mobile', 'App', [], {
    profile: { type: 'api-only', authType: 'oauth-client', displayName: 'Mobile app' },
    is: 'new',
  }),
  at('Nightly', 'Export', [], { profile: { type: 'api-only', displayName: 'Nightly export' }, is: 'new' }),
];

module.exports = { people };
