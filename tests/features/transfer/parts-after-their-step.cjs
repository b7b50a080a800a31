'use strict';

/**
 * Loaded before a command of Strapi's that pulls. Strapi's server sends the first part of a step before it has answered that
 * the step begins, and the command listens for parts only once it has that answer (data-transfer/src/strapi/providers/
 * remote-source and remote/handlers/pull.ts, 5.54): whichever comes first, or both together, each waits for the other for
 * minutes. Here no part is heard before its step has begun.
 */
const ws = require('ws');

const { emit } = ws.WebSocket.prototype;
/** What the server calls the parts of steps that have begun. */
const begun = new Set();
const waiting = [];

const read = (data) => {
  const message = JSON.parse(data.toString()).data;
  const id = message?.id;
  return { id, isPart: message?.type === 'transfer' };
};

/** One at a time, so that whoever waits for it has gone on before the next is heard. */
const hearNext = () => {
  const at = waiting.findIndex(({ id, isPart }) => !isPart || begun.has(id));
  if (at < 0) return;
  const [{ socket, args, id, isPart }] = waiting.splice(at, 1);
  emit.call(socket, 'message', ...args);
  if (!isPart && id !== undefined) begun.add(id);
  setImmediate(hearNext);
};

ws.WebSocket.prototype.emit = function hear(event, ...args) {
  if (event !== 'message') return emit.call(this, event, ...args);
  waiting.push({ socket: this, args, ...read(args[0]) });
  setImmediate(hearNext);
  return true;
};
