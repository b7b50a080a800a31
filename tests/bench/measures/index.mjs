import { accounts } from './accounts.mjs';
import { apiKey } from './api-key.mjs';
import { bystander } from './bystander.mjs';
import { enumeration } from './enumeration.mjs';
import { firstStart } from './first-start.mjs';
import { footprint } from './footprint.mjs';
import { growth } from './growth.mjs';
import { history } from './history.mjs';
import { list } from './list.mjs';
import { longTexts } from './long-texts.mjs';
import { request } from './request.mjs';
import { servers } from './servers.mjs';
import { signIns } from './sign-in.mjs';

/** All measures in their order. `title` and `about` are for the page: what is measured, for somebody who wasn't there. */
export const measures = {
  request: {
    title: 'Requests',
    about:
      "What asking the rules costs a request of an open session, and one with an admin's token, without and with IP rules. Queries are the statements that one request sends to the database.",
    run: request,
  },
  'sign-in': {
    title: 'Sign-ins',
    about: 'With the right password: one at a time, and as many as the server manages.',
    run: signIns,
  },
  enumeration: {
    title: 'Refusals, slow on purpose',
    about:
      'Whether the time of a refusal tells who is a user. Gatehouse answers no refusal before [a floor](decisions/0004-a-floor-and-not-a-dummy-hash.md) is reached.',
    run: enumeration,
  },
  bystander: {
    title: 'At work while others try passwords',
    about:
      'How a user of the panel and a client with an API token fare while passwords are tried as fast as the server refuses them. _Quiet_ is the same before the storm begins.',
    run: bystander,
  },
  'long-texts': {
    title: 'At work while the longest texts are sent',
    about:
      'How much longer than else a user of the panel waits, at most, while a megabyte is sent to each route that answers strangers: marks that combine, letters, an address, lists in lists. Both read them; nothing of that length is normalized, hashed, looked up or matched then.',
    run: longTexts,
  },
  'first-start': {
    title: 'Starts',
    about:
      'From the start of the process until it listens. The first start with Gatehouse fills its list of users; a later one looks whether it is still right.',
    run: firstStart,
  },
  footprint: {
    title: 'Memory, and what the panel loads',
    about:
      "The server's memory in use with nobody there, after what runs once, and all that the panel loads before it shows anything, with the texts of both languages, each file compressed by itself.",
    run: footprint,
  },
  list: {
    title: 'The list of users',
    about:
      "Pages of Gatehouse's list, beside those of Strapi's own list with the same sort, page and search. Strapi has nothing to set beside most of the filters.",
    run: list,
  },
  accounts: {
    title: 'Accounts',
    about:
      'The tree of accounts, and the list of users as it comes to an admin of some accounts who is limited to them. Strapi has no accounts.',
    run: accounts,
  },
  'api-key': {
    title: 'API keys',
    about:
      "A request to the Content API with an API-only user's key, and one with a token that belongs to nobody, beside one with a custom token of Strapi's.",
    run: apiKey,
  },
  history: {
    title: 'Login history',
    about:
      'Pages of a long login history, and what it costs to add to it. Refusals wait for no floor here and for no password of others, which would hide that.',
    run: history,
  },
  growth: {
    title: 'The more there is',
    about:
      'The medians of the same asks beside more and more users, IP rules and attempts, on SQLite and on PostgreSQL. What does not depend on a size stays level.',
    run: growth,
  },
  servers: {
    title: 'Several servers',
    about:
      'Sign-ins with the right password on servers that share one PostgreSQL, and how many of them wait for a lock of another at a moment, on average. All servers and their clients share the cores of this machine.',
    run: servers,
  },
};
