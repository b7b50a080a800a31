#!/usr/bin/env node
'use strict';

// The way back in from the server's shell, for when nobody can sign in any more. Runs in the Strapi project's folder.

const USAGE = `Usage, in the folder of the Strapi project:
  gatehouse status <e-mail>          what the user's status is, and which IP rules hold for them
  gatehouse unlock <e-mail>          lifts every lock and gives the tries back
  gatehouse enable <e-mail>          enables a suspended or disabled user
  gatehouse reset-mfa <e-mail>       takes the second factors away, and prints a code to set up another one
  gatehouse rules --clear <e-mail>   removes the user's own IP rules
  gatehouse rules --clear everyone   removes the IP rules that hold for everyone
  gatehouse rules --clear role:<id>  removes the IP rules of a role`;

const COMMANDS = new Map([
  ['status', 'status'],
  ['unlock', 'unlock'],
  ['enable', 'enable'],
  ['reset-mfa', 'resetMfa'],
]);

const parse = (words) => {
  const [command, ...rest] = words;
  if (command === 'rules')
    return rest.length === 2 && rest[0] === '--clear' ? { command: 'clearRules', argument: rest[1] } : null;
  const known = COMMANDS.get(command);
  return known && rest.length === 1 ? { command: known, argument: rest[0] } : null;
};

const loadStrapi = async () => {
  // The project's own Strapi, not one that may stand beside this file.
  const { compileStrapi, createStrapi } = require(
    require.resolve('@strapi/strapi', { paths: [process.cwd()] }),
  );
  const strapi = createStrapi(await compileStrapi());
  // Before it loads: what Strapi has to say about the project is not what was asked.
  strapi.log.level = 'error';
  return strapi.load();
};

const main = async () => {
  const call = parse(process.argv.slice(2));
  if (!call) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const strapi = await loadStrapi();
  try {
    const lines = await strapi.plugin('gatehouse').service('breakGlass')[call.command](call.argument);
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`gatehouse: ${error.message}\n`);
    return 1;
  } finally {
    await strapi.destroy();
  }
};

main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`gatehouse: ${error.stack}\n`);
    process.exit(1);
  },
);
