'use strict';

const { IncomingMessage, ServerResponse } = require('node:http');
const { Socket } = require('node:net');

/** What a handler gets of a request that nobody has sent; `state` holds who asks. */
const contextOf = (strapi, { method, url, params = {}, body, state }) => {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, url });
  const ctx = strapi.server.app.createContext(request, new ServerResponse(request));
  ctx.params = params;
  ctx.request.body = body;
  Object.assign(ctx.state, state);
  return ctx;
};

/** The request is over: what follows an answer waits until it has left, and is no longer the request's. */
const end = (ctx) => {
  ctx.res.end();
  ctx.res.emit('close');
};

module.exports = { contextOf, end };
