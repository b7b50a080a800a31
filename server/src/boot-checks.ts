import { PLUGIN_ID } from '../../shared/constants';
import type { Config } from './config';
import { unknownRoutes } from './doors/native-handlers';
import { unknownFiles } from './doors/strapis-files';
import { unknownOpenRoutes } from './doors/ways-in';
import { templatesNotInForce } from './features/activity/mail/templates';
import { renewAccountNameKeys } from './features/people/accounts/store';
import { listLeftOut } from './features/people/directory/native-store';
import { renewUserNameKeys } from './features/people/users/store';
import { renewRoleGroupNameKeys } from './features/permissions/role-groups/store';
import { renewViewNameKeys } from './features/settings/saved-views/store';
import { hasAnyIpRule } from './features/sign-in/ip-rules/store';
import { isStrapisPolicyUnknown } from './features/sign-in/password-policy/record';
import { selectRaw } from './platform/database';
import { secretsOf } from './platform/secrets';
import type { Strapi } from './platform/strapi';

/** A shorter prefix trusts whole continents. */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 16 };

const isWide = (range: string) => {
  const [network = '', prefix] = range.split('/');
  if (range.includes('*')) return false;
  return (
    prefix !== undefined &&
    Number(prefix) < (network.includes(':') ? SHORTEST_PREFIX.ipv6 : SHORTEST_PREFIX.ipv4)
  );
};

/** Warns if Strapi's version was not reviewed, or has a fault that Gatehouse knows of. */
const warnOfStrapi = async (strapi: Strapi) => {
  const version = String(strapi.config.get('info.strapi'));
  const files = unknownFiles();
  if (files.length > 0)
    strapi.log.warn(
      `[gatehouse] GH007: files of Strapi ${version} that the guards stand on are others than those that were read: ` +
        `${files.join(', ')}. Hint: look for a newer Gatehouse, and try on a copy of the project whether nobody comes in who may not.`,
    );
  const open = unknownOpenRoutes(strapi);
  if (open.length > 0)
    strapi.log.warn(
      '[gatehouse] GH008: nobody has to be signed in for routes of Strapi that Gatehouse does not know: ' +
        `${open.map(({ method, path }) => `${method} ${path}`).join(', ')}. Hint: ask what they let people do.`,
    );
  if (isStrapisPolicyUnknown(strapi))
    strapi.log.warn(
      '[gatehouse] GH009: Strapi has a password policy of its own that Gatehouse cannot ask, so that it holds on some of ' +
        "Strapi's own pages alone. Hint: ask the same in Gatehouse's policy.",
    );
  if (hasFieldsOfTokensWrong(version) && (await hasAdminToken(strapi)))
    strapi.log.warn(
      `[gatehouse] GH010: Strapi ${version} leaves admin tokens fields that their owner has lost (CVE-2026-108114). With ` +
        'Gatehouse they are held to what the owner has at each request. Hint: use Strapi 5.58 or later before you switch it off.',
    );
};

const hasFieldsOfTokensWrong = (version: string) => {
  const [major, minor] = version.split('.').map(Number);
  return major === 5 && Number(minor) >= 47 && Number(minor) <= 57;
};

const hasAdminToken = async (strapi: Strapi) =>
  (await strapi.db.query('admin::api-token').findOne({ where: { kind: 'admin' }, select: ['id'] })) !== null;

/** Names are compared by keys, which are rebuilt if an earlier version treated fewer names as the same. */
export const renewNameKeys = async (strapi: Strapi) => {
  const alike = {
    users: await renewUserNameKeys(strapi),
    'role groups': await renewRoleGroupNameKeys(strapi),
    accounts: await renewAccountNameKeys(strapi),
    views: await renewViewNameKeys(strapi),
  };
  const found = Object.entries(alike).filter(([, ids]) => ids.length > 0);
  if (found.length > 0)
    strapi.log.warn(
      `[gatehouse] GH012: names that can hardly be told apart from another's: ${found
        .map(([what, ids]) => `${what} ${listed(ids)}`)
        .join('; ')}. They stay, and each user is found by their own spelling alone. Hint: rename them.`,
    );
};

const MAX_LISTED = 20;
const listed = (ids: readonly number[]) =>
  ids.slice(0, MAX_LISTED).join(', ') +
  (ids.length > MAX_LISTED ? ` and ${ids.length - MAX_LISTED} more` : '');

/** Without a write-ahead log every write waits for the disk twice, and readers wait for writers (sqlite.org/wal). */
const warnOfJournal = async (strapi: Strapi) => {
  if (strapi.db.dialect.client !== 'sqlite' || process.env.NODE_ENV !== 'production') return;
  const [row] = await selectRaw(strapi, 'pragma journal_mode', []);
  if (row?.journal_mode !== 'delete') return;
  strapi.log.warn(
    '[gatehouse] GH014: SQLite has no write-ahead log, so that sign-ins and requests wait for each other and for the disk. ' +
      'Hint: stop Strapi and run "pragma journal_mode = wal" once on the database file.',
  );
};

/** Legal but dangerous set-ups, each with a number to look up and a hint. Warns; never stops Strapi. */
export const warnOfDangers = async (strapi: Strapi) => {
  if (secretsOf(strapi) === null)
    strapi.log.warn(
      '[gatehouse] GH003: there is no encryption key, so that mails with a link or a password are tried once and never ' +
        'again. Hint: set encryptionKey of Gatehouse, or ENCRYPTION_KEY of Strapi (admin.secrets.encryptionKey).',
    );
  const { sms, trustedProxies } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  if (sms?.provider === 'log' && process.env.NODE_ENV === 'production')
    strapi.log.warn(
      '[gatehouse] GH004: codes by SMS are written into the log, where whoever reads it can sign in with them. Hint: set ' +
        "sms.provider to 'http', or leave sms out.",
    );
  const unknown = unknownRoutes(strapi);
  if (unknown.length > 0)
    strapi.log.warn(
      `[gatehouse] GH005: Strapi has routes that Gatehouse does not know and does not guard: ${unknown.join(', ')}. Hint: use ` +
        'the version of Strapi that Gatehouse is made for; where a plugin added them, ask what they let people do.',
    );
  await warnOfStrapi(strapi);
  await warnOfJournal(strapi);
  const leftOut = await listLeftOut(strapi);
  if (leftOut.length > 0)
    strapi.log.warn(
      `[gatehouse] GH013: these users of Strapi's have an e-mail address that another has, or none, so that they are in no ` +
        `list and cannot sign in: ${listed(leftOut.map(({ adminUserId }) => adminUserId))}. Hint: give them addresses of their own.`,
    );
  const unsent = await templatesNotInForce(strapi);
  if (unsent.length > 0)
    strapi.log.warn(
      `[gatehouse] GH011: these mail templates break a rule, and the default text is sent instead: ${unsent.join(', ')}. ` +
        'Hint: open them under User accounts → Mail templates, which says what to change when they are saved.',
    );
  if (!(await hasAnyIpRule(strapi))) return;
  const wide = trustedProxies.filter(isWide);
  if (wide.length > 0)
    strapi.log.warn(
      `[gatehouse] GH001: there are IP rules, but trustedProxies holds ${wide.join(', ')}, so that nearly anybody can ` +
        'claim any address. Hint: name the addresses of your reverse proxies alone.',
    );
  if (trustedProxies.length === 0 && strapi.config.get('server.proxy.koa'))
    strapi.log.warn(
      '[gatehouse] GH002: there are IP rules and Strapi runs behind a proxy (server.proxy.koa), but trustedProxies is ' +
        "empty, so that every request seems to come from the proxy. Hint: name the proxy's address in trustedProxies.",
    );
};
