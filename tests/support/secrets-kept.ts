import { readFileSync } from 'node:fs';

import type { MailServer } from './mailbox';
import { aPassword } from './people';
import type { Server } from './strapi';

/** Where the server writes what admins may read, and what stands beside it. */
const TABLES = [
  'gatehouse_notes',
  'gatehouse_mails',
  'gatehouse_login_attempts',
  'gatehouse_links',
  'gatehouse_challenges',
  'gatehouse_factors',
  'gatehouse_recovery_codes',
  'gatehouse_jobs',
  'gatehouse_job_results',
  'gatehouse_settings',
];

/** Of what tests choose for somebody: those that they put nowhere but where passwords go. */
const PASSWORDS = [aPassword, 'Violet-Anchor-42'];

/** What authenticator apps are told, and recovery codes: by what they look like, as nobody else has them. */
const LOOKS_SECRET = /\b[A-Z2-7]{32}\b|\b[0-9A-HJKMNP-TV-Z]{6}(-[0-9A-HJKMNP-TV-Z]{6}){3}\b/;

/** Requests whose sender puts a secret into the address: Strapi's own page, and tests that show what comes of it. */
const SENT_IN_THE_ADDRESS = /\/admin\/(registration-info|login)\?/;

/**
 * Where a whole run has left a secret of its mails, or a password, in a server's output or its records; each cut short.
 */
export const secretsLeftBy = async (server: Server, mailServer: MailServer, logFile: string) => {
  const secrets = new Set([...mailServer.secrets(), ...PASSWORDS]);
  const leaksIn = (where: string, texts: string[]) =>
    texts.flatMap((text) =>
      [
        ...[...secrets].filter((secret) => text.includes(secret)),
        ...(LOOKS_SECRET.exec(text)?.slice(0, 1) ?? []),
      ].map((secret) => `${secret.slice(0, 6)}… in ${where}: ${text.slice(0, 200)}`),
    );
  const lines = readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => !SENT_IN_THE_ADDRESS.test(line));
  const leaks = leaksIn('the output', lines);
  for (const table of TABLES) {
    const rows = await server.sql('SELECT * FROM ??', [table]);
    leaks.push(
      ...leaksIn(
        table,
        rows.map((row) => JSON.stringify(row)),
      ),
    );
  }
  return leaks;
};
