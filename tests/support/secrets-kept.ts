import { readFileSync } from 'node:fs';

import type { MailServer } from './mailbox';
import { aPassword } from './people';
import type { Server } from './strapi';

/** Where the server writes what admins may read, and related tables. */
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

/** Of the passwords that tests set: those that they use nowhere but in password fields. */
const PASSWORDS = [aPassword, 'Violet-Anchor-42'];

/** Secrets of authenticator apps, and recovery codes: by their form, as the values are not known here. */
const LOOKS_SECRET = /\b[A-Z2-7]{32}\b|\b[0-9A-HJKMNP-TV-Z]{6}(-[0-9A-HJKMNP-TV-Z]{6}){3}\b/;

/** Requests whose sender puts a secret into the URL: Strapi's own page, and tests of what comes of it. */
const SENT_IN_THE_ADDRESS = /\/admin\/(registration-info|login)\?/;

/**
 * Looks for secrets of mails, and for passwords, that a server has left in its output or its records since
 * the last look; returns each cut short, with the test file that was running.
 */
export const createLeaks = ({
  server,
  mailServer,
  logFile,
}: {
  server: Server;
  mailServer: MailServer;
  logFile: string;
}) => {
  let file = 'the start';
  let read = 0;
  const found: string[] = [];

  return {
    /** Names the test file that runs from now on. */
    from: (name: string) => {
      file = name;
    },
    look: async (): Promise<string[]> => {
      const secrets = new Set([...mailServer.secrets(), ...PASSWORDS]);
      const lookInto = (where: string, texts: string[]) =>
        found.push(
          ...texts.flatMap((text) =>
            [
              ...[...secrets].filter((secret) => text.includes(secret)),
              ...(LOOKS_SECRET.exec(text)?.slice(0, 1) ?? []),
            ].map((secret) => `${file}: ${secret.slice(0, 6)}… in ${where}: ${text.slice(0, 200)}`),
          ),
        );
      const log = readFileSync(logFile, 'utf8');
      lookInto(
        'the output',
        log
          .slice(read)
          .split('\n')
          .filter((line) => !SENT_IN_THE_ADDRESS.test(line)),
      );
      read = log.length;
      for (const table of TABLES) {
        const rows = await server.sql('SELECT * FROM ??', [table]);
        lookInto(
          table,
          rows.map((row) => JSON.stringify(row)),
        );
      }
      return found;
    },
  };
};
