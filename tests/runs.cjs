'use strict';

const path = require('node:path');

/**
 * Which tests run when. A path is a file without its ending, or a folder.
 *
 * | run          | command                   | database            | files                        |
 * |--------------|---------------------------|---------------------|------------------------------|
 * | `short`      | `npm test`                | SQLite              | all but `notInTheShortRun`   |
 * | `databases`  | `npm run test:databases`  | PostgreSQL, MariaDB | `onDatabases` alone          |
 * | `everything` | `npm run test:everything` | all three           | all, with more random inputs |
 */

/** What needs a service, which nobody has to have for `npm test`, or asks once more what that has asked. */
const notInTheShortRun = [
  {
    files: 'browser/appearance-in-english',
    why: 'all screens are looked at in German already, whose words are longer',
  },
  {
    files: 'cluster',
    why: 'several servers share a PostgreSQL or MariaDB; that they may share a file too is seen to at night',
  },
  { files: 'features/throttle/redis', why: 'needs Redis' },
  { files: 'features/users/search-index', why: 'needs PostgreSQL' },
];

/**
 * What reaches a database in words of its own, or asks for what databases do differently; `on` says on which alone, where
 * that makes no difference.
 */
const onDatabases = [
  { files: 'support/support', why: 'how tests speak to each database' },
  { files: 'cluster', why: 'what closes races between servers: conditional statements, locked rows, leases' },
  { files: 'access/out-of-step', why: 'what is found missing in the tables' },
  { files: 'attacks/parallel-guesses', why: 'conditional UPDATE of the tries' },
  { files: 'attacks/sql-metacharacters', why: 'LIKE, quoting, and what each database takes for a text' },
  { files: 'features/accounts/members', why: 'SQL of the tree and its members' },
  { files: 'features/accounts/reach', why: 'SQL that limits lists to accounts' },
  { files: 'features/accounts/tree', why: 'LIKE on paths, and moves of whole branches' },
  { files: 'features/api-keys/keys', why: 'joins of each request with a key' },
  {
    files: 'features/bad-input/anything',
    why: 'numbers, dates and letters that databases refuse differently',
  },
  { files: 'features/bad-input/queries', why: 'the same in filters' },
  { files: 'features/dac-groups/condition', why: 'a condition that becomes SQL' },
  { files: 'features/delegations/can-act-for', why: 'SQL that looks for who may act' },
  { files: 'features/directory/activity', why: 'Strapi’s switch and ours, changed together' },
  { files: 'features/directory/all-or-nothing', why: 'events inside transactions' },
  { files: 'features/directory/behind-our-back', why: 'set-based statements that mend the directory' },
  { files: 'features/directory/first-start', why: 'set-based statements that fill the directory' },
  { files: 'features/directory/out-of-step', why: 'how each database compares texts' },
  { files: 'features/directory/odd-rows', why: 'dates and names that each database keeps differently' },
  { files: 'features/directory/native-changes', why: 'Strapi’s own changes, in its own transactions' },
  {
    files: 'features/directory/switched-off',
    why: 'a copy that is held while it is compared; JSON in a column',
  },
  { files: 'features/doors/password-recovery', why: 'a token that is put and taken in one transaction' },
  { files: 'features/doors/user-permissions', why: 'rows and JSON in columns, read by SQL of our own' },
  { files: 'features/explain/agrees-with-the-doors', why: 'facts of the rules, each loaded by SQL' },
  { files: 'features/ip-rules/rules', why: 'rules that are counted while rows are held' },
  { files: 'features/licences', why: 'seats that are counted while rows are held' },
  { files: 'features/links/expiry', why: 'moments compared in SQL' },
  { files: 'features/lockout', why: 'conditional UPDATE of tries, locks and devices' },
  { files: 'features/log', why: 'filters of the whole log, and what one transaction writes into it' },
  { files: 'features/login-attempts', why: 'filters, network ranges and sums by time zone' },
  { files: 'features/mail/delivery', why: 'a queue that several servers take from' },
  { files: 'features/mfa/enrol-proof', why: 'codes of administrators that are taken once' },
  { files: 'features/mfa/several-steps', why: 'steps that are counted, and told of once' },
  { files: 'features/mfa/sign-in', why: 'codes and recovery codes that are taken once' },
  { files: 'features/native/invitations', why: 'links in place of others; tokens from before' },
  { files: 'features/native/users', why: 'rows of super admins held; what databases take for an id' },
  { files: 'features/oauth/oauth', why: 'SQL of tokens that run out' },
  { files: 'features/password-policy/temporary', why: 'moments compared in SQL' },
  { files: 'features/password-policy/history', why: 'SQL of former passwords' },
  { files: 'features/permissions/super-admins', why: 'rows of super admins held against each other' },
  { files: 'features/policy/preview', why: 'counts in SQL' },
  { files: 'features/requests/kept-statements', why: 'how long each database keeps a prepared statement' },
  { files: 'features/retention', why: 'deletes in batches, with LIMIT' },
  { files: 'features/role-groups/groups', why: 'SQL of what roles come from where' },
  { files: 'features/saved-views', why: 'JSON in a column' },
  { files: 'features/sessions/limit', why: 'sessions ended by number' },
  { files: 'features/sessions/sessions', why: 'Strapi’s sessions beside ours' },
  {
    files: 'features/sign-in/few-queries',
    why: 'the one statement before a password is compared, and how each database gives Strapi’s record',
  },
  { files: 'features/tables', why: 'columns and foreign keys that Strapi drops at an upgrade' },
  { files: 'features/throttle/redis', on: 'postgres', why: 'Redis, which is not there for `npm test`' },
  { files: 'features/throttle/throttle', why: 'a table of the rate limiter for each database' },
  { files: 'features/users/attention', why: 'dates of Strapi’s tokens, compared with now' },
  { files: 'features/users/bulk', why: 'many rows in one statement' },
  { files: 'features/users/bulk-preview', why: 'seats and super admins, counted over batches' },
  { files: 'features/users/bulk-jobs', why: 'batches and their results, held by one server' },
  { files: 'features/users/killed-job', why: 'a batch whose server dies, taken up by the next' },
  { files: 'features/users/create-and-change', why: 'unique names and addresses; letters of either case' },
  { files: 'features/users/filters', why: 'filters that become SQL' },
  { files: 'features/users/list', why: 'search and sorting' },
  {
    files: 'features/users/names-and-order',
    why: 'letters that each database compares and sorts in its own way',
  },
  { files: 'features/users/log', why: 'JSON in a column, sorted by time' },
  { files: 'features/users/modified', why: 'which UPDATEs move the date' },
  {
    files: 'features/users/very-many',
    why: 'plans of pages and counts, against a plain reading of the tables',
  },
  { files: 'features/users/search-index', on: 'postgres', why: 'an index that PostgreSQL alone has' },
  { files: 'features/users/status-filter', why: 'the status as SQL, against the rules' },
];

/** Files that take half a minute or more, the longest first: a run begins with them. */
const longest = [
  'features/transfer/transfer',
  'features/break-glass/shell',
  'attacks/enumeration',
  'browser/demo',
  'browser/appearance',
  'cluster/one-database',
  'cluster/links',
  'features/password-policy/every-way',
  'browser/appearance-user',
  'cluster/api-keys',
  'cluster/first-start',
  'browser/users-list',
  'features/accounts/every-route',
  'features/permissions/matrix-first',
  'browser/appearance-users',
  'features/permissions/matrix-second',
  'features/bad-input/anything',
  'features/mfa/sent-codes',
  'browser/sign-in-steps',
  'features/users/bulk-jobs',
  'browser/personal-settings',
  'browser/mfa',
  'attacks/secret-columns',
  'browser/appearance-actions',
  'browser/mfa-kinds',
  'browser/dates',
  'features/directory/behind-our-back',
  'cluster/several-servers',
  'cluster/killed',
  'features/permissions/routes',
  'features/bad-input/thousands',
  'features/directory/first-start',
  'package/package',
  'browser/users-list-views',
  'browser/login-history',
  'browser/roles',
  'features/bad-input/queries',
  'features/mail/delivery',
  'features/api-keys/keys',
  'browser/user-page',
  'features/accounts/reach',
  'features/directory/switched-off',
  'features/throttle/throttle',
  'features/ip-rules/proxies',
  'access/doors/newer-strapi',
  'access/doors/mount',
];

/** The name of a file of tests, which stands in this folder: its path there, without its ending. */
const nameOf = (file) =>
  file
    .split(path.sep)
    .join('/')
    .replace(/\.test\.tsx?$/, '');

const isIn = (files) => (file) => file === files || file.startsWith(`${files}/`);

/** Whether a run on `sqlite`, `postgres` or `mysql` has a file, named as above. */
const isInRun = ({ run, database }, file) => {
  const isListed = (list) => list.some(({ files, on = database }) => isIn(files)(file) && on === database);
  if (run === 'short') return !isListed(notInTheShortRun);
  if (run === 'databases') return isListed(onDatabases);
  return true;
};

module.exports = { notInTheShortRun, onDatabases, longest, nameOf, isInRun };
